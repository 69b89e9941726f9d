import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { dictionary, useWords } from '../../lib/words.ts'
import { Empty } from '../../parts/Empty.tsx'

const words = dictionary({
  title: ['Cette page n’existe pas', 'There is no such page'],
  why: [
    'Elle a pu être renommée ou supprimée, ou ne pas vous être ouverte.',
    'It may have been renamed or deleted, or may not be open to you.',
  ],
  home: ['Aller à l’accueil', 'Go to the home page'],
})

export function NotFound(): ReactNode {
  const w = useWords(words)
  return (
    <Empty
      icon="search"
      heading="h1"
      title={w.title}
      action={
        <Link to="/" className="btn btn-primary">
          {w.home}
        </Link>
      }
    >
      {w.why}
    </Empty>
  )
}
