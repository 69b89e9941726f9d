import { raw, type Sql, sql, statement } from '#db/sql.ts'
import type { ChoiceField, Field } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'
import { siteView, storedSite } from '../catalog/storage.ts'
import type { Context } from '../context.ts'
import { choiceColumns } from './expand.ts'
import { askedTable, seenTable } from './shown.ts'

/** One value of a choice out of a reference table, as a form offers it. */
export interface Offered {
  readonly value: string
  readonly label: string
  /** `#rrggbb`, where the reference table has one. */
  readonly color: string | null
}

const most = 1000

/** What the table's choices out of other tables offer now, in their order, by the field's slug. */
export async function choicesOf(ctx: Context, table: Table): Promise<Record<string, Offered[]>> {
  const fields = seenTable(ctx, table).fields.filter(isFromTable)
  const asked = fields.flatMap((field) => {
    const query = offeredSql(ctx, field)
    return query ? [{ slug: field.slug, query }] : []
  })
  const { answers } =
    asked.length > 0 ? await ctx.tx.run(...asked.map(({ query }) => statement(query))) : { answers: [] }
  const none = fields.map(({ slug }) => [slug, []] as const)
  const found = asked.map(({ slug }, i) => [slug, answers[i]!.rows.map(offeredOf)] as const)
  return Object.fromEntries([...none, ...found]) as Record<string, Offered[]>
}

const isFromTable = (field: Field): field is ChoiceField & { readonly table: string } =>
  field.type === 'choice' && field.table !== undefined

const color = /^#[0-9a-f]{6}$/i

const offeredOf = ([value, label, tint]: readonly (string | null)[]): Offered => ({
  value: value!,
  label: label ?? value!,
  color: tint && color.test(tint) ? tint.toLowerCase() : null,
})

/** The value is told to whoever may choose it; its label and colour to whom the reference table shows them. */
function offeredSql(ctx: Context, field: ChoiceField & { readonly table: string }): Sql | null {
  const target = ctx.catalog.find(ctx.site.id, field.table)
  const columns = target && choiceColumns(target)
  if (!target || !columns) return null
  const told = choiceColumns(askedTable(ctx, target))
  const label = told?.label === columns.label ? `r.${columns.label}` : `r.${columns.value}`
  const tint = told?.color ? `r.${told.color}::text` : 'null'
  const category =
    field.category && columns.category ? sql` and r.${raw(columns.category)} = ${field.category}` : sql``
  const order = [...(columns.position ? [`r.${columns.position}`] : []), label, 'r.id'].join(', ')
  return sql`select r.${raw(columns.value)}, ${raw(label)}, ${raw(tint)} from ${raw(siteView(target))} r
    where r.site_id = ${storedSite(target, ctx.site.id)}::int and r.${raw(columns.value)} is not null${category}
    order by ${raw(order)} limit ${raw(String(most))}`
}
