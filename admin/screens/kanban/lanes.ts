import { useQuery } from '@tanstack/react-query'
import type { Json } from '#model/json.ts'
import type { Where } from '#model/where.ts'
import { useOffered } from '../../fields/choices.ts'
import type { Field, Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { rowParams } from '../grid/query.ts'
import { colourOf } from '../views/colours.ts'
import { type Measured, summaryQuery } from '../views/summary.ts'
import type { ViewInUse } from '../views/use-view.ts'
import { words } from './words.ts'

/** One column of a board: the rows that have one value. */
export interface Lane {
  /** Names the column on the screen: the value as JSON. */
  readonly id: string
  readonly value: Json
  readonly label: string
  readonly colour: string
  readonly where: Where
  /** Undefined: not counted yet. */
  readonly told: Measured | undefined
}

const mostLanes = 40

/** The values that the field may take, then those that rows have besides, then the rows that have none. */
export function useLanes(table: Table, field: Field, view: ViewInUse): readonly Lane[] | undefined {
  const w = useWords(words)
  const offered = useOffered(field, table.slug)
  const { measure } = view.settings
  const asked = { rows: rowParams(view.query), group: [field.slug], measure, most: mostLanes }
  const { data } = useQuery(summaryQuery(table.slug, asked))
  if (!data) return undefined
  const known = new Map(data.groups.map((group) => [JSON.stringify(group.keys[0]), group]))
  const fixed: readonly (readonly [Json, string])[] =
    field.type === 'boolean'
      ? [
          [true, w.yes],
          [false, w.no],
        ]
      : offered.map(({ value, label }) => [value, label] as const)
  const ids = new Set(fixed.map(([value]) => JSON.stringify(value)))
  const others = data.groups
    .filter(({ keys }) => keys[0] !== null && !ids.has(JSON.stringify(keys[0])))
    .map(({ keys, labels }) => [keys[0]!, labels[0] ?? String(keys[0])] as const)
  const none = known.has('null') || !field.required ? [[null, w.none] as const] : []
  return [...fixed, ...others, ...none].map(([value, label]) => {
    const id = JSON.stringify(value)
    return {
      id,
      value,
      label,
      colour: colourOf(value, offered),
      where:
        value === null
          ? { field: field.slug, op: 'isnull', value: true }
          : { field: field.slug, op: 'eq', value },
      told: known.get(id) ?? { count: 0, values: {} },
    }
  })
}
