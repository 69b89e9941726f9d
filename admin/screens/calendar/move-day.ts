import type { Json } from '#model/json.ts'
import { titleOf } from '../../fields/titles.ts'
import { useFormat } from '../../lib/format.ts'
import { queries } from '../../lib/query.ts'
import type { Field, Row, Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { updateRow } from '../record/save.ts'
import { type Dates, daysBetween, type Happening, shifted } from './events.ts'
import { words } from './words.ts'

/** To another day, as long as before; a refused move goes back, with its reason. */
export function useMoveDay(table: Table, { from, to }: Dates): (happening: Happening, day: string) => void {
  const w = useWords(words)
  const f = useFormat()
  const fields = [from, ...(to ? [to] : [])]
  const write = async (row: Row, values: Readonly<Record<string, Json>>): Promise<Row | null> => {
    show(table, { ...row, ...values })
    try {
      const saved = await updateRow(table, row, values)
      if (saved.kind === 'saved') return saved.row
      toast(w.clash(titleOf(row, table.title)))
    } catch (error) {
      sayProblem(error)
    } finally {
      void queries.invalidateQueries({ queryKey: ['rows', table.slug] })
      void queries.invalidateQueries({ queryKey: ['row', table.slug, row.id] })
    }
    return null
  }
  const move = async ({ row, first }: Happening, day: string) => {
    const by = daysBetween(first, day)
    if (by === 0) return
    const before = valuesOf(row, fields, 0)
    const saved = await write(row, valuesOf(row, fields, by))
    if (saved)
      toast(w.moved(titleOf(row, table.title), f.day(day)), {
        label: w.undo,
        run: () => write(saved, before),
      })
  }
  return (happening, day) => void move(happening, day)
}

const valuesOf = (row: Row, fields: readonly Field[], by: number): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    fields
      .filter(({ slug, readonly }) => !readonly && row[slug] !== null)
      .map((field) => [field.slug, shifted(field, row[field.slug], by)]),
  )

/** At once on the screen; what the server says then comes over it. */
function show(table: Table, row: Row): void {
  queries.setQueriesData<readonly Row[]>({ queryKey: ['rows', table.slug, 'calendar'] }, (rows) =>
    rows?.map((one) => (one.id === row.id ? row : one)),
  )
}
