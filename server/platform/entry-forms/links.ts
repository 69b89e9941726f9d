import { randomToken } from '#base/ids.ts'
import { sql, statement } from '#db/sql.ts'
import type { Context } from '#engine/context.ts'

/** Where strangers find a form, and how many have answered. */
export interface Link {
  readonly form: number
  readonly key: string
  readonly answers: number
}

/** 128 bits: nobody comes upon one by trying. */
const newKey = (): string => randomToken(16)

const columns = sql`form_id, key, answers`

export async function linkByKey(ctx: Context, key: string): Promise<Link | null> {
  if (!/^[\w-]{22}$/.test(key)) return null
  const { answers } = await ctx.tx.run(
    statement(
      sql`select ${columns} from site.entry_links where site_id = ${ctx.site.id}::int and key = ${key}`,
    ),
  )
  return linkIn(answers[0]!.rows[0])
}

export async function linkOf(ctx: Context, form: number): Promise<Link | null> {
  const { answers } = await ctx.tx.run(
    statement(
      sql`select ${columns} from site.entry_links where site_id = ${ctx.site.id}::int and form_id = ${form}::bigint`,
    ),
  )
  return linkIn(answers[0]!.rows[0])
}

const linkIn = (row: readonly (string | null)[] | undefined): Link | null =>
  row ? { form: Number(row[0]), key: row[1]!, answers: Number(row[2]) } : null

/** With a new form; one that comes back from the trash has its own. */
export async function giveLink(ctx: Context, form: number): Promise<void> {
  await ctx.tx.run(
    statement(sql`insert into site.entry_links (site_id, form_id, key)
      values (${ctx.site.id}::int, ${form}::bigint, ${newKey()}) on conflict do nothing`),
  )
}

/** The former one leads nowhere from now on. */
export async function renewLink(ctx: Context, form: number): Promise<string> {
  const key = newKey()
  await ctx.tx.run(
    statement(sql`update site.entry_links set key = ${key}
      where site_id = ${ctx.site.id}::int and form_id = ${form}::bigint`),
  )
  return key
}

/** Takes a place for one more answer, in its transaction; false where there is none left. */
export async function countAnswer(ctx: Context, form: number, most: number | null): Promise<boolean> {
  const { answers } = await ctx.tx.run(
    statement(sql`update site.entry_links set answers = answers + 1
      where site_id = ${ctx.site.id}::int and form_id = ${form}::bigint and answers < coalesce(${most}::bigint, answers + 1)`),
  )
  return answers[0]!.count === 1
}

/** In the answer's transaction: of two that hand in the same, one does. */
export async function useTicket(ctx: Context, ticket: string, ends: Date): Promise<boolean> {
  const { answers } = await ctx.tx.run(
    statement(sql`insert into site.entry_tickets (site_id, ticket, ends)
      values (${ctx.site.id}::int, ${ticket}, ${ends.toISOString()}::timestamptz) on conflict do nothing`),
  )
  return answers[0]!.count === 1
}
