import { raw, sql, statement } from '#db/sql.ts'
import type { FieldOf } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import { routeWords } from '#model/reserved.ts'
import type { Row } from '#model/row.ts'
import { slugify } from '#model/slugs.ts'
import type { Table } from '#model/table.ts'
import { columnOf, siteView, storedSite } from '../catalog/storage.ts'
import type { Context } from '../context.ts'

type SlugField = FieldOf<'slug'>

/** Rows that come without a slug get one, made of the field that it is made from and like no other there is. */
export async function withSlugs(ctx: Context, table: Table, rows: readonly Row[]): Promise<readonly Row[]> {
  const field = table.fields.find((one): one is SlugField => one.type === 'slug' && one.from !== undefined)
  if (!field || rows.every((row) => typeof row[field.slug] === 'string')) return rows
  const source = findField(table, field.from!)!.slug
  const wanted = rows.map((row) => (typeof row[field.slug] === 'string' ? null : baseOf(row[source])))
  const given = rows.flatMap((row) =>
    typeof row[field.slug] === 'string' ? [row[field.slug] as string] : [],
  )
  const slugs = await freeSlugs(ctx, table, field, wanted, new Set(given))
  return rows.map((row, i) => (slugs[i] === null ? row : { ...row, [field.slug]: slugs[i]! }))
}

/** Neither a number, which would be an id, nor a word of the addresses. */
function baseOf(text: unknown): string | null {
  const base = slugify(typeof text === 'string' ? text : '', 90)
  if (base === '') return null
  return /^\d+$/.test(base) || routeWords.has(base) ? `${base}-1` : base
}

/** As if row by row, each the first that is free: where some are taken in the table, all are counted anew. */
async function freeSlugs(
  ctx: Context,
  table: Table,
  field: SlugField,
  wanted: readonly (string | null)[],
  taken: Set<string>,
): Promise<(string | null)[]> {
  const free = new Set<string>()
  for (;;) {
    const slugs = firstOf(wanted, taken)
    const unknown = slugs.filter((slug) => slug !== null && !free.has(slug)) as string[]
    const there = unknown.length > 0 ? await slugsThere(ctx, table, field, unknown) : []
    if (there.length === 0) return slugs
    for (const slug of unknown) free.add(slug)
    for (const slug of there) taken.add(slug)
  }
}

function firstOf(wanted: readonly (string | null)[], taken: ReadonlySet<string>): (string | null)[] {
  const given = new Set<string>()
  const next = new Map<string, number>()
  return wanted.map((base) => {
    if (base === null) return null
    for (let number = next.get(base) ?? 1; ; number++) {
      const slug = number === 1 ? base : `${base}-${number}`
      if (taken.has(slug) || given.has(slug)) continue
      given.add(slug)
      next.set(base, number + 1)
      return slug
    }
  })
}

async function slugsThere(
  ctx: Context,
  table: Table,
  field: SlugField,
  slugs: readonly string[],
): Promise<string[]> {
  const column = raw(columnOf(field))
  const { answers } = await ctx.tx.run(
    statement(sql`select ${column} from ${raw(siteView(table))}
      where site_id = ${storedSite(table, ctx.site.id)}::int and ${column} = any(${slugs}::text[])`),
  )
  return answers[0]!.rows.map(([slug]) => slug!)
}
