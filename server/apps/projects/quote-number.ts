import { raw, sql, statement } from '#db/sql.ts'
import { columnOf, siteView } from '#engine/catalog/storage.ts'
import type { Context } from '#engine/context.ts'
import { todayAt } from '#engine/records/where-scope.ts'
import { findField } from '#model/find-field.ts'
import type { Table } from '#model/table.ts'

/** `DEV-2026-0001`: without a gap within the year, past the numbers that somebody gave by hand. */
export async function nextQuoteNumber(ctx: Context, table: Table): Promise<string> {
  const year = todayAt(ctx).slice(0, 4)
  const column = columnOf(findField(table, 'numero_devis')!)
  for (;;) {
    const taking = statement(sql`/* writes */ select site.next_in_series(${`devis-${year}`}::text)`)
    const { answers } = await ctx.tx.run(taking)
    const number = `DEV-${year}-${answers[0]!.rows[0]![0]!.padStart(4, '0')}`
    const found = sql`select 1 from ${raw(siteView(table))}
      where site_id = ${ctx.site.id}::int and ${raw(column)} = ${number}::text`
    const taken = await ctx.tx.run(statement(found))
    if (taken.answers[0]!.count === 0) return number
  }
}
