import { raw, type Sql, sql } from '#db/sql.ts'
import type { ChoiceField, Field, ReferenceField, ReferencesField } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'
import { both, everyRow } from '#model/where.ts'
import { accessWhere } from '../access/access.ts'
import { columnOf, joinName, siteView, storedSite } from '../catalog/storage.ts'
import { type Context, placeOf } from '../context.ts'
import { inSite } from './in-site.ts'
import { wireColumns } from './select.ts'
import { askedTable, fieldsShown, masksOf } from './shown.ts'
import { whereScope } from './where-scope.ts'
import { whereSql } from './where-sql.ts'

export const expandable = (field: Field): boolean =>
  field.type === 'reference' || field.type === 'references' || field.type === 'choice'

/** SQL that stands in for each expanded field; empty where none is asked for. */
export const expansions = (
  ctx: Context,
  table: Table,
  alias: string,
  fields: readonly Field[],
): ReadonlyMap<string, Sql> | undefined =>
  fields.length === 0
    ? undefined
    : new Map(fields.map((field) => [field.slug, expansion(ctx, table, alias, field)]))

function expansion(ctx: Context, table: Table, alias: string, field: Field): Sql {
  switch (field.type) {
    case 'reference':
      return referenceSql(ctx, field, `${alias}.${columnOf(field)}`)
    case 'references':
      return referencesSql(ctx, table, field, alias)
    case 'choice':
      return choiceSql(ctx, field, `${alias}.${columnOf(field)}`)
    default:
      return raw(`${alias}.${columnOf(field)}`)
  }
}

/** The row referred to, as far as the caller may see it; only its id where they may not. */
function referenceSql(ctx: Context, field: ReferenceField, column: string): Sql {
  const target = ctx.catalog.find(ctx.site.id, field.table)
  const seen = target && visibleSql(ctx, target)
  if (!target || !seen)
    return raw(`case when ${column} is not null then json_build_object('id', ${column}) end`)
  return sql`(select row_to_json(e) from (select ${rowBeyond(ctx, target)}
    from ${raw(siteView(target))} r where r.id = ${raw(column)} and ${seen}) e)`
}

function referencesSql(ctx: Context, table: Table, field: ReferencesField, alias: string): Sql {
  const target = ctx.catalog.find(ctx.site.id, field.table)
  const seen = target && visibleSql(ctx, target)
  if (!target || !seen) return raw(`'[]'::json`)
  const row = rowBeyond(ctx, target)
  return sql`(select coalesce(json_agg((select row_to_json(e) from (select ${row}) e) order by j.position), '[]')
    from ${raw(`site.${joinName(table, field)}`)} j join ${raw(siteView(target))} r on r.id = j.to_id
    where j.site_id = ${storedSite(table, ctx.site.id)}::int and j.row_id = ${raw(`${alias}.id`)} and ${seen})`
}

function rowBeyond(ctx: Context, target: Table): Sql {
  const masks = masksOf(ctx, target, 'r')
  return wireColumns({ table: target, alias: 'r', ...(masks && { masks }) }, fieldsShown(ctx, target))
}

function visibleSql(ctx: Context, target: Table): Sql | null {
  const where = accessWhere(ctx, target, 'read')
  if (!where) return null
  return sql`${inSite(placeOf(ctx), target, 'r')} and ${whereSql(both(where, everyRow), whereScope(ctx, target, 'r'))}`
}

/** What names the row referred to, as far as the caller may see either; null otherwise. */
export function titleBeyond(ctx: Context, field: ReferenceField, column: string): Sql {
  const target = ctx.catalog.find(ctx.site.id, field.table)
  const seen = target && visibleSql(ctx, target)
  const title = target && askedTable(ctx, target).title
  const named = title && target.fields.find(({ slug }) => slug === title)
  if (!named || !seen) return raw('null::text')
  return sql`(select r.${raw(columnOf(named))}::text from ${raw(siteView(target))} r
    where r.id = ${raw(column)} and ${seen})`
}

/** The label of a choice, out of its fixed list or its reference table; the choice itself where it has none. */
export const choiceLabel = (ctx: Context, field: ChoiceField, column: string): Sql =>
  field.table ? labelOfRow(ctx, field, column) : labelOfList(ctx, field, column)

/** A choice with its label. */
function choiceSql(ctx: Context, field: ChoiceField, column: string): Sql {
  const label = choiceLabel(ctx, field, column)
  return sql`case when ${raw(column)} is not null then json_build_object('value', ${raw(column)}, 'label', ${label}) end`
}

function labelOfList(ctx: Context, field: ChoiceField, column: string): Sql {
  const labels = Object.fromEntries(
    (field.options ?? []).map((option) => [option.value, option.label[ctx.language] ?? option.label.fr]),
  )
  return sql`coalesce(${JSON.stringify(labels)}::json ->> ${raw(column)}, ${raw(column)})`
}

function labelOfRow(ctx: Context, field: ChoiceField, column: string): Sql {
  const target = ctx.catalog.find(ctx.site.id, field.table!)
  const columns = target && choiceColumns(target)
  const isTold = target && choiceColumns(askedTable(ctx, target))?.label === columns?.label
  if (!target || !columns || !isTold) return raw(column)
  const category =
    field.category && columns.category ? sql` and r.${raw(columns.category)} = ${field.category}` : sql``
  return sql`coalesce((select r.${raw(columns.label)} from ${raw(siteView(target))} r
    where r.site_id = ${storedSite(target, ctx.site.id)}::int and r.${raw(columns.value)} = ${raw(column)}${category} limit 1), ${raw(column)})`
}

/** Where a reference table of choices keeps the value, its label, its category, its place and its colour. */
export function choiceColumns(target: Table) {
  const column = (...slugs: string[]): string | null => {
    const field = target.fields.find((candidate) => slugs.includes(candidate.slug))
    return field ? columnOf(field) : null
  }
  const value = column('valeur', 'value', 'code')
  const label = column('libelle', 'label', 'nom', 'name') ?? value
  if (!value || !label) return null
  return {
    value,
    label,
    category: column('categorie', 'category'),
    position: column('ordre', 'position'),
    color: column('couleur', 'color'),
  }
}
