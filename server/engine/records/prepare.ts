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

/** Ids that a write refers to and that the caller may not see. Foreign keys see to the rest, in the write itself. */
export async function missingReferences(ctx: Context, table: Table, changed: Row): Promise<Problems> {
  const asked = table.fields.filter(isReference).flatMap((field) => {
    const ids = idsOf(changed[field.slug])
    const check = ids.length > 0 ? seenSql(ctx, field, ids) : null
    return check ? [{ field, ids, check }] : []
  })
  if (asked.length === 0) return {}
  const { answers } = await ctx.tx.run(...asked.map(({ check }) => statement(check)))
  const problems: Problems = {}
  asked.forEach(({ field, ids }, i) => {
    const seen = new Set(answers[i]!.rows.map((row) => Number(row[0])))
    const missing = ids.filter((id) => !seen.has(id))
    if (missing.length > 0)
      problems[field.slug] = [problem('reference.not_found', { ids: missing.slice(0, 5).join(', ') })]
  })
  return problems
}

const isReference = (field: Field): field is ReferenceField | ReferencesField =>
  field.type === 'reference' || field.type === 'references'

const idsOf = (value: unknown): number[] =>
  Array.isArray(value) ? (value as number[]) : typeof value === 'number' ? [value] : []

/** Null where a foreign key says it all: every row of the site is the caller's to see. */
function seenSql(ctx: Context, field: ReferenceField | ReferencesField, ids: readonly number[]): Sql | null {
  const target = ctx.catalog.find(ctx.site.id, field.table)
  const where = target && accessWhere(ctx, target, 'read')
  if (!target || !where) return sql`select null where false`
  if (target.scope === 'site' && isAlwaysTrue(where) && field.type === 'reference') return null
  return sql`select r.id from ${raw(siteView(target))} r where ${inSite(placeOf(ctx), target, 'r')}
    and r.id = any(${ids}::bigint[]) and ${whereSql(where, whereScope(ctx, target, 'r'))}`
}
