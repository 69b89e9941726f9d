import { useMemo, useRef, useState } from 'react'
import { useLocale } from '../../fields/locale.ts'
import { wordsIn } from '../../lib/words.ts'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { takeBack } from './commands.ts'
import {
  type Editing,
  extentOf,
  type GridControl,
  type Held,
  type Now,
  type NowRef,
  type Setters,
} from './grid-control.ts'
import { words } from './grid-words.ts'
import { manyCells } from './many-cells.ts'
import { oneCell } from './one-cell.ts'
import type { Plan } from './paste.ts'
import { first, type Selection, type Step, step, tab, within } from './selection.ts'

export function useGrid(held: Held): GridControl {
  const locale = useLocale()
  const [selection, setSelection] = useState<Selection>(first)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [filling, setFilling] = useState<number | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [planned, setPlanned] = useState<Plan | null>(null)
  const now = useRef<Now>({ ...held, selection, editing, locale, ticked, early: null })
  now.current = { ...held, selection, editing, locale, ticked, early: now.current.early }
  const acts = useMemo(() => {
    const select = (asked: Selection) => {
      const extent = extentOf(now.current)
      const next = { anchor: within(asked.anchor, extent), active: within(asked.active, extent) }
      setSelection(next)
      now.current.selection = next
      now.current.reveal(next.active)
    }
    const set = { select, setEditing, setFilling, setTicked, setPlanned }
    return {
      ...moving(now, set),
      ...oneCell(now, set),
      ...manyCells(now, set),
      ...remembering(now),
      ...ticking(now, set),
    }
  }, [])
  return { selection, editing, filling, ticked, planned, ...acts }
}

const moving = (now: NowRef, { select }: Setters) => ({
  select,
  go(way: Step, grows: boolean) {
    select(step(now.current.selection, way, extentOf(now.current), grows))
  },
  tab(isBack: boolean) {
    select(tab(now.current.selection, extentOf(now.current), isBack))
  },
})

const remembering = (now: NowRef) => {
  const act = (way: 'undo' | 'redo') => async () => {
    const w = wordsIn(words)
    try {
      const done = await takeBack(now.current.sheet, way)
      if (!done) toast(way === 'undo' ? w.undoNothing : w.redoNothing)
      else if (done.skipped > 0) toast(w.undoSkipped(done.skipped))
      else toast(way === 'undo' ? w.undone(done.cells) : w.redone(done.cells))
    } catch (error) {
      sayProblem(error)
    }
  }
  return { undo: act('undo'), redo: act('redo') }
}

const ticking = (now: NowRef, { setTicked }: Setters) => ({
  tick(ids: readonly number[], isOn?: boolean) {
    const next = new Set(now.current.ticked)
    for (const id of ids) {
      if (isOn ?? !next.has(id)) next.add(id)
      else next.delete(id)
    }
    setTicked(next)
  },
  untick: () => setTicked(new Set()),
})
