import type { Json } from '#model/json.ts'
import { type Caller, expecting, type Got } from '../support/caller.ts'
import { type Route, readOpenApi, routesOf } from '../support/openapi.ts'
import { isCall } from '../support/promises.ts'
import { type Definition, sampleRow, secret, type TwoSites } from './two-sites.ts'

const stolen = 'zorille'

export interface Trespass {
  /** Each time that a way in was found. */
  readonly gaps: readonly string[]
  /** Addresses with another's id that were tried. */
  readonly addresses: number
}

/** Tries another site's ids on every route of every table. */
export async function trespass(sites: TwoSites): Promise<Trespass> {
  const gaps: string[] = []
  let addresses = 0
  const tell = (gap: string | null) => gap && gaps.push(gap)
  const routes = routesOf(await readOpenApi(sites.here))
  for (const table of sites.tables) {
    const theirs = sites.theirs.get(table.slug)!
    for (const { method, path } of routes) {
      if (!path.startsWith(`/api/${table.slug}/`) || !path.includes('{id}')) continue
      addresses++
      tell(await refused(sites.here, method, path.replace('{id}', String(theirs)), bodyFor(path)))
    }
    for (const attempt of [reading, referring, inBulk, importing])
      for (const gap of await attempt(sites, table, theirs)) tell(gap)
  }
  for (const gap of [...(await elsewhere(sites, routes)), ...(await untouched(sites))]) tell(gap)
  return { gaps, addresses }
}

/** Verbs and restore take a body; the rest ignore this one or refuse it as they should. */
const bodyFor = (path: string): Json => (path.endsWith('/restore/') ? { version: 1 } : {})

async function ask(who: Caller, method: string, path: string, body: Json): Promise<Got> {
  if (method === 'GET') return who.get(path)
  if (method === 'DELETE') return who.delete(path)
  const send = { POST: who.post, PATCH: who.patch, PUT: who.put }[method]!
  return send(path, body)
}

const isRefusal = (status: number) => status === 404 || status === 400

async function refused(who: Caller, method: string, path: string, body: Json): Promise<string | null> {
  const { status, body: answer } = await ask(who, method, path, body)
  return isRefusal(status) ? null : `${method} ${path}: ${status} ${JSON.stringify(answer).slice(0, 150)}`
}

/** Lists, searches, exports, the trash and the past: empty, and without a word of the other site. */
async function reading({ here }: TwoSites, { slug, fields }: Definition, theirs: number): Promise<string[]> {
  const past = encodeURIComponent(new Date(Date.now() - 1).toISOString())
  const where = encodeURIComponent(JSON.stringify({ any: [{ field: 'id', op: 'eq', value: theirs }] }))
  const references = fields.filter(({ type }) => type === 'reference')
  const narrowed = [
    `id=${theirs}`,
    `id__in=${theirs}`,
    `id__gte=${theirs}&id__lte=${theirs}`,
    `where=${where}`,
    `id=${theirs}&as_of=${past}`,
    `id=${theirs}&trash=1`,
    ...references.map((field) => `${field.slug}=${theirs}`),
    ...references.map((field) => `id=${theirs}&expand=${field.slug}`),
  ]
  const wide = [
    'page_size=100',
    'page_size=100&trash=1',
    `page_size=100&as_of=${past}`,
    `search=${secret}`,
    'count=exact',
  ]
  const gaps: string[] = []
  for (const query of [...narrowed, ...wide]) {
    const path = `/api/${slug}/?${query}`
    const { status, body } = await here.get(path)
    const said = JSON.stringify(body).replaceAll(encodeURIComponent(query), '')
    if (status === 400 || status === 404) continue
    if (said.includes(`${secret} `) || said.includes(`"${secret}"`))
      gaps.push(`GET ${path}: reads the other site`)
    if (narrowed.includes(query) && body.count > 0) gaps.push(`GET ${path}: counts ${body.count}`)
  }
  for (const query of narrowed.filter((one) => !one.includes('expand='))) {
    const { status, body } = await here.get(`/api/${slug}/summary/?group_by=id&${query}`)
    if (status === 200 && body.total.count > 0) gaps.push(`the summary of ${slug} by ${query} counts theirs`)
  }
  for (const { slug: field } of fields) {
    const { body } = await here.get(`/api/${slug}/summary/?group_by=${field}&measures=max:id`)
    if (JSON.stringify(body).includes(secret)) gaps.push(`the summary of ${slug} by ${field} reads theirs`)
  }
  for (const format of ['csv', 'json']) {
    const { body } = await here.get(`/api/${slug}/export/?format=${format}`)
    if (JSON.stringify(body).includes(secret))
      gaps.push(`the export of ${slug} as ${format} reads the other site`)
  }
  return gaps
}

/** Our own rows may not point at theirs. */
async function referring(sites: TwoSites, table: Definition, _: number): Promise<string[]> {
  const gaps: string[] = []
  for (const field of table.fields.filter(({ type }) => type === 'reference' || type === 'references')) {
    const foreign = sites.theirs.get(field.table!)
    if (foreign === undefined || field.readonly) continue
    const value = field.type === 'references' ? [foreign] : foreign
    const row = { ...sampleRow(table, `ici ${field.slug}`, sites.ours), [field.slug]: value }
    const ours = `/api/${table.slug}/${sites.ours.get(table.slug)}/`
    gaps.push(
      ...[
        await refused(sites.here, 'POST', `/api/${table.slug}/`, row),
        await refused(sites.here, 'PATCH', ours, { [field.slug]: value }),
      ].filter((gap) => gap !== null),
    )
  }
  return gaps
}

async function inBulk({ here, theirs: all }: TwoSites, table: Definition, theirs: number): Promise<string[]> {
  const path = `/api/${table.slug}/bulk/`
  const where = { field: 'id', op: 'eq', value: theirs }
  const text = table.fields.find(({ type, readonly }) => type === 'text' && !readonly)?.slug
  const values: Json = text ? { [text]: stolen } : sampleRow(table, stolen, all)
  const gaps: string[] = []
  for (const wanted of [{ ids: [theirs] }, { where }])
    for (const action of [{ action: 'update', values }, { action: 'delete' }, { action: 'restore' }]) {
      const { status, body } = await here.post(path, { ...action, ...wanted })
      if (isRefusal(status) || (status < 300 && body.count === 0) || status === 403) continue
      gaps.push(`POST ${path} ${JSON.stringify({ ...action, ...wanted })}: ${status} ${JSON.stringify(body)}`)
    }
  return gaps
}

/** A file that names their row by its id may make a row of ours, never change theirs: `untouched` looks. */
async function importing({ here }: TwoSites, table: Definition, theirs: number): Promise<string[]> {
  const text = table.fields.find(({ type, readonly }) => type === 'text' && !readonly)?.slug
  if (!text) return []
  const form = new FormData()
  form.append('match', 'id')
  form.append('file', new Blob([`id;${text}\n${theirs};${stolen}\n`]), 'vol.csv')
  await here.post(`/api/${table.slug}/import/`, form)
  return []
}

/** What the calls of no table are asked for: an import of theirs, a table that they alone have, a change of it. */
async function elsewhere({ here, there }: TwoSites, routes: readonly Route[]): Promise<string[]> {
  const ids = await foreignIds(there)
  const gaps: string[] = []
  for (const { method, path, operation } of routes.filter((one) => isCall(one) && one.path.includes('{'))) {
    const prefix = Object.keys(ids).find((one) => path.startsWith(one))
    if (prefix) gaps.push(...(await tried(here, method, path.replace(prefix, ids[prefix]!))))
    else if (!open.test(path)) gaps.push(`nobody tries another site at ${operation.operationId}`)
  }
  for (const [method, path, body] of [
    ['GET', '/api/a_eux/', {}],
    ['POST', '/api/a_eux/', { nom: stolen }],
    ['GET', `/api/a_eux/${ids.row}/`, {}],
  ] as const)
    gaps.push(...(await tried(here, method, path, body)))
  return gaps
}

/** Addresses whose parameter names nothing of a site: a file, a template of tables, a provider, one's own passkey (see passkeys.test.ts). */
const open =
  /^\/api\/(docs\/\{file\}|meta\/templates\/\{template\}|users\/oauth\/\{provider\}|users\/mfa\/passkeys\/\{id\})/

/** No job of ours: theirs are told by nobody, and tried with real ones in administration.test.ts. */
const failedThere = '0191a2b3-0000-7000-8000-000000000000'

const bodies: Readonly<Record<string, Json>> = {
  answer: { ticket: 'x', values: { nom: stolen } },
  plan: { changes: [{ change: 'drop', field: 'nom' }] },
  apply: { plan: 1, accept_loss: true },
}

async function tried(here: Caller, method: string, path: string, body?: Json): Promise<string[]> {
  const gap = await refused(here, method, path, body ?? bodies[path.split('/').at(-2)!] ?? {})
  return gap === null ? [] : [gap]
}

/** By the beginning of the addresses that they belong to. */
async function foreignIds(there: Caller): Promise<Record<string, string>> {
  const form = new FormData()
  form.append('dry_run', 'true')
  form.append('file', new Blob([`nom\n${secret}\n`]), 'essai.csv')
  const { import: made } = await expecting(202, there.post('/api/etal/import/', form))
  const fields = ['nom', 'ancien'].map((slug) => ({ slug, type: 'text', label: { fr: slug } }))
  await expecting(201, there.post('/api/meta/tables/', { slug: 'a_eux', label: { fr: 'À eux' }, fields }))
  const row = await expecting(201, there.post('/api/a_eux/', { nom: secret }))
  const changes = [{ change: 'drop', field: 'ancien' }]
  const plan = await expecting(200, there.post('/api/meta/tables/a_eux/plan/', { changes }))
  const change = await expecting(
    200,
    there.post('/api/meta/tables/a_eux/apply/', { plan: plan.id, accept_loss: true }),
  )
  const rights = { etal: { read: true } }
  const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const token = await expecting(201, there.post('/api/tokens/', { name: 'Caisse', rights, expires }))
  const address = 'https://ailleurs.invalid/'
  const hook = await expecting(201, there.post('/api/webhooks/', { name: 'À eux', address }))
  const tried = await expecting(200, there.post(`/api/webhooks/${hook.id}/test/`))
  const { id: person, username } = await expecting(200, there.get('/api/users/me/'))
  const { results: sessions } = await expecting(200, there.get('/api/users/me/sessions/'))
  const [asked] = (await expecting(200, there.get('/api/entry_forms/'))).results
  const link = await expecting(200, there.get(`/api/entry_forms/${asked.id}/link/`))
  return {
    '/api/entry_forms/{id}/': `/api/entry_forms/${asked.id}/`,
    '/api/entry-forms/{key}/': `/api/entry-forms/${link.key}/`,
    '/api/users/me/sessions/{id}/': `/api/users/me/sessions/${sessions[0].id}/`,
    '/api/users/{id}/': `/api/users/${person}/`,
    '/api/users/{username}/': `/api/users/${username}/`,
    '/api/comments/on/{table}/{id}/': `/api/comments/on/a_eux/${row.id}/`,
    '/api/webhooks/deliveries/{id}/': `/api/webhooks/deliveries/${tried.id}/`,
    '/api/webhooks/{id}/': `/api/webhooks/${hook.id}/`,
    '/api/administration/jobs/{job}/': `/api/administration/jobs/${failedThere}/`,
    '/api/tokens/{id}/': `/api/tokens/${token.id}/`,
    '/api/imports/{id}/': `/api/imports/${made}/`,
    '/api/meta/tables/{table}/': '/api/meta/tables/a_eux/',
    '/api/meta/changes/{id}/': `/api/meta/changes/${change.id}/`,
    row: String(row.id),
  }
}

/** Their rows stand as they stood. */
async function untouched({ there, theirs, tables }: TwoSites): Promise<string[]> {
  const gaps: string[] = []
  for (const { slug } of tables) {
    const { status, body } = await there.get(`/api/${slug}/${theirs.get(slug)}/`)
    if (status !== 200 || body.version > 2 || JSON.stringify(body).includes(stolen))
      gaps.push(
        `the other site's row of ${slug} was touched: ${status} ${JSON.stringify(body).slice(0, 200)}`,
      )
  }
  return gaps
}
