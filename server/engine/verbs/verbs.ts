import { checkRow } from '#model/check-row.ts'
import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Text } from '#model/language.ts'
import type { Row } from '#model/row.ts'
import type { Grant, Table } from '#model/table.ts'
import { accessWhere, demandAccess } from '../access/access.ts'
import { type Context, inTransaction, localeOf } from '../context.ts'
import { recordError } from '../records/errors.ts'
import { parseRow, readShown } from '../records/read.ts'
import { rowToChange } from '../records/save.ts'
import { whereEnv } from '../records/where-scope.ts'
import type { StoredRow } from '../records/write.ts'

/**
 * Anything that is more than saving a form: its input, its permission, and a function that runs with the row locked,
 * inside the transaction. Declaring it yields the route, the OpenAPI entry, the log's line and the admin's button.
 */
export interface Verb {
  /** Slug of its table, and its own: `POST /api/{table}/{id}/{name}/`. */
  readonly table: string
  readonly name: string
  readonly label: Text
  readonly input: readonly Field[]
  readonly allow: readonly Grant[]
  /** Returns what the wire answers beside the row, if anything. */
  run(ctx: Context, row: Row & StoredRow, input: Row, table: Table): Promise<Record<string, Json> | undefined>
}

export interface Verbs {
  of(table: Table, name: string): Verb | undefined
  all(table: Table): readonly Verb[]
}

/** The verbs that the apps declare; those of a table that people made are nobody's. */
export function verbsOf(verbs: readonly Verb[]): Verbs {
  const byTable = Map.groupBy(verbs, (verb) => verb.table)
  const all = (table: Table) => (table.origin === 'code' ? (byTable.get(table.slug) ?? []) : [])
  return { all, of: (table, name) => all(table).find((verb) => verb.name === name) }
}

export function runVerb(ctx: Context, table: Table, verb: Verb, id: number, input: unknown): Promise<string> {
  const where = demandAccess(ctx, table, verb.name, verb.allow)
  return inTransaction(ctx, async (inner) => {
    const row = await rowToChange(inner, table, id, where, true)
    const more = await verb.run(inner, row, inputOf(inner, table, verb, input), table)
    const json = await shownAfter(inner, table, id)
    return more ? JSON.stringify({ ...parseRow(json), ...more }) : json
  })
}

/** Even where the verb has moved the row out of the caller's sight; its id alone for who may read none. */
const shownAfter = (ctx: Context, table: Table, id: number): Promise<string> =>
  accessWhere(ctx, table, 'read') ? readShown(ctx, table, id) : Promise.resolve(JSON.stringify({ id }))

/** The input is a row of a table of its own: the same types, the same checks, the same words for what is wrong. */
function inputOf(ctx: Context, table: Table, verb: Verb, input: unknown): Row {
  const form: Table = { ...table, fields: verb.input, rules: [], unique: [], search: [], title: null }
  const outcome = checkRow({
    table: form,
    before: null,
    input,
    env: whereEnv(ctx),
    mode: 'wire',
    locale: localeOf(ctx),
  })
  if ('problems' in outcome) throw recordError('row.invalid', {}, { errors: outcome.problems })
  return outcome.row
}
