import type { Statement } from '#db/executor.ts'
import { raw, type Sql, sql, statement } from '#db/sql.ts'
import type { ChoiceField, Field, ReferenceField, ReferencesField } from '#model/fields/index.ts'
import type { Problems } from '#model/problem.ts'
import { problemsOf } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { isAlwaysTrue } from '#model/where.ts'
import { accessWhere } from '../access/access.ts'
import { siteView, storedSite } from '../catalog/storage.ts'
import { type Context, placeOf } from '../context.ts'
import { choiceColumns } from './expand.ts'
import { inSite } from './in-site.ts'
import { whereScope } from './where-scope.ts'
import { whereSql } from './where-sql.ts'

/** The values that a choice out of a reference table may take now, by the field's slug. */
export type Choices = (field: Field) => ReadonlySet<string> | undefined

const problem = problemsOf({
  'reference.not_found': {
    fr: 'Cette ligne n’existe pas ou ne vous est pas visible : {ids}.',
    en: 'This row does not exist or is not visible to you: {ids}.',
  },
})

/** The choices that a write needs to know beforehand; nothing is asked of the database where there are none. */
export async function loadChoices(ctx: Context, table: Table): Promise<Choices> {
  const fields = table.fields.filter(fromTable)
  if (fields.length === 0) return () => undefined
  const { answers } = await ctx.tx.run(...fields.map((field) => choicesOf(ctx, field)))
  const sets = new Map(
    fields.map((field, i) => [field.slug, new Set(answers[i]!.rows.map((row) => row[0]!))]),
  )
  return (field) => sets.get(field.slug)
}

const fromTable = (field: Field): field is ChoiceField => field.type === 'choice' && field.table !== undefined

function choicesOf(ctx: Context, field: ChoiceField): Statement {
  const target = ctx.catalog.find(ctx.site.id, field.table!)
  const columns = target && choiceColumns(target)
  if (!target || !columns) return statement(sql`select null where false`)
  const category =
    field.category && columns.category ? sql` and ${raw(columns.category)} = ${field.category}` : sql``
  return statement(sql`select ${raw(columns.value)} from ${raw(siteView(target))}
    where site_id = ${storedSite(target, ctx.site.id)}::int and ${raw(columns.value)} is not null${category}`)
}

/** A row on its way in: what it would change, and what is wrong with it so far. */
interface Candidate {
  readonly changed: Row
  readonly problems?: Problems
}

/** What is wrong with a row, ids that its writer may not see among it. Where nothing else is, keys see to some of them. */
export async function withMissing(ctx: Context, table: Table, row: Candidate): Promise<Problems> {
  const keysSee = !row.problems
  const [problems] = await withAllMissing(ctx, table, [row], keysSee)
  if (!keysSee || Object.keys(problems!).length === 0) return problems!
  return (await withAllMissing(ctx, table, [row]))[0]!
}

/** The same of many rows; a foreign key would name the first of them alone, and only where all else is well. */
export async function withAllMissing(
  ctx: Context,
  table: Table,
  rows: readonly Candidate[],
  keysSee = false,
): Promise<Problems[]> {
  const asked = table.fields.filter(isReference).flatMap((field) => {
    const ids = [...new Set(rows.flatMap(({ changed }) => idsOf(changed[field.slug])))]
    return ids.length > 0 && !(keysSee && hasKey(ctx, field))
      ? [{ field, check: seenSql(ctx, field, ids) }]
      : []
  })
  if (asked.length === 0) return rows.map(({ problems }) => problems ?? {})
  const { answers } = await ctx.tx.run(...asked.map(({ check }) => statement(check)))
  const seen = asked.map(({ field }, i) => {
    const ids = new Set(answers[i]!.rows.map((row) => Number(row[0])))
    return { slug: field.slug, ids }
  })
  return rows.map(({ changed, problems }) => {
    const found: Problems = {}
    for (const { slug, ids } of seen) {
      const lost = idsOf(changed[slug]).filter((id) => !ids.has(id))
      if (lost.length > 0) found[slug] = [notFound(lost)]
    }
    return { ...found, ...problems }
  })
}

const notFound = (ids: readonly number[]) =>
  problem('reference.not_found', { ids: ids.slice(0, 5).join(', ') })

const isReference = (field: Field): field is ReferenceField | ReferencesField =>
  field.type === 'reference' || field.type === 'references'

const idsOf = (value: unknown): number[] =>
  Array.isArray(value) ? (value as number[]) : typeof value === 'number' ? [value] : []

/** A foreign key says it all where every row of the site is the caller's to see. */
function hasKey(ctx: Context, field: ReferenceField | ReferencesField): boolean {
  const target = ctx.catalog.find(ctx.site.id, field.table)
  const where = target && accessWhere(ctx, target, 'read')
  return target?.scope === 'site' && where != null && isAlwaysTrue(where) && field.type === 'reference'
}

function seenSql(ctx: Context, field: ReferenceField | ReferencesField, ids: readonly number[]): Sql {
  const target = ctx.catalog.find(ctx.site.id, field.table)
  const where = target && accessWhere(ctx, target, 'read')
  if (!target || !where) return sql`select null where false`
  return sql`select r.id from ${raw(siteView(target))} r where ${inSite(placeOf(ctx), target, 'r')}
    and r.id = any(${ids}::bigint[]) and ${whereSql(where, whereScope(ctx, target, 'r'))}`
}
