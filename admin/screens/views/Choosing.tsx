import { type ReactNode, useState } from 'react'
import { dictionary, useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { useNarrow } from './narrow.ts'

const words = dictionary({ how: ['Réglages de la vue', 'View settings'] })

/** How a view draws its rows: open where there is room, folded on a phone. */
export function Choosing({ children }: { children: ReactNode }): ReactNode {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  const isNarrow = useNarrow()
  const inside = (top: string) => (
    <div className={`flex flex-wrap items-center gap-x-4 gap-y-2 ${top}`}>{children}</div>
  )
  if (!isNarrow) return inside('px-3 py-2')
  return (
    <details
      className="group border-b border-base-300 px-3"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 text-soft">
        <Icon name="settings" />
        <span className="grow">{w.how}</span>
        <Icon name="down" className="size-4 group-open:rotate-180" />
      </summary>
      {isOpen && inside('pb-3')}
    </details>
  )
}
