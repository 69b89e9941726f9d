import type { ReactNode } from 'react'
import { nameOf, useHere } from '../../lib/session.ts'
import { dictionary, useWords } from '../../lib/words.ts'

const words = dictionary({ hello: (name: string) => [`Bonjour ${name}`, `Hello ${name}`] })

export function Home(): ReactNode {
  const w = useWords(words)
  const { user } = useHere()
  return <h1 className="p-6 text-2xl font-semibold">{w.hello(nameOf(user))}</h1>
}
