import { type ReactNode, useEffect } from 'react'
import { useOnline } from '../../lib/offline.ts'
import { queries } from '../../lib/query.ts'
import { hereQuery } from '../../lib/session.ts'
import { dictionary, useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'

const words = dictionary({
  offline: [
    'Pas de connexion. Ce qui est affiché peut dater ; vos saisies sont gardées ici.',
    'No connection. What is shown may be old; what you type is kept here.',
  ],
})

const every = 5_000

/** There while the server does not answer; it goes as soon as it does. */
export function OfflineBanner(): ReactNode {
  const w = useWords(words)
  const isOnline = useOnline()
  useEffect(() => {
    if (isOnline) return
    const timer = setInterval(() => void queries.refetchQueries({ queryKey: hereQuery.queryKey }), every)
    return () => {
      clearInterval(timer)
      void queries.invalidateQueries()
    }
  }, [isOnline])
  if (isOnline) return null
  return (
    <div
      role="status"
      className="sticky top-0 z-30 flex items-center gap-2 bg-warning px-4 py-2 font-medium text-warning-content"
    >
      <Icon name="warning" />
      {w.offline}
    </div>
  )
}
