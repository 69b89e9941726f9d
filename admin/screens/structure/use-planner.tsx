import { type ReactNode, useState } from 'react'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { toast } from '../../parts/Toast.tsx'
import type { Change } from './draft.ts'
import { PlanDialog, type PlanEnd } from './PlanDialog.tsx'
import { planWords } from './plan-words.ts'
import { type Plan, planFor, refresh, undoThis } from './planning.ts'

export interface Planner {
  /** Shows what the changes would do; answers whether they were made. Throws what is wrong with them. */
  readonly propose: (changes: readonly Change[]) => Promise<boolean>
  readonly dialog: ReactNode
}

export function usePlanner(table: Table, onDone?: (change: number) => unknown): Planner {
  const w = useWords(planWords)
  const [open, setOpen] = useState<{ plan: Plan; answer: (isApplied: boolean) => void } | null>(null)
  const propose = async (changes: readonly Change[]) => {
    const plan = await planFor(table.slug, changes)
    return new Promise<boolean>((answer) => setOpen({ plan, answer }))
  }
  const end = async ({ change, isDone }: PlanEnd) => {
    const asked = open
    setOpen(null)
    if (change !== null) {
      if (onDone) await onDone(change)
      else await refresh(table.slug)
      if (isDone && !onDone) toast(w.done, { label: w.undo, run: () => undoThis(table.slug, change) })
    }
    asked?.answer(change !== null)
  }
  return {
    propose,
    dialog: open && <PlanDialog table={table} plan={open.plan} onEnd={(how) => void end(how)} />,
  }
}
