import { errorsOf } from '#base/errors.ts'
import { checkRow } from '#model/check-row.ts'
import type { Field } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { inLanguage, type Text } from '#model/language.ts'
import type { Row } from '#model/row.ts'
import type { Grant, Table } from '#model/table.ts'
import type { Where } from '#model/where.ts'
import { compileWhere } from '#model/where-js.ts'
import { accessWhere, demandAccess, demandChange } from '../access/access.ts'
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
  /** Slug of its table, where code keeps it; what the app calls it, where it is the administrators'. */
  readonly table: string
  /** `POST /api/{table}/{id}/{name}/` */
  readonly name: string
  readonly label: Text
  readonly input: readonly Field[]
  /** `update`: whoever may change the row. */
  readonly allow: readonly Grant[] | 'update'
  /** The rows that it can be done to, as they stand: of others it is refused, and their screens do not offer it. */
  readonly when?: Where
  /** Names of fields without which it means nothing: an administrator may have dropped one. */
  readonly needs?: readonly string[]
  /** Returns what the wire answers beside the row, if anything. */
  run(ctx: Context, row: Row & StoredRow, input: Row, table: Table): Promise<Record<string, Json> | undefined>
}

/** A row as a paper, of one form for all of its table: `GET /api/{table}/{id}/pdf/`. */
export interface Paper {
  /** Named as a verb names it. */
  readonly table: string
  readonly label: Text
  readonly needs?: readonly string[]
  /** Names of the fields whose row, or label, is to be given in their place. */
  readonly expand: readonly string[]
  /** Of what the caller may read of the row. */
  draw(ctx: Context, row: JsonObject, table: Table): Promise<{ name: string; pdf: Buffer }>
}

/** What the apps add to tables. */
export interface Verbs {
  of(table: Table, name: string): Verb | undefined
  all(table: Table): readonly Verb[]
  paper(table: Table): Paper | undefined
}

/** The verbs that the apps declare; those of a table that people made, and no app brought, are nobody's. */
export function verbsOf(verbs: readonly Verb[], papers: readonly Paper[] = []): Verbs {
  const byTable = Map.groupBy(verbs, (verb) => verb.table)
  const all = (table: Table) => (byTable.get(nameOf(table)) ?? []).filter((verb) => fits(table, verb))
  return {
    all,
    of: (table, name) => all(table).find((verb) => verb.name === name),
    paper: (table) => papers.find((paper) => paper.table === nameOf(table) && fits(table, paper)),
  }
}

const nameOf = (table: Table): string => (table.origin === 'code' ? table.slug : (table.from ?? ''))

const fits = (table: Table, { needs = [] }: Pick<Verb, 'needs'>): boolean =>
  needs.every((slug) => findField(table, slug))

/** The rows of the table that the caller may do it to; null: none. */
export const verbWhere = (ctx: Context, table: Table, verb: Verb): Where | null =>
  verb.allow === 'update' ? accessWhere(ctx, table, 'update') : accessWhere(ctx, table, verb.name, verb.allow)

/** The same, where nothing at all is an error. */
export const demandVerb = (ctx: Context, table: Table, verb: Verb): Where =>
  verb.allow === 'update'
    ? demandChange(ctx, table, 'update')
    : demandAccess(ctx, table, verb.name, verb.allow)

const verbError = errorsOf({
  'verb.not_now': [
    409,
    {
      fr: '« {verb} » ne se fait pas dans l’état actuel de la ligne : rechargez-la.',
      en: '"{verb}" cannot be done to the row as it stands: load it again.',
    },
  ],
})

export function runVerb(ctx: Context, table: Table, verb: Verb, id: number, input: unknown): Promise<string> {
  const where = demandVerb(ctx, table, verb)
  return inTransaction(ctx, async (inner) => {
    const row = await rowToChange(inner, table, id, where, true)
    if (verb.when && !compileWhere(verb.when, table)(row, whereEnv(ctx)))
      throw verbError('verb.not_now', { verb: inLanguage(verb.label, ctx.language) })
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
