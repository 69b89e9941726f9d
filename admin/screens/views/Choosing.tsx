import type { ReactNode } from 'react'
import { dictionary, useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'

const words = dictionary({ how: ['Réglages de la vue', 'View settings'] })

/** How a view draws its rows: open where there is room, folded on a phone. */
export function Choosing({ children }: { children: ReactNode }): ReactNode {
  const w = useWords(words)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2 max-sm:hidden">{children}</div>
      <details className="group border-b border-base-300 px-3 sm:hidden">
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 text-soft">
          <Icon name="settings" />
          <span className="grow">{w.how}</span>
          <Icon name="down" className="size-4 group-open:rotate-180" />
        </summary>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">{children}</div>
      </details>
    </>
  )
}
