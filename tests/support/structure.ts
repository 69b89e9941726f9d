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
  }
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
