import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../../context.ts'

/** After many rows at once: lets PostgreSQL learn what the table now holds, so that its plans fit. */
export async function learnTable(ctx: Context, table: Table): Promise<void> {
  await ctx.tx.run(statement(sql`select site.learn_table(${table.id}::int)`))
}
