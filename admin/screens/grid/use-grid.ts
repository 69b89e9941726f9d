import { useMemo, useRef, useState } from 'react'
import { useLocale } from '../../fields/locale.ts'
import {
  type Editing,
  extentOf,
  type GridControl,
  type Held,
  type Now,
  type NowRef,
  type Setters,
} from './grid-control.ts'
import { lateActs } from './late-acts.ts'
import type { Plan } from './paste.ts'
import { first, type Selection, type Step, step, tab, within } from './selection.ts'

export function useGrid(held: Held): GridControl {
  const locale = useLocale()
  const [selection, setSelection] = useState<Selection>(first)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [filling, setFilling] = useState<number | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [planned, setPlanned] = useState<Plan | null>(null)
  const now = useRef<Now>({ ...held, selection, editing, locale, ticked })
  now.current = { ...held, selection, editing, locale, ticked }
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
      ...lateActs(now, set),
      dragFill: setFilling,
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
