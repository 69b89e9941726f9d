import { errorsOf } from '#base/errors.ts'
import { raw, sql, statement } from '#db/sql.ts'
import { checkRow } from '#model/check-row.ts'
import type { JsonObject } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { both, type Where } from '#model/where.ts'
import { parseWhere } from '#model/where-parse.ts'
import { demandAccess } from '../access/access.ts'
import { accessError } from '../access/errors.ts'
import { isHeard, tell } from '../changes.ts'
import { type Context, inTransaction, localeOf, placeOf } from '../context.ts'
import { recordError } from '../records/errors.ts'
import { restore } from '../records/history.ts'
import { inSite } from '../records/in-site.ts'
import { loadChoices, withAllMissing } from '../records/prepare.ts'
import { parseRow } from '../records/read.ts'
import { type CheckedValues, covers, judgedBy } from '../records/save.ts'
import { liveRows, wholeFields, wireColumns } from '../records/select.ts'
import { askedTable, coversFields, tellable } from '../records/shown.ts'
import { whereEnv, whereScope } from '../records/where-scope.ts'
import { whereSql } from '../records/where-sql.ts'
import type { StoredRow } from '../records/write.ts'
import { removeMany, updateMany } from '../records/write-many.ts'
import { demandVerb, runVerb, type Verbs } from '../verbs/verbs.ts'
import type { Answer } from './door.ts'
import { conditionOptions } from './filter-params.ts'

const most = 10_000

const bulkError = errorsOf({
  'bulk.action': [
    400,
    {
      fr: 'Donnez « action » : "update", "delete", "restore" ou une action de la table.',
      en: 'Give “action”: "update", "delete", "restore" or one of the table’s verbs.',
    },
  ],
  'bulk.which': [400, { fr: 'Donnez soit « ids », soit « where ».', en: 'Give either “ids” or “where”.' }],
  'bulk.ids': [
    400,
    { fr: '« ids » attend une liste de numéros de lignes.', en: '“ids” takes a list of row numbers.' },
  ],
  'bulk.too_many': [
    400,
    {
      fr: 'C’est trop de lignes à la fois : {most} au plus. Resserrez la condition.',
      en: 'Too many rows at once: {most} at most. Narrow the condition.',
    },
  ],
  'bulk.missing': [
    404,
    { fr: 'Ces lignes sont introuvables : {ids}.', en: 'These rows were not found: {ids}.' },
  ],
  'bulk.rows_invalid': [
    400,
    {
      fr: 'Rien n’a été enregistré : {count} lignes ne le permettent pas, la première est la ligne {id}.',
      en: 'Nothing was saved: {count} rows do not allow it, the first is row {id}.',
    },
  ],
})

interface Asked {
  readonly action: string
  readonly ids: readonly number[] | null
  readonly where: Where | null
  readonly values: JsonObject
  readonly dryRun: boolean
}

/** All or nothing: the rows named, or those that a condition covers, as they stand inside one transaction. */
export async function bulk(ctx: Context, table: Table, body: JsonObject, verbs: Verbs): Promise<Answer> {
  demandAccess(ctx, table, 'read')
  const asked = askedOf(ctx, table, body)
  const count = await inTransaction(ctx, (inner) =>
    asked.dryRun ? rehearsed(inner, () => act(inner, table, asked, verbs)) : act(inner, table, asked, verbs),
  )
  return { json: JSON.stringify({ action: asked.action, count, dry_run: asked.dryRun }) }
}

/** Done, and taken back: so it meets all that the deed itself would, what the database refuses too. */
async function rehearsed(ctx: Context, work: () => Promise<number>): Promise<number> {
  await ctx.tx.run(statement(raw('savepoint rehearsal')))
  const count = await work()
  await ctx.tx.run(statement(raw('rollback to savepoint rehearsal')))
  return count
}

async function act(ctx: Context, table: Table, asked: Asked, verbs: Verbs): Promise<number> {
  switch (asked.action) {
    case 'update':
      return updateAll(ctx, table, asked)
    case 'delete':
      return removeAll(ctx, table, asked)
    case 'restore':
      return restoreAll(ctx, table, asked)
    default:
      return verbAll(ctx, table, asked, verbs)
  }
}

async function updateAll(ctx: Context, table: Table, asked: Asked): Promise<number> {
  const where = demandAccess(ctx, table, 'update')
  const rows = await rowsFor(ctx, table, asked, where)
  const changes = await checkedRows(ctx, table, rows, asked.values)
  const isCovered = (change: CheckedValues) =>
    covers(ctx, table, where, change) && coversFields(ctx, table, change, false)
  if (!changes.every(isCovered)) throw accessError('auth.forbidden')
  if (changes.length === 0) return 0
  const batch = await nextBatch(ctx)
  await updateMany(ctx, table, changes, batch)
  return told(ctx, table, 'update', batch, changes.length)
}

async function removeAll(ctx: Context, table: Table, asked: Asked): Promise<number> {
  const rows = await rowsFor(ctx, table, asked, demandAccess(ctx, table, 'delete'))
  if (rows.length === 0) return 0
  const batch = await nextBatch(ctx)
  await removeMany(ctx, table, rows, batch)
  return told(ctx, table, 'delete', batch, rows.length)
}

async function restoreAll(ctx: Context, table: Table, asked: Asked): Promise<number> {
  if (!asked.ids) throw bulkError('bulk.ids')
  for (const id of asked.ids) await restore(ctx, table, id, null)
  return asked.ids.length
}

async function verbAll(ctx: Context, table: Table, asked: Asked, verbs: Verbs): Promise<number> {
  const verb = verbs.of(table, asked.action)
  if (!verb) throw bulkError('bulk.action')
  const rows = await rowsFor(ctx, table, asked, demandVerb(ctx, table, verb))
  for (const row of rows) await runVerb(ctx, table, verb, row.id, asked.values)
  return rows.length
}

async function told(ctx: Context, table: Table, verb: string, batch: string, count: number): Promise<number> {
  const change = { table, id: null, batch, verb, before: null, after: null, count }
  if (isHeard(ctx, table, verb)) await tell(ctx, change)
  return count
}

/** What differs in each row by every rule there is; rows that say no stop them all, and the first of them is told. */
async function checkedRows(
  ctx: Context,
  table: Table,
  rows: readonly (Row & StoredRow)[],
  input: JsonObject,
) {
  const choices = await loadChoices(ctx, table)
  const env = whereEnv(ctx)
  const locale = localeOf(ctx)
  const common = { input, env, mode: 'wire', choices, locale } as const
  const checked = rows.map((before) => checkRow({ ...judgedBy(ctx, table, before), before, ...common }))
  const problems = await withAllMissing(ctx, table, checked)
  const refused = rows.flatMap(({ id }, i) =>
    Object.keys(problems[i]!).length > 0 ? [{ id, errors: tellable(ctx, table, problems[i]!) }] : [],
  )
  const [first] = refused
  if (first)
    throw bulkError('bulk.rows_invalid', { count: refused.length, id: first.id }, { errors: first.errors })
  return checked.flatMap((outcome, i) => {
    const { id, version } = rows[i]!
    if ('problems' in outcome || Object.keys(outcome.changed).length === 0) return []
    return [{ ...outcome, id, version }]
  })
}

async function rowsFor(
  ctx: Context,
  table: Table,
  asked: Asked,
  allowed: Where,
): Promise<(Row & StoredRow)[]> {
  const chosen = asked.ids
    ? sql`t.id = any(${asked.ids}::bigint[])`
    : whereSql(asked.where!, whereScope(ctx, table, 't'))
  const allowedSql = whereSql(both(allowed, demandAccess(ctx, table, 'read')), whereScope(ctx, table, 't'))
  const rows = sql`select row_to_json(x)::text from (
    select ${wireColumns({ table, alias: 't' }, wholeFields(table))} from ${liveRows(table)} t
    where ${inSite(placeOf(ctx), table, 't')} and ${chosen} and ${allowedSql}
    order by t.id limit ${raw(String(most + 1))} for update) x`
  const { answers } = await ctx.tx.run(statement(rows))
  const found = answers[0]!.rows.map(([json]) => parseRow(json!) as Row & StoredRow)
  if (found.length > most) throw bulkError('bulk.too_many', { most })
  demandAll(asked, found)
  return found
}

function demandAll(asked: Asked, found: readonly StoredRow[]): void {
  const known = new Set(found.map((row) => row.id))
  const missing = asked.ids?.filter((id) => !known.has(id)) ?? []
  if (missing.length > 0) throw bulkError('bulk.missing', { ids: missing.slice(0, 10).join(', ') })
}

export async function nextBatch(ctx: Context): Promise<string> {
  const { answers } = await ctx.tx.run(statement(sql`select site.next_batch()`))
  return answers[0]!.rows[0]![0]!
}

function askedOf(ctx: Context, table: Table, body: JsonObject): Asked {
  const { action, ids, where, values, dry_run: dryRun } = body
  if (typeof action !== 'string' || action === '') throw bulkError('bulk.action')
  if ((ids === undefined) === (where === undefined)) throw bulkError('bulk.which')
  return {
    action,
    ids: ids === undefined ? null : idsOf(ids),
    where: where === undefined ? null : conditionOf(ctx, table, where),
    values: (typeof values === 'object' && values !== null && !Array.isArray(values)
      ? values
      : {}) as JsonObject,
    dryRun: dryRun === true,
  }
}

function idsOf(ids: unknown): readonly number[] {
  if (!Array.isArray(ids) || !ids.every((id) => Number.isSafeInteger(id) && id > 0))
    throw bulkError('bulk.ids')
  if (ids.length > most) throw bulkError('bulk.too_many', { most })
  return [...new Set(ids as number[])]
}

function conditionOf(ctx: Context, table: Table, where: unknown): Where {
  const parsed = parseWhere(where, askedTable(ctx, table), conditionOptions(ctx))
  if ('where' in parsed) return parsed.where
  throw recordError('list.invalid', {}, { errors: { where: parsed.problems } })
}
