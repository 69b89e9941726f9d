import { accessError } from '#engine/access/errors.ts'
import { type Context, inTransaction } from '#engine/context.ts'
import { Stale } from '#engine/records/freshness.ts'
import { create } from '#engine/records/save.ts'
import { makeTables, type Structure, type Who } from '#engine/schema/structure.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { reservedTables } from '#model/reserved.ts'
import type { Table } from '#model/table.ts'
import { technicalName } from '#model/technical-name.ts'
import type { Example, Template } from './template.ts'

export interface Applied {
  readonly tables: readonly string[]
  /** How many examples were written. */
  readonly rows: number
}

/** Makes a template's tables for the caller's site, under names that are free there. */
export async function applyTemplate(
  structure: Structure,
  ctx: Context,
  who: Who,
  template: Template,
  examples: boolean,
): Promise<Applied> {
  const names = freeNames(structure, who, template)
  const definitions = template.tables.map(({ definition }) => renamed(definition, names))
  const tables = await makeTables(structure, who, definitions)
  const rows = examples ? await writeExamples(structure, ctx, template, tables) : 0
  return { tables: tables.map(({ slug }) => slug), rows }
}

function freeNames(structure: Structure, who: Who, template: Template): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const isTaken = (slug: string): boolean =>
    reservedTables.has(slug) ||
    structure.catalog().find(who.siteId, slug) !== undefined ||
    [...names.values()].includes(slug)
  for (const { definition } of template.tables)
    names.set(definition.slug, technicalName(definition.slug, isTaken, 'table'))
  return names
}

type Definition = Template['tables'][number]['definition']

function renamed(definition: Definition, names: ReadonlyMap<string, string>): JsonObject {
  const now = (slug: Json | undefined): string => names.get(String(slug)) ?? String(slug)
  const fields = definition.fields.map((field) =>
    field.table === undefined ? field : { ...field, table: now(field.table) },
  )
  return { ...definition, slug: now(definition.slug), fields }
}

/** All of them or none. The tables stay where the structure moves meanwhile: examples can be done without. */
async function writeExamples(
  structure: Structure,
  ctx: Context,
  template: Template,
  tables: readonly Table[],
): Promise<number> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      const fresh = { ...ctx, catalog: structure.catalog() }
      return await inTransaction(fresh, (inner) => writeAll(inner, template, tables))
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      await structure.reload()
    }
  }
  return 0
}

async function writeAll(ctx: Context, template: Template, tables: readonly Table[]): Promise<number> {
  const ids = new Map<string, number[]>()
  for (const [i, { examples }] of template.tables.entries()) {
    const made = tables[i]!
    const table = ctx.catalog.byId(made.id)
    if (!table) throw accessError('auth.forbidden')
    const own: number[] = []
    for (const example of examples) {
      const row = JSON.parse(await create(ctx, table, valuesOf(ctx, table, example, ids))) as { id: number }
      own.push(row.id)
    }
    ids.set(table.slug, own)
  }
  return [...ids.values()].flat().length
}

function valuesOf(
  ctx: Context,
  table: Table,
  example: Readonly<Record<string, Example>>,
  ids: ReadonlyMap<string, readonly number[]>,
): JsonObject {
  const wire = (slug: string, value: Example): Json => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value as Json
    if ('day' in value) return new Date(ctx.now.getTime() + value.day * 86_400_000).toISOString().slice(0, 10)
    const field = table.fields.find((one) => one.slug === slug)
    const leads = field?.type === 'reference' ? ids.get(field.table) : undefined
    return leads?.[(value as { row: number }).row] ?? null
  }
  return Object.fromEntries(Object.entries(example).map(([slug, value]) => [slug, wire(slug, value)]))
}
