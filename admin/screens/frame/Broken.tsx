import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { Problem } from '../../lib/problem.ts'
import { queries } from '../../lib/query.ts'
import { dictionary, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { NotFound } from './NotFound.tsx'

const words = dictionary({
  title: ['Cet écran n’a pas pu s’afficher', 'This screen could not be shown'],
  offline: ['Pas de réponse du serveur', 'No answer from the server'],
  why: [
    'Rien de ce qui est enregistré n’est perdu. Réessayez ; si cela recommence, rechargez la page.',
    'Nothing that is saved is lost. Try again; if it happens again, reload the page.',
  ],
  again: ['Réessayer', 'Try again'],
})

/** In place of a screen that failed. */
export function Broken({ error, reset }: { error: unknown; reset?: () => void }): ReactNode {
  const w = useWords(words)
  const router = useRouter()
  useEffect(() => {
    if (!(error instanceof Problem)) console.error(error)
  }, [error])
  if (error instanceof Problem && error.status === 404) return <NotFound />
  const known = error instanceof Problem && error.detail !== ''
  const again = async () => {
    await queries.resetQueries({ predicate: ({ state }) => state.status === 'error' })
    reset?.()
    await router.invalidate()
  }
  return (
    <Empty
      icon="warning"
      heading="h1"
      title={known && error.status === 0 ? w.offline : w.title}
      action={
        <Button look="main" icon="refresh" onClick={again}>
          {w.again}
        </Button>
      }
    >
      {known ? error.detail : w.why}
    </Empty>
  )
}
