import { raw, sql, statement } from '#db/sql.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { type Caller, expecting } from '../support/caller.ts'
import type { TestSugu } from '../support/sugu.ts'

/** Fields that are kept from some: no other word of Sugu holds their names, nor a row their values by chance. */
export const secretFields = ['interne_zq', 'matricule_zq', 'salaire_zq', 'chef_zq', 'amis_zq'] as const
export const fields = ['titre', ...secretFields] as const
export type FieldName = (typeof fields)[number]

export const rowKinds = ['own', 'mate', 'other', 'elsewhere'] as const
export type RowKind = (typeof rowKinds)[number]

/** A row as it was made. */
export interface Kept {
  readonly id: number
  readonly values: Readonly<Record<FieldName, Json>>
}

/** Somebody, and what they should see: everything else that they see is a leak. */
export interface Role {
  readonly name: string
  readonly who: Caller
  readonly rows: Readonly<Record<RowKind, Kept>>
  /** Their fields of such a row; none where they do not even see that it is there. */
  readonly sees: Readonly<Partial<Record<RowKind, readonly FieldName[]>>>
  readonly writes: Readonly<Partial<Record<RowKind, readonly FieldName[]>>>
}

const others = ['interne_zq', 'matricule_zq', 'chef_zq', 'amis_zq'] as const
const own = { field: 'created_by', op: 'eq', value: { var: 'me' } }

const table: JsonObject = {
  slug: 'fiche',
  owner: 'network',
  fields: [
    { slug: 'titre', type: 'text', required: true },
    { slug: 'interne_zq', type: 'text' },
    { slug: 'matricule_zq', type: 'text', unique: true },
    { slug: 'salaire_zq', type: 'decimal', digits: 14, places: 2 },
    { slug: 'chef_zq', type: 'reference', table: 'fiche' },
    { slug: 'amis_zq', type: 'references', table: 'fiche' },
    { slug: 'motif', type: 'text' },
  ],
  rules: [
    {
      field: 'motif',
      when: { field: 'interne_zq', op: 'startswith', value: 'bgy' },
      then: { required: true },
    },
  ],
  order: ['-salaire_zq', 'titre'],
  search: ['titre', 'interne_zq'],
  title: 'matricule_zq',
}

const groups: Readonly<Record<string, JsonObject>> = {
  lecture: { fiche: { read: { except: [...secretFields] } }, lien: { read: true } },
  salaires: { fiche: { read: { where: own, except: [...others] } } },
  redaction: {
    fiche: {
      create: { fields: ['titre', 'motif'] },
      update: { fields: ['titre', 'motif'] },
      delete: own,
    },
  },
  chacun: { fiche: 'own_only', lien: { read: true } },
  equipe: { fiche: 'team_only', lien: { read: true } },
  rien: {},
}

/** Two sites with their rows, and somebody of each kind. */
export async function makeGround(sugu: TestSugu): Promise<readonly Role[]> {
  const { admin } = sugu
  const there = sugu.caller({ ...admin.headers, 'x-site': 'voisin' })
  const made = (by: Caller, path: string, body: JsonObject) => expecting(201, by.post(path, body))
  await made(admin, '/api/meta/tables/', table)
  const link = { slug: 'fiche', type: 'reference', table: 'fiche' }
  await made(admin, '/api/meta/tables/', { slug: 'lien', fields: [{ slug: 'nom', type: 'text' }, link] })
  await made(admin, '/api/sites/', { slug: 'voisin', name: 'Voisin' })
  for (const [name, permissions] of Object.entries(groups))
    await made(admin, '/api/groups/', { name, permissions })

  let count = 0
  async function makeRow(by: Caller, name: string, owner?: number): Promise<Kept> {
    const code = (1_000_003 * ++count).toString(36)
    const texts = { titre: `zqt-${name}`, interne_zq: `bgy${code}`, matricule_zq: `mwx${code}`, motif: 'x' }
    const [first] = (await expecting(200, by.get('/api/fiche/'))).results
    const links = { chef_zq: first?.id ?? null, amis_zq: first ? [first.id] : [] }
    const values = { ...texts, ...links, salaire_zq: `${91_000_000 + count}.25` }
    const { id } = await made(by, '/api/fiche/', values)
    if (owner !== undefined) await giveTo(sugu, id, owner)
    return { id, values }
  }
  async function person(username: string, inGroups: readonly string[], more: JsonObject = {}, by = admin) {
    const { results } = await expecting(200, by.get('/api/groups/?page_size=100'))
    const ids = inGroups.map((name) => results.find((group: JsonObject) => group.name === name).id)
    const { id } = await made(by, '/api/users/', { username, password, groups: ids, ...more })
    return { id: id as number, who: await sugu.signIn(username, password) }
  }

  await makeRow(admin, 'premiere')
  await makeRow(there, 'premier-ailleurs')
  const shared = {
    elsewhere: await makeRow(there, 'ailleurs'),
    other: await makeRow(admin, 'autre'),
    mate: await makeRow(admin, 'collegue', (await person('collegue', ['equipe'])).id),
  }
  async function role(
    name: string,
    { id, who }: { id?: number; who: Caller },
    rights: Rights = {},
  ): Promise<Role> {
    const rows = { ...shared, own: id === undefined ? shared.other : await makeRow(admin, name, id) }
    await made(admin, '/api/lien/', { nom: name, fiche: rows.own.id })
    return { name, who, rows, sees: {}, writes: {}, ...rights }
  }

  const reader = await person('lectrice', ['lecture', 'salaires'])
  const director = await person('directrice', [], { admin: true })
  const readerRole = await role('lectrice', reader, readers)
  const rights = { fiche: { read: { fields: ['titre'] } } }
  const { token } = await made(director.who, '/api/tokens/', { name: 'Caisse', rights, expires: inAMonth() })
  const seeing = await made(director.who, '/api/see-as/', { user: reader.id })
  const abroad = await person('voisine', [], { admin: true }, there)
  return [
    await role('anonyme', { who: sugu.stranger }),
    await role('sans droit', await person('sans_droit', ['rien'])),
    await role('d’un autre site', { who: abroad.who }),
    await role(
      'admin d’un autre site',
      { who: sugu.caller({ ...abroad.who.headers, 'x-site': 'voisin' }) },
      abroads,
    ),
    readerRole,
    await role('rédactrice', await person('redactrice', ['lecture', 'salaires', 'redaction']), writers),
    await role('chacun les siens', await person('chacun', ['chacun']), owners),
    await role('équipe', await person('equipier', ['equipe']), mates),
    await role('jeton', { who: sugu.caller({ authorization: `Token ${token}` }) }, tokens),
    {
      ...readerRole,
      name: 'vue comme lectrice',
      who: sugu.caller({ authorization: `Token ${seeing.token}` }),
    },
    await role('directrice', director, directors),
  ]
}

/** The control: what is expected of them is what is expected of the reader, and they may read all. */
export async function tooWide(sugu: TestSugu, roles: readonly Role[]): Promise<Role> {
  const permissions = { fiche: { read: true }, lien: { read: true } }
  const group = await expecting(201, sugu.admin.post('/api/groups/', { name: 'trop', permissions }))
  const person = { username: 'temoin', password, groups: [group.id] }
  await expecting(201, sugu.admin.post('/api/users/', person))
  const reader = roles.find(({ name }) => name === 'lectrice')!
  return { ...reader, name: 'témoin', who: await sugu.signIn('temoin', password), sees: { other: ['titre'] } }
}

const password = 'un-pagne-bleu-plié-en-quatre'
const inAMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

type Rights = Partial<Pick<Role, 'sees' | 'writes'>>
const readers: Rights = { sees: { own: ['titre', 'salaire_zq'], mate: ['titre'], other: ['titre'] } }
const writers: Rights = { ...readers, writes: { own: ['titre'], mate: ['titre'], other: ['titre'] } }
const owners: Rights = { sees: { own: fields }, writes: { own: fields } }
const mates: Rights = { sees: { own: fields, mate: fields }, writes: { own: fields, mate: fields } }
const tokens: Rights = { sees: { own: ['titre'], mate: ['titre'], other: ['titre'] } }
const abroads: Rights = { sees: { elsewhere: fields }, writes: { elsewhere: fields } }
const directors: Rights = {
  sees: { own: fields, mate: fields, other: fields },
  writes: { own: fields, mate: fields, other: fields },
}

/** Rows are their maker's; here they are made for people who may not make any. */
async function giveTo({ sugu }: TestSugu, id: number, person: number): Promise<void> {
  const [table] = await sugu.db.owner.run(
    statement(sql`select id from store.tables where slug = 'fiche' and dropped_at is null`),
  )
  await sugu.db.owner.run(
    statement(sql`update ${raw(`store.t${table!.rows[0]![0]}`)} set created_by = ${person} where id = ${id}`),
  )
}
