import { sql, statement } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'
import { changeUnasked } from './change-unasked.ts'
import type { Syncing } from './code-tables.ts'
import { type Entry, readEntries } from './registry.ts'
import type { Target } from './stored.ts'
import { isTaken } from './taken-slug.ts'

/** The code takes a name that people gave to a table of theirs: theirs becomes `devis_2`, wherever it is spoken of. */
export async function makeWay(syncing: Syncing, slugs: readonly string[]): Promise<void> {
  if (slugs.length === 0 || !(await anyTaken(syncing, slugs))) return
  const entries = (await readEntries(syncing.session, 'site')).filter(({ dropped }) => !dropped)
  for (const entry of entries.filter(({ table }) => slugs.includes(table.slug))) {
    await renameOne(syncing, entry, entries)
  }
}

async function anyTaken({ session }: Syncing, slugs: readonly string[]): Promise<boolean> {
  const [answer] = await session.run(
    statement(
      sql`select from store.tables where origin = 'site' and dropped_at is null and slug = any(${slugs}::text[])`,
    ),
  )
  return answer!.count > 0
}

async function renameOne(syncing: Syncing, entry: Entry, entries: readonly Entry[]): Promise<void> {
  const { slug, owner } = entry.table
  const free = await freeSlug(syncing, entry.table)
  syncing.log.warn(`the table ${slug} is now called ${free}: its name belongs to Sugu`)
  const family = entries.filter(({ table }) => table.owner === owner)
  const target = targetIn(family)
  for (const { table, ...other } of family) {
    const leads = (field: Field): boolean => 'table' in field && field.table === slug
    const fields = table.fields.map((field) => (leads(field) ? ({ ...field, table: free } as Field) : field))
    const after = { ...table, fields, slug: table.id === entry.table.id ? free : table.slug }
    const isConcerned = table.id === entry.table.id || table.fields.some(leads)
    if (isConcerned)
      await changeUnasked(
        { ...syncing, target },
        { table, ...other },
        { table: after, nextField: other.nextField },
      )
  }
}

/** Former and new names both lead to the table: the keys between tables stay as they are. */
const targetIn =
  (family: readonly Entry[]): Target =>
  (slug) =>
    family.find(({ table }) => table.slug === slug || `${table.slug}_` === slug.replace(/\d+$/, ''))?.table

async function freeSlug({ session }: Syncing, { slug, owner }: Table): Promise<string> {
  for (let n = 2; ; n++) {
    const candidate = `${slug}_${n}`
    if (!(await isTaken(session, { slug: candidate, owner }))) return candidate
  }
}
