import type { Context } from '#engine/context.ts'
import { create, remove, update } from '#engine/records/save.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { contextAt } from './site-context.ts'
import type { Workshop } from './structure.ts'

export const projects = {
  slug: 'projet',
  fields: [
    { slug: 'nom', type: 'text', required: true },
    { slug: 'budget', type: 'money', currency: 'EUR' },
  ],
}

/** Lines of a project, each worked out, and naming its project. */
export const lines = {
  slug: 'ligne',
  fields: [
    { slug: 'projet', type: 'reference', table: 'projet' },
    { slug: 'objet', type: 'text' },
    { slug: 'quantite', type: 'integer' },
    { slug: 'prix', type: 'decimal', digits: 14, places: 2 },
    { slug: 'montant', type: 'formula', formula: '{quantite} * {prix}' },
    { slug: 'nom_projet', type: 'lookup', through: 'projet', field: 'nom' },
    { slug: 'titre', type: 'formula', formula: '{objet} & " (" & {nom_projet} & ")"' },
  ],
  search: ['titre'],
}

export const totals = [
  { change: 'add', field: { slug: 'total', type: 'rollup', table: 'ligne', op: 'sum', field: 'montant' } },
  {
    change: 'add',
    field: {
      slug: 'grosses',
      type: 'rollup',
      table: 'ligne',
      op: 'count',
      where: { field: 'montant', op: 'gt', value: '100' },
    },
  },
  { change: 'add', field: { slug: 'reste', type: 'formula', formula: '{budget} - {total}' } },
]

/** Writes as an administrator of a site does, and reads one row back. */
export interface Desk {
  readonly ctx: Context
  table(slug: string): Table
  add(slug: string, row: Row): Promise<Row & { id: number }>
  change(slug: string, id: number, row: Row): Promise<Row>
  drop(slug: string, id: number): Promise<void>
}

export async function deskAt(shop: Workshop, site = 1): Promise<Desk> {
  const ctx = await contextAt(shop, site)
  const table = (slug: string): Table => ctx.catalog.find(site, slug)!
  return {
    ctx,
    table,
    add: async (slug, row) => JSON.parse(await create(ctx, table(slug), row)) as Row & { id: number },
    change: async (slug, id, row) => JSON.parse(await update(ctx, table(slug), id, row)) as Row,
    drop: (slug, id) => remove(ctx, table(slug), id),
  }
}
