import { useState } from 'react'
import type { Json } from '#model/json.ts'
import { titleOf } from '../../fields/titles.ts'
import { queries } from '../../lib/query.ts'
import type { Field, Row, Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { updateRow } from '../record/save.ts'
import type { Lane } from './lanes.ts'
import { words } from './words.ts'

/** Rows on their way: shown where they were put, until the server has said yes or no. */
export interface Moves {
  readonly under: ReadonlyMap<number, { readonly row: Row; readonly to: string }>
  move(row: Row, from: Lane, to: Lane): Promise<void>
}

export function useMoves(table: Table, field: Field): Moves {
  const w = useWords(words)
  const [under, setUnder] = useState<Moves['under']>(new Map())
  const set = (id: number, at: { row: Row; to: string } | null) =>
    setUnder((now) => {
      const next = new Map(now)
      if (at) next.set(id, at)
      else next.delete(id)
      return next
    })
  const write = async (row: Row, value: Json): Promise<Row | null> => {
    const saved = await updateRow(table, row, { [field.slug]: value })
    if (saved.kind === 'saved') return saved.row
    toast(w.clash(titleOf(row, table.title)))
    return null
  }
  const move = async (row: Row, from: Lane, to: Lane, isUndo = false) => {
    if (from.id === to.id) return
    set(row.id, { row: { ...row, [field.slug]: to.value }, to: to.id })
    try {
      const saved = await write(row, to.value)
      await queries.invalidateQueries({ queryKey: ['rows', table.slug] })
      void queries.invalidateQueries({ queryKey: ['row', table.slug, row.id] })
      if (!saved || isUndo) return
      const back = { label: w.undo, run: () => move(saved, to, from, true) }
      toast(w.moved(titleOf(row, table.title), to.label), back)
    } catch (error) {
      sayProblem(error)
    } finally {
      set(row.id, null)
    }
  }
  return { under, move }
}
