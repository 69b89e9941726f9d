import type { FieldTypeName } from '#model/fields/index.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { type Caller, callerOf, expecting, signIn } from '../support/caller.ts'
import { adminPassword } from '../support/running.ts'

/** Stands in every text of the other site's rows: nobody here may ever read it. */
export const secret = 'fetiche'

export interface Definition {
  readonly id: number
  readonly slug: string
  readonly scope: string
  readonly fields: readonly FieldDefinition[]
  readonly may: Readonly<Record<string, boolean>>
}
interface FieldDefinition {
  readonly slug: string
  readonly type: FieldTypeName
  readonly table?: string
  readonly readonly?: boolean
  readonly options?: readonly { readonly value: string }[]
}

/** Two sites of one installation, with the same tables and a row in each of them. */
export interface TwoSites {
  /** Administrator here, nobody there, and not the network's owner. */
  readonly here: Caller
  readonly there: Caller
  readonly tables: readonly Definition[]
  /** By table: a row of each site. */
  readonly ours: ReadonlyMap<string, number>
  readonly theirs: ReadonlyMap<string, number>
}

/** One field of each type that a stranger might reach through; the projects' tables come beside it. */
const market: JsonObject = {
  slug: 'etal',
  owner: 'network',
  label: { fr: 'Étals' },
  fields: [
    { slug: 'nom', type: 'text', label: { fr: 'Nom' }, required: true, unique: true },
    { slug: 'notes', type: 'long_text', label: { fr: 'Notes' } },
    { slug: 'affiche', type: 'rich_text', label: { fr: 'Affiche' } },
    { slug: 'voisin', type: 'reference', table: 'etal', label: { fr: 'Voisin' } },
    { slug: 'allies', type: 'references', table: 'etal', label: { fr: 'Alliés' } },
    { slug: 'loyer', type: 'decimal', digits: 12, places: 2, label: { fr: 'Loyer' } },
    { slug: 'nom_voisin', type: 'lookup', through: 'voisin', field: 'nom', label: { fr: 'Nom du voisin' } },
    {
      slug: 'noms_allies',
      type: 'lookup',
      through: 'allies',
      field: 'nom',
      label: { fr: 'Noms des alliés' },
    },
    {
      slug: 'loyers',
      type: 'rollup',
      table: 'etal',
      by: 'voisin',
      op: 'sum',
      field: 'loyer',
      label: { fr: 'Loyers' },
    },
    { slug: 'enseigne', type: 'formula', formula: '{nom} & " / " & {nom_voisin}', label: { fr: 'Enseigne' } },
    { slug: 'ouvert', type: 'boolean', label: { fr: 'Ouvert' } },
    { slug: 'plan', type: 'json', label: { fr: 'Plan' } },
  ],
  title: 'nom',
  search: ['nom', 'notes'],
  order: ['nom'],
}

export async function makeTwoSites(url: string): Promise<TwoSites> {
  const owner = await signIn(url, 'admin', adminPassword)
  await expecting(201, owner.post('/api/meta/tables/', market))
  await expecting(201, owner.post('/api/sites/', { slug: 'voisin', name: 'Voisin', hosts: ['voisin.test'] }))
  const here = await makeAdministrator(url, owner, 'moussa')
  const ownerThere = callerOf(url, { ...owner.headers, 'x-site': 'voisin' })
  const there = await makeAdministrator(url, ownerThere, 'fatou', { 'x-site': 'voisin' })
  const { results } = await expecting(200, here.get('/api/meta/tables/'))
  const tables = (results as Definition[]).filter(({ scope, may }) => scope === 'site' && may.create)
  return {
    here,
    there,
    tables,
    ours: await fill(here, tables, 'ici'),
    theirs: await fill(there, tables, secret),
  }
}

async function makeAdministrator(
  url: string,
  owner: Caller,
  username: string,
  headers: Record<string, string> = {},
) {
  await expecting(201, owner.post('/api/users/', { username, password: adminPassword, admin: true }))
  return signIn(url, username, adminPassword, headers)
}

/** A row in each table, those that are referred to first. */
async function fill(who: Caller, tables: readonly Definition[], mark: string): Promise<Map<string, number>> {
  const made = new Map([[namedTable, tables.find(({ slug }) => slug === 'contact')!.id]])
  const stall = tables.find(({ slug }) => slug === 'etal')!
  const make = async (table: Definition): Promise<void> => {
    if (made.has(table.slug)) return
    for (const { table: target } of table.fields) {
      const other = tables.find(({ slug }) => slug === target)
      if (other && other !== table) await make(other)
    }
    if (table !== stall) await make(stall)
    const row = { ...sampleRow(table, mark, made), ...meant(table, tables, made) }
    const { id } = await create(who, table, row)
    made.set(table.slug, id)
    await expecting(200, who.patch(`/api/${table.slug}/${id}/`, changeOf(table, mark)))
  }
  for (const table of tables) await make(table)
  return made
}

/** Where a table of the house means more by a value than its type says. */
function meant(
  { slug }: Definition,
  tables: readonly Definition[],
  ids: ReadonlyMap<string, number>,
): JsonObject {
  const [stall, contact] = ['etal', 'contact'].map((name) => tables.find((one) => one.slug === name)!) as [
    Definition,
    Definition,
  ]
  const house: Readonly<Record<string, JsonObject>> = {
    comments: { table: stall.id, row: ids.get(stall.slug) ?? null, mentions: [] },
    webhooks: { tables: [], verbs: [], active: false },
    views: { table: stall.id, settings: {} },
    dashboards: { cards: [] },
    entry_forms: { table: contact.id, asked_fields: [{ field: 'nom' }], question: null, expected: null },
  }
  return house[slug] ?? {}
}

/** A row that a rule wants otherwise is made without the fields that the rule hides. */
async function create(who: Caller, { slug }: Definition, row: JsonObject): Promise<{ id: number }> {
  const { status, body } = await who.post(`/api/${slug}/`, row)
  if (status === 201) return body
  const errors = Object.entries((body.errors ?? {}) as Record<string, { code: string }[]>)
  const hidden = errors.filter(([, problems]) => problems.some(({ code }) => code === 'field.hidden'))
  const shown = Object.fromEntries(
    Object.entries(row).filter(([field]) => !hidden.some(([name]) => name === field)),
  )
  return expecting(201, who.post(`/api/${slug}/`, shown))
}

export const sampleRow = (table: Definition, mark: string, ids: ReadonlyMap<string, number>): JsonObject =>
  Object.fromEntries(
    table.fields
      .filter((field) => !field.readonly)
      .map((field) => [field.slug, sampleValue(field, mark, ids)]),
  )

/** Gives the row a history that names the mark. */
const changeOf = ({ fields }: Definition, mark: string): JsonObject => {
  const text = fields.find(({ type, readonly }) => !readonly && (type === 'text' || type === 'long_text'))
  return text ? { [text.slug]: `${mark} deux` } : {}
}

/** What is kept as JSON and checked by its table's app; views and forms are about this table. */
const checkedJson: Readonly<Record<string, Json>> = {
  permissions: {},
  settings: {},
  cards: [],
  asked_fields: [{ field: 'nom' }],
}
const namedTable = '#contact'

type Sample = (mark: string, field: FieldDefinition, ids: ReadonlyMap<string, number>) => Json
const samples: Readonly<Record<Exclude<FieldTypeName, 'auto_number'>, Sample>> = {
  text: (mark) => `${mark} un`,
  long_text: (mark) => `${mark} une\nlongue histoire`,
  rich_text: (mark) => `<p>${mark} <strong>trois</strong></p>`,
  integer: (_, { slug }, ids) => (slug === 'table' ? ids.get(namedTable)! : 7),
  decimal: () => '12.50',
  money: () => 500,
  boolean: () => true,
  date: () => '2026-12-31',
  datetime: () => '2026-12-31T10:00:00Z',
  email: (mark) => `${mark}@example.com`,
  phone: () => '+2250707070707',
  url: (mark) => `https://example.com/${mark}`,
  slug: (mark) => mark,
  json: (mark, { slug }) => checkedJson[slug] ?? { mark },
  location: () => ({ lat: 5.3, lng: -4 }),
  rating: () => 3,
  choice: (_, { options }) => options?.[0]?.value ?? null,
  reference: (_, { table }, ids) => ids.get(table!) ?? null,
  references: (_, { table }, ids) => (ids.has(table!) ? [ids.get(table!)!] : []),
}

const sampleValue = (field: FieldDefinition, mark: string, ids: ReadonlyMap<string, number>): Json =>
  field.type === 'auto_number' ? null : samples[field.type](mark, field, ids)
