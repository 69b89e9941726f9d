import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { inLength } from '../support/long.ts'
import { type Attack, sqlmap, sqlmapMissing } from '../support/sqlmap.ts'
import { startSugu, type TestSugu } from '../support/sugu.ts'
import { makeTarget } from '../support/target.ts'

// What it tried, payload by payload: SUGU_SQLMAP_LOGS=/some/folder ./sugu test --long sqlmap

const skip = sqlmapMissing
const level = inLength(3, 1)
const noLimits = {
  MAX_LOGIN_ATTEMPTS: '1000000',
  ACCOUNT_SLOWDOWN_AFTER: '0',
  LOGIN_RATE_LIMIT: '100000000/s',
}
const sugu: TestSugu = await startSugu(noLimits)
await makeTarget(sugu.admin)
const { authorization } = sugu.admin.headers as { authorization: string }

/** What a list is asked with: a value that finds the row, so that a condition that was slipped in would show. */
const parameters: Readonly<Record<string, string>> = {
  nom: 'Une',
  nom__contains: 'U',
  nom__in: 'Une,Deux',
  nombre__gte: '1',
  taux: '1.5',
  jour__lte: '2026-01-01',
  etat: 'neuf',
  mere: '1',
  mere__nom: 'Une',
  search: 'Une',
  ordering: '-nom',
  fields: 'id,nom',
  expand: 'mere',
  page: '1',
  page_size: '5',
  cursor: 'abc',
  count: 'exact',
  as_of: '2026-11-01T00:00:00Z',
  trash: '1',
}

const marked = (where: object) => encodeURIComponent(JSON.stringify(where)).replace('MARK', '*')
const places: Readonly<Record<string, string>> = {
  'where value': `/api/cible/?where=${marked({ field: 'nom', op: 'eq', value: 'UneMARK' })}`,
  'where field': `/api/cible/?where=${marked({ field: 'nomMARK', op: 'eq', value: 'Une' })}`,
  'where operator': `/api/cible/?where=${marked({ field: 'nom', op: 'eqMARK', value: 'Une' })}`,
  'name of a parameter': '/api/cible/?nom*=Une',
  'id in the path': '/api/cible/1*/',
  'table in the path': '/api/cible*/',
  'ordering of an export': '/api/cible/export/?format=json&ordering=nom*',
  'place in the audit': '/api/audit/?before=2026-11-21T08:00:00Z,1*',
}

const login = (name: string, body: object): Attack => ({
  name,
  url: `${sugu.url}/api/users/login/`,
  data: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
  level,
})

const attacks: readonly Attack[] = [
  ...Object.entries(parameters).map(([name, value]) => ({
    name: `parameter ${name}`,
    url: `${sugu.url}/api/cible/?${name}=${encodeURIComponent(value)}`,
    parameters: name,
    headers: { authorization },
    level,
  })),
  ...Object.entries(places).map(([name, path]) => ({
    name,
    url: sugu.url + path,
    headers: { authorization },
    level,
  })),
  login('login of a sign-in', { login: 'admin*', password: 'une porte' }),
  login('password of a sign-in', { login: 'admin', password: 'une porte*' }),
  {
    ...login('browser of a sign-in', { login: 'admin', password: 'une porte' }),
    parameters: 'user-agent',
  },
  {
    name: 'header X-Site',
    url: `${sugu.url}/api/cible/`,
    headers: { authorization, 'x-site': 'default*' },
    level,
  },
]
const everyDay = new Set(['parameter search'])
const chosen = inLength(
  attacks,
  attacks.filter(({ name }) => everyDay.has(name)),
)

/** Where nobody took care: a value written into the SQL. What sqlmap does not find here it finds nowhere. */
const careless = createServer(async (request, response) => {
  const name = new URL(request.url!, 'http://localhost').searchParams.get('nom')
  const text = `select count(*) from site.stamps where 'Une' = '${name}'`
  const { answers } = await sugu.sugu.db
    .site(1)
    .run({ text, values: [] })
    .catch(() => ({ answers: [] }))
  response.end(answers[0]?.rows[0]?.[0] === '1' ? '<p>Une fiche, la voici.</p>' : '<p>Rien.</p>')
})
before(() => new Promise<void>((resolve) => careless.listen(0, '127.0.0.1', resolve)))
after(() => void careless.close())

test('sqlmap finds what it looks for, where it is', { skip }, async () => {
  const url = `http://127.0.0.1:${(careless.address() as AddressInfo).port}/?nom=Une`
  const { found, log } = await sqlmap({ name: 'control', url, parameters: 'nom', level: 1, technique: 'B' })
  assert.ok(found, log)
})

for (const attack of chosen)
  test(`sqlmap, level ${level}, finds nothing: ${attack.name}`, { skip }, async (t) => {
    const { found, clean, payloads, fell, log } = await sqlmap(attack)
    t.diagnostic(`${payloads} payloads`)
    assert.equal(found, false, log)
    assert.ok(clean, `sqlmap did not come to its end: ${log}`)
    assert.ok(payloads >= inLength(500, 30), `${payloads} payloads: ${log}`)
    assert.equal(fell, null, log)
  })
