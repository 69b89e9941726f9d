import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { structureWords } from './structure-words.ts'

/** What was arranged by hand waits here until one says so. */
export function OrderBar({ leave, apply }: { leave: () => void; apply: () => unknown }): ReactNode {
  const w = useWords(structureWords)
  return (
    <div
      role="status"
      className="sticky bottom-2 z-10 flex flex-wrap items-center justify-end gap-2 rounded-box border border-base-300 bg-base-100 px-3 py-2 shadow-lift"
    >
      <span className="grow font-medium">{w.ordered}</span>
      <Button small look="quiet" onClick={leave}>
        {w.leave}
      </Button>
      <Button small look="main" onClick={apply}>
        {w.keepOrder}
      </Button>
    </div>
  )
}
