import { type ReactNode, useState } from 'react'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { toast } from '../../parts/Toast.tsx'
import type { Change } from './draft.ts'
import { PlanDialog } from './PlanDialog.tsx'
import { planWords } from './plan-words.ts'
import { type Plan, planFor, refresh, undoLast } from './planning.ts'

export interface Planner {
  /** Shows what the changes would do; answers whether they were made. Throws what is wrong with them. */
  readonly propose: (changes: readonly Change[]) => Promise<boolean>
  readonly dialog: ReactNode
}

export function usePlanner(table: Table, onDone?: () => unknown): Planner {
  const w = useWords(planWords)
  const [open, setOpen] = useState<{ plan: Plan; answer: (isApplied: boolean) => void } | null>(null)
  const propose = async (changes: readonly Change[]) => {
    const plan = await planFor(table.slug, changes)
    return new Promise<boolean>((answer) => setOpen({ plan, answer }))
  }
  const end = async (isApplied: boolean, isDone: boolean) => {
    const asked = open
    setOpen(null)
    if (isApplied) {
      if (onDone) await onDone()
      else await refresh(table.slug)
      if (isDone) toast(w.done, { label: w.undo, run: () => undoLast(table.slug) })
    }
    asked?.answer(isApplied)
  }
  return {
    propose,
    dialog: open && <PlanDialog table={table} plan={open.plan} onEnd={(...how) => void end(...how)} />,
  }
}
