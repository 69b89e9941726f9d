import type { Statement } from '#db/executor.ts'
import { type CheckRow, checkRow } from '#model/check-row.ts'
import type { Field } from '#model/fields/index.ts'
import type { Row } from '#model/row.ts'
import { storedValue } from '#model/row-values.ts'
import { decide } from '#model/rules.ts'
import { sameJson } from '#model/same-json.ts'
import type { Table } from '#model/table.ts'
import { both, everyRow, isAlwaysTrue, type Where } from '#model/where.ts'
import { compileWhere } from '#model/where-js.ts'
import { accessWhere, actorId, demandAccess, demandChange } from '../access/access.ts'
import { accessError } from '../access/errors.ts'
import { fieldRights } from '../access/fields.ts'
import { type Change, isHeard, tell } from '../changes.ts'
import { readsOthers } from '../computed/reads-others.ts'
import { type Context, inTransaction, localeOf } from '../context.ts'
import { sayDatabaseProblem } from './database-problem.ts'
import { recordError } from './errors.ts'
import { isFresh, Stale } from './freshness.ts'
import { loadChoices, withMissing } from './prepare.ts'
import { notFound, parseRow, type RowKey, readAgain, readRow } from './read.ts'
import { coversFields, reachOf, shownJson, shownRow, tellable } from './shown.ts'
import { withSlugs } from './slugs.ts'
import { whereEnv } from './where-scope.ts'
import { answeredFields, deleteSql, insertSql, type KeptRow, type StoredRow, updateSql } from './write.ts'

export interface SaveOptions {
  /** The version that the caller saw; null: whatever it is now. */
  readonly version?: number | null
  /** As the log names it. */
  readonly verb?: string
  /** A verb may write what clients may not. */
  readonly mode?: 'wire' | 'system'
  /** A PUT: what is not named is emptied. */
  readonly whole?: boolean
}

export async function create(
  ctx: Context,
  table: Table,
  input: unknown,
  options: SaveOptions = {},
): Promise<string> {
  const where = demandAccess(ctx, table, 'create')
  const row = await checked(ctx, table, null, input, options)
  if (!covers(ctx, table, where, row)) throw accessError('auth.forbidden')
  demandFields(ctx, table, { row: row.row, changed: givenValues(table, row.changed) }, options, true)
  const verb = options.verb ?? 'create'
  const [whole] = await withSlugs(ctx, table, [row.row])
  return inserted(
    await written(ctx, table, { verb, before: null }, (inner) => insertSql(inner, table, whole!, verb)),
  )
}

/** What its defaults say of a new row, nobody gave. */
export const givenValues = (table: Table, row: Row): Row =>
  Object.fromEntries(
    table.fields
      .filter((field) => !sameJson(row[field.slug] ?? null, storedValue(field, null)))
      .map(({ slug }) => [slug, row[slug] ?? null]),
  )

/** A verb may write fields that its caller may not. */
function demandFields(
  ctx: Context,
  table: Table,
  after: CheckedValues,
  { mode }: SaveOptions,
  isNew = false,
): void {
  if (mode !== 'system' && !coversFields(ctx, table, after, isNew)) throw accessError('auth.forbidden')
}

/** A new row has no version that could have moved: where nothing was inserted, the context was stale. */
const inserted = (json: string | null): string => {
  if (json === null) throw new Stale()
  return json
}

/** Reads, checks and writes under the version that was read; somebody faster means once more, unless a version was asked for. */
export async function update(
  ctx: Context,
  table: Table,
  key: RowKey,
  input: unknown,
  options: SaveOptions = {},
): Promise<string> {
  const where = demandAccess(ctx, table, 'update')
  const seen = demandChange(ctx, table, 'update')
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = await rowToChange(ctx, table, key, seen)
    demandVersion(ctx, table, before, options.version)
    const answer = await updateOnce(ctx, table, before, where, input, options)
    if (answer !== null) return answer
  }
  throw recordError('table.busy')
}

async function updateOnce(
  ctx: Context,
  table: Table,
  before: Row & StoredRow,
  where: Where,
  input: unknown,
  options: SaveOptions,
): Promise<string | null> {
  const after = await checked(
    ctx,
    table,
    before,
    options.whole ? emptied(ctx, table, before, input) : input,
    options,
  )
  if (Object.keys(after.changed).length === 0) return JSON.stringify(shownRow(ctx, table, before))
  if (!covers(ctx, table, where, after)) throw accessError('auth.forbidden')
  demandFields(ctx, table, after, options)
  const verb = options.verb ?? 'update'
  return written(ctx, table, { verb, before }, (inner) =>
    updateSql(inner, table, before, after.changed, after.row, verb),
  )
}

export async function remove(
  ctx: Context,
  table: Table,
  key: RowKey,
  version: number | null = null,
): Promise<void> {
  const where = demandChange(ctx, table, 'delete')
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = await rowToChange(ctx, table, key, where)
    demandVersion(ctx, table, before, version)
    const done = await written(ctx, table, { verb: 'delete', before }, (inner) =>
      deleteSql(inner, table, before),
    )
    if (done !== null) return
  }
  throw recordError('table.busy')
}

/** Writes a row back that the trash kept. */
export const bringBack = async (ctx: Context, table: Table, row: Row, kept: KeptRow): Promise<string> =>
  inserted(
    await written(ctx, table, { verb: 'restore', before: null }, (inner) =>
      insertSql(inner, table, row, 'restore', kept),
    ),
  )

interface Told {
  readonly verb: string
  readonly before: (Row & StoredRow) | null
}

/** One statement, answering what its writer sees of the row; with those who hear of it, a transaction around it. Null: the row's version has moved. */
async function written(
  ctx: Context,
  table: Table,
  told: Told,
  makeStatement: (ctx: Context) => Statement,
): Promise<string | null> {
  const json = isHeard(ctx, table, told.verb)
    ? await inTransaction(ctx, async (inner) => {
        const written = await writtenOnce(inner, table, makeStatement)
        if (written !== null) await tell(inner, changeOf(table, told, written))
        return written
      })
    : await writtenOnce(ctx, table, makeStatement)
  return json === null || told.verb === 'delete' ? json : shownJson(ctx, table, json)
}

async function writtenOnce(
  ctx: Context,
  table: Table,
  makeStatement: (ctx: Context) => Statement,
): Promise<string | null> {
  const { answers, stamps } = await ctx.tx
    .run(makeStatement(ctx))
    .catch((error: unknown) => sayDatabaseProblem(ctx, table, error))
  const json = answers[0]!.rows[0]?.[0] ?? null
  if (json === null && !isFresh(ctx, stamps)) throw new Stale()
  return json !== null && readsOthers(table) ? settled(ctx, table, json) : json
}

/** What is worked out from other rows may follow only after the statement. */
async function settled(ctx: Context, table: Table, json: string): Promise<string> {
  const { id } = parseRow(json)
  return (typeof id === 'number' ? await readAgain(ctx, table, id, answeredFields(ctx, table)) : null) ?? json
}

function changeOf(table: Table, told: Told, json: string): Change {
  const after = told.verb === 'delete' ? null : parseRow(json)
  const id = told.before?.id ?? (after?.id as number)
  return { table, id, batch: null, verb: told.verb, before: told.before, after, count: 1 }
}

export interface CheckedValues {
  readonly row: Row
  readonly changed: Row
}

/** The row that an input makes, by every rule there is; or 400 with what is wrong, field by field. */
export async function checked(
  ctx: Context,
  table: Table,
  before: Row | null,
  input: unknown,
  options: SaveOptions = {},
): Promise<CheckedValues> {
  const choices = await loadChoices(ctx, table)
  const { mode = 'wire' } = options
  const outcome = checkRow({
    ...judgedBy(ctx, table, before, mode),
    before,
    input,
    env: whereEnv(ctx),
    mode,
    choices,
    locale: localeOf(ctx),
  })
  const problems = await withMissing(ctx, table, outcome)
  if ('problems' in outcome || Object.keys(problems).length > 0)
    throw recordError('row.invalid', {}, { errors: tellable(ctx, table, problems) })
  return outcome
}

/** The rules, and the fields, that bind whoever writes a row. */
export function judgedBy(
  ctx: Context,
  table: Table,
  before: Row | null,
  mode: 'wire' | 'system' = 'wire',
): Pick<CheckRow, 'table' | 'reach'> {
  const reach = mode === 'wire' ? reachOf(ctx, table, before) : undefined
  return reach ? { table: fieldRights(ctx, table)!.ruled, reach } : { table }
}

/** The row, if the caller may do this to it: 404 where they may not even see it, 403 where they may. */
export async function rowToChange(
  ctx: Context,
  table: Table,
  key: RowKey,
  where: Where,
  lock = false,
): Promise<Row & StoredRow> {
  const row = await readRow(ctx, table, key, where, lock)
  if (row) return row
  const readable = accessWhere(ctx, table, 'read')
  if (readable && !isAlwaysTrue(where) && (await readRow(ctx, table, key, both(readable, everyRow)))) {
    throw accessError('auth.forbidden')
  }
  return notFound()
}

export function demandVersion(
  ctx: Context,
  table: Table,
  row: Row & StoredRow,
  version: number | null | undefined,
): void {
  if (version == null || version === row.version) return
  throw recordError(
    'row.changed',
    {},
    { more: { current_version: row.version, sent_version: version, current: shownRow(ctx, table, row) } },
  )
}

/** Does the permission cover the row as it would be? */
export function covers(ctx: Context, table: Table, where: Where, after: CheckedValues): boolean {
  if (isAlwaysTrue(where)) return true
  return compileWhere(where, table)({ created_by: actorId(ctx.actor), ...after.row }, whereEnv(ctx))
}

/** A PUT says nothing of what a rule, or a right, keeps from being changed. */
function emptied(ctx: Context, table: Table, before: Row, input: unknown): unknown {
  const decisions = decide(table, before, whereEnv(ctx))
  const reach = reachOf(ctx, table, before)
  const isOpen = (field: Field) => !field.readonly && !decisions[field.slug]?.readonly
  const open = table.fields.filter((field) => isOpen(field) && (reach?.(field) ?? 'open') === 'open')
  return { ...Object.fromEntries(open.map(({ slug }) => [slug, null])), ...(input as object) }
}
