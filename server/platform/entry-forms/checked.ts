import { raw, sql, statement } from '#db/sql.ts'
import { accessWhere } from '#engine/access/access.ts'
import { columnOf, siteView } from '#engine/catalog/storage.ts'
import type { Change, Listener } from '#engine/changes.ts'
import type { Context } from '#engine/context.ts'
import { recordError } from '#engine/records/errors.ts'
import { isOpen } from '#engine/records/shown.ts'
import { readEntryFields } from '#model/entry-form.ts'
import { type Problem, problemsOf } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { giveLink } from './links.ts'
import { entryForms } from './tables.ts'

const problem = problemsOf({
  'entry.table_closed': {
    fr: 'Vous n’ouvrez au public que les tables où vous pouvez ajouter des lignes vous-même.',
    en: 'You open to the public only those tables to which you may add rows yourself.',
  },
})

/** Nobody gives strangers what they do not have themselves: a row to add, a field to fill in. */
export const entryFormsChecked: Listener = {
  hears: (table, verb) => table.origin === 'code' && table.slug === entryForms.slug && verb !== 'delete',
  async told(ctx, change) {
    const errors = change.after ? formProblems(ctx, change.after) : await batchProblems(ctx, change)
    if (Object.keys(errors).length > 0) throw recordError('row.invalid', {}, { errors })
    if (change.id !== null) await giveLink(ctx, change.id)
  },
}

function formProblems(ctx: Context, after: Row): Record<string, Problem[]> {
  const table = fillableTable(ctx, after.table)
  if (!table) return { table: [problem('entry.table_closed')] }
  const { problems } = readEntryFields(after.asked_fields, writableOf(ctx, table))
  return problems.length > 0 ? { asked_fields: problems.slice(0, 20) } : {}
}

/** Of a batch only its number is told: all of the site's forms are looked at, which are few. */
async function batchProblems(ctx: Context, { table }: Change): Promise<Record<string, Problem[]>> {
  const column = columnOf(table.fields.find(({ slug }) => slug === 'table')!)
  const { answers } = await ctx.tx.run(
    statement(
      sql`select distinct ${raw(column)} from ${raw(siteView(table))} where site_id = ${ctx.site.id}::int`,
    ),
  )
  const closed = answers[0]!.rows.some(([id]) => !fillableTable(ctx, Number(id)))
  return closed ? { table: [problem('entry.table_closed')] } : {}
}

export function tableOfForm(ctx: Context, id: unknown): Table | undefined {
  const table = typeof id === 'number' ? ctx.catalog.byId(id) : undefined
  return table && ctx.catalog.tablesOf(ctx.site.id).includes(table) ? table : undefined
}

/** What code keeps has its own ways in: a stranger who adds a group or a view is none of them. */
function fillableTable(ctx: Context, id: unknown): Table | undefined {
  const table = tableOfForm(ctx, id)
  return table?.origin === 'site' && accessWhere(ctx, table, 'create') ? table : undefined
}

/** The table without what the form's maker may not fill in. */
function writableOf(ctx: Context, table: Table): Table {
  const closed = table.fields.filter((field) => !isOpen(ctx, table, field, 'create'))
  if (closed.length === 0) return table
  return { ...table, fields: table.fields.filter((field) => !closed.includes(field)) }
}
