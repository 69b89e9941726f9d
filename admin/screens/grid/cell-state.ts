import type { Row as ModelRow } from '#model/row.ts'
import { isEmpty, isServerMade } from '#model/row-values.ts'
import type { Decision, Decisions } from '#model/rules.ts'
import type { Wording } from '#model/say-where.ts'
import type { Table as ModelTable } from '#model/table.ts'
import type { WhereEnv } from '#model/where-js.ts'
import type { Field, Row, Table } from '../../lib/table.ts'
import { isExtra } from './columns.ts'
import { rulesIfHere } from './late-rules.ts'

/** What may be done in a cell: written, only read, or it is not there in this row. */
export type CellState = 'open' | 'fixed' | 'hidden'

const asModel = (table: Table): ModelTable => table as unknown as ModelTable

export function cellState(table: Table, row: Row, field: Field, env: WhereEnv): CellState {
  const decision = decisionOf(table, row, field, env)
  if (decision?.hidden) return 'hidden'
  const isNew = row.id < 0
  const may = isNew ? table.may.create : table.may.update
  const closed = (field as { closed?: 'create' | 'update' }).closed === (isNew ? 'create' : 'update')
  const isFixed = field.readonly || closed || isExtra(field.slug) || isServerMade(field)
  if (!may || isFixed || decision?.readonly || decision?.value !== undefined) return 'fixed'
  return 'open'
}

const known = new WeakMap<Row, Decisions>()

function decisionOf(table: Table, row: Row, { slug }: Field, env: WhereEnv): Decision | undefined {
  const rules = rulesIfHere()
  if (table.rules.length === 0 || !rules) return undefined
  let decisions = known.get(row)
  if (!decisions) {
    decisions = rules.decide(asModel(table), row as ModelRow, env)
    known.set(row, decisions)
  }
  return decisions[slug]
}

/** The only values that the rules offer here; null: all of them. */
export const offersOf = (table: Table, row: Row, field: Field, env: WhereEnv): readonly string[] | null =>
  decisionOf(table, row, field, env)?.options ?? null

/** Why a cell is as it is, in a sentence; empty where no rule says so. */
export function whyOf(table: Table, row: Row, field: Field, env: WhereEnv, wording: Wording): string {
  const decision = decisionOf(table, row, field, env)
  const rules = rulesIfHere()
  if (!decision || !rules) return ''
  return rules
    .reasons(field, decision, asModel(table), wording)
    .filter(({ effect }) => effect !== 'required')
    .map(({ says }) => says)
    .join(' ')
}

/** The fields that a new row still lacks. */
export function missing(table: Table, row: Row, env: WhereEnv): readonly string[] {
  return table.fields.flatMap((field) => {
    const { slug, type, default: given, required = false } = field
    const lacks = isEmpty(row[slug] as never) && type !== 'auto_number' && given === undefined
    return lacks && (decisionOf(table, row, field, env)?.required ?? required) ? [slug] : []
  })
}
