import assert from 'node:assert/strict'
import type { OpenDatabase } from '#db/open.ts'
import { raw, sql, statement } from '#db/sql.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import { loadCatalog } from '#engine/catalog/load.ts'
import { columnOf, siteView } from '#engine/catalog/storage.ts'
import type { PlanReply, Started } from '#engine/schema/structure.ts'
import {
  applyPlan,
  makeTable,
  planChanges,
  type Structure,
  undoLast,
  type Who,
} from '#engine/schema/structure.ts'
import { fieldTypeOf } from '#model/fields/index.ts'
import type { Json, JsonObject } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { testDatabase } from './database.ts'

export const locale = { language: 'fr', country: 'CI', currency: 'XOF', timeZone: 'Africa/Abidjan' } as const

/** Who changes structure in tests: the administrator of site 1, unless said otherwise. */
export const who: Who = { siteId: 1, actor: 'user:1', networkOwner: false, locale }

/** A database whose structure can be changed, and whose rows can be written as the application does. */
export interface Workshop {
  readonly db: OpenDatabase
  readonly structure: Structure
  make(definition: JsonObject, by?: Who): Promise<Table>
  table(slug: string): Table
  plan(slug: string, ...changes: JsonObject[]): Promise<PlanReply>
  /** Plans and applies; losses are accepted. */
  change(slug: string, ...changes: JsonObject[]): Promise<Started>
  undo(slug: string): Promise<Started>
  insert(slug: string, ...rows: Row[]): Promise<void>
  /** Values by slug, in the order of the ids. */
  values(slug: string, field: string): Promise<Json[]>
  /** Writes one field of the row with this number. */
  write(slug: string, numero: string, field: string, value: string | null): Promise<void>
  /** Makes a table of quotes with these rows, and answers its slug. */
  quotes(...rows: Row[]): Promise<string>
  look(slug: string): Promise<Look>
}

/** How a table looks to PostgreSQL: what is seen of it, what holds it together. */
export interface Look {
  readonly fields: readonly string[]
  readonly seen: readonly string[]
  /** But for those that lie aside with their column. */
  readonly indexes: readonly string[]
  readonly keys: readonly string[]
}

/** For `assert.rejects`: an error of this code. */
export const code = (expected: string) => (error: Error) => {
  assert.equal(error.message, expected)
  return true
}

export async function workshop(): Promise<Workshop> {
  const db = await testDatabase()
  let catalog: Catalog = await loadCatalog(db.site(1))
  const structure: Structure = {
    db,
    catalog: () => catalog,
    reload: async () => {
      catalog = await loadCatalog(db.site(1), catalog)
    },
  }
  const table = (slug: string): Table => catalog.find(1, slug)!
  let made = 0
  const quotes: Workshop['quotes'] = async (...rows) => {
    const slug = `devis_${++made}`
    await makeTable(structure, who, { ...devis, slug })
    await insertRows(db, table(slug), rows)
    return slug
  }
  const plan: Workshop['plan'] = (slug, ...changes) => planChanges(structure, who, table(slug), { changes })
  return {
    db,
    structure,
    table,
    plan,
    make: (definition, by = who) => makeTable(structure, by, definition),
    change: async (slug, ...changes) =>
      applyPlan(structure, who, table(slug), (await plan(slug, ...changes)).id, true, { wait: true }),
    undo: (slug) => undoLast(structure, who, table(slug), { wait: true }),
    insert: (slug, ...rows) => insertRows(db, table(slug), rows),
    values: (slug, field) => readValues(db, table(slug), field),
    write: (slug, numero, field, value) => writeOne(db, table(slug), numero, field, value),
    quotes,
    look: (slug) => lookAt(db, table(slug)),
  }
}

const devis = {
  fields: [
    { slug: 'numero', type: 'text', unique: true },
    { slug: 'montant', type: 'text' },
    { slug: 'statut', type: 'choice', options: ['brouillon', 'envoye', 'refuse'] },
    { slug: 'jour', type: 'date' },
  ],
  search: ['numero', 'montant'],
}

async function insertRows(db: OpenDatabase, table: Table, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const fields = table.fields.filter(
      (field) => row[field.slug] !== undefined && field.type !== 'references',
    )
    const columns = raw(['site_id', ...fields.map(columnOf)].join(', '))
    const values = fields.map((field) => {
      const value = row[field.slug]!
      const stored: unknown = (value !== null && fieldTypeOf(field).toColumn?.(field, value)) || value
      return sql`, ${stored}::${raw(fieldTypeOf(field).column(field)!)}`
    })
    const list = values.reduce((all, value) => sql`${all}${value}`, sql`1::int`)
    await db.site(1).run(statement(sql`insert into ${raw(siteView(table))} (${columns}) values (${list})`))
  }
}

async function readValues(db: OpenDatabase, table: Table, slug: string): Promise<Json[]> {
  const field = table.fields.find((candidate) => candidate.slug === slug)!
  const column = fieldTypeOf(field).select?.(field, columnOf(field)) ?? columnOf(field)
  const { answers } = await db
    .site(1)
    .run(statement(sql`select to_json(${raw(column)})::text from ${raw(siteView(table))} order by id`))
  return answers[0]!.rows.map(([json]) => (json === null ? null : JSON.parse(json!)))
}

async function writeOne(
  db: OpenDatabase,
  table: Table,
  numero: string,
  field: string,
  value: string | null,
): Promise<void> {
  const column = (name: string) => raw(`c${table.fields.find((each) => each.slug === name)!.id}`)
  await db.site(1).run(
    statement(sql`update ${raw(siteView(table))} set ${column(field)} = ${value}, updated_at = now()
      where ${column('numero')} = ${numero}`),
  )
}

async function lookAt({ owner }: OpenDatabase, { id, fields }: Table): Promise<Look> {
  const texts = async (text: string) => (await owner.run({ text, values: [] }))[0]!.rows.map((row) => row[0]!)
  const seen = await texts(
    `select attname from pg_attribute where attrelid = 'site.t${id}'::regclass and attnum > 7 order by 1`,
  )
  const indexes = await texts(
    `select relname from pg_index join pg_class c on c.oid = indexrelid where indrelid = 'store.t${id}'::regclass and indisvalid order by 1`,
  )
  const isSeen = (index: string): boolean =>
    (index.match(/c\d+/g) ?? []).every((column) => seen.includes(column))
  return {
    fields: fields.map(({ slug, type }) => `${slug} ${type}`),
    seen,
    indexes: indexes.filter(isSeen),
    keys: await texts(
      `select conname from pg_constraint where conrelid = 'store.t${id}'::regclass and contype = 'f' and convalidated order by 1`,
    ),
  }
}
