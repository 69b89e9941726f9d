import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '#base/config.ts'
import { noLog } from '#base/log.ts'
import { sql, statement } from '#db/sql.ts'
import { openSugu } from '../../server/main.ts'
import { anotherSugu } from '../support/another-sugu.ts'
import { expecting } from '../support/caller.ts'
import { about, listen } from '../support/listener.ts'
import { officePassword, openOffice } from '../support/office.ts'
import { anotherProcess } from '../support/platform.ts'
import { scratchFolder } from '../support/scratch.ts'
import { adminPassword } from '../support/sugu.ts'

const office = await openOffice()
const { admin, stranger, url, fiche } = office
const elsewhere = await anotherSugu(office)
const { me: awa, id: awaId } = await office.member('awa')
const own = { field: 'created_by', op: 'eq', value: { var: 'me' } }
const narrow = await expecting(
  201,
  admin.post('/api/groups/', {
    name: 'Les siennes',
    permissions: { fiche: { read: { where: own, except: ['total'] }, create: true, update: own } },
  }),
)
const { me: issa } = await office.member('issa', { groups: [narrow.id] })
const { me: nobody } = await office.member('ali', { groups: [] })
const heardFrom = (who: typeof awa, since: string | null = null) => listen(url, who, since)

test('what another process writes is heard within a second, by whoever may read it', async () => {
  const there = await office.signIn('awa', officePassword)
  const [mine, hers, his] = await Promise.all([admin, awa, nobody].map((who) => heardFrom(who)))
  await Promise.all([mine!, hers!, his!].map((one) => one.hear(({ event }) => event === 'hello')))
  const from = performance.now()
  const changed = { ...there, url: elsewhere }
  const patched = await fetch(`${elsewhere}/api/fiche/${fiche.id}/`, {
    method: 'PATCH',
    headers: { ...changed.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ nom: 'Charpente' }),
  })
  assert.equal(patched.status, 200)
  const { data, at } = await hers!.hear(about('fiche', fiche.id, 'update'))
  assert.ok(at - from < 1000, `${at - from} ms`)
  assert.deepEqual(data, { table: 'fiche', id: fiche.id, version: 2, verb: 'update', actor: `user:${awaId}` })
  await mine!.hear(about('fiche', fiche.id))
  assert.deepEqual(
    his!.heard.filter(({ event }) => event === 'change'),
    [],
    'who may read nothing hears nothing',
  )
})

test('a stranger is turned away; so is who does not ask for a stream', async () => {
  assert.equal((await listen(url, stranger)).status, 401)
  assert.equal((await awa.get('/api/stream/')).status, 406)
})

test('rights to some rows: those are heard, the others are not, and one that leaves their sight is gone', async () => {
  const his = await heardFrom(issa)
  await his.hear(({ event }) => event === 'hello')
  const theirs = await expecting(201, awa.post('/api/fiche/', { nom: 'Pas à lui' }))
  const mine = await expecting(201, issa.post('/api/fiche/', { nom: 'À lui' }))
  const { data } = await his.hear(about('fiche', mine.id, 'create'))
  assert.equal(data.version, 1)
  await expecting(204, admin.delete(`/api/fiche/${mine.id}/`))
  await his.hear(about('fiche', mine.id, 'delete'))
  assert.ok(!his.heard.some(({ data }) => data.id === theirs.id))
})

test('after a cut, what was missed is told; where nothing was kept, all is to be read again', async () => {
  const before = await heardFrom(awa)
  assert.equal((await before.hear(({ event }) => event === 'hello')).data.resumed, false)
  const id = before.lastId()
  before.close()
  const made = await expecting(201, admin.post('/api/fiche/', { nom: 'Pendant la coupure' }))
  const again = await listen(elsewhere, awa, id)
  await again.hear(about('fiche', made.id, 'create'))
  assert.equal((await again.hear(({ event }) => event === 'hello')).data.resumed, true)
  for (const bad of ['0', '999999999999', 'abc', "1' or 1=1"]) {
    const fresh = await heardFrom(awa, bad)
    const { data } = await fresh.hear(({ event }) => event === 'hello')
    assert.ok(data.resumed === false || bad === '0', bad)
    fresh.close()
  }
})

test('a change that is undone is not told', async () => {
  const hers = await heardFrom(awa)
  await hers.hear(({ event }) => event === 'hello')
  const bad = await awa.post('/api/fiche/bulk/', {
    action: 'update',
    ids: [fiche.id, 999_999],
    values: { total: 9 },
  })
  assert.ok(bad.status >= 400, String(bad.status))
  const told = await hers.during(900)
  assert.deepEqual(told.filter(about('fiche', fiche.id)), [])
})

test('a transaction that began before others, and ends after them, is not passed by', async () => {
  const hers = await heardFrom(awa)
  await hers.hear(({ event }) => event === 'hello')
  const { id: table } = await expecting(200, admin.get('/api/meta/tables/fiche/'))
  const others: number[] = []
  await office.sugu.db.transaction(1, async (tx) => {
    await tx.run(
      statement(sql`insert into site.log (site_id, table_id, row_id, version, verb, actor)
        values (1, ${table}::int, ${fiche.id}::bigint, 99, 'tardif', 'system:test')`),
    )
    for (let i = 0; i < 3; i++) {
      const { id } = await expecting(201, admin.post('/api/fiche/', { nom: `Pendant ${i}` }))
      await hers.hear(about('fiche', id, 'create'))
      others.push(id)
    }
    await sleep(700)
    assert.ok(!hers.heard.some(about('fiche', fiche.id, 'tardif')))
  })
  await hers.hear(about('fiche', fiche.id, 'tardif'))
  await sleep(700)
  for (const id of others)
    assert.equal(hers.heard.filter(about('fiche', id, 'create')).length, 1, 'each once')
})

test('much at once is said in one word', async () => {
  const hers = await heardFrom(awa)
  await hers.hear(({ event }) => event === 'hello')
  const lines = Array.from({ length: 60 }, (_, i) => `Ligne ${i}`).join('\n')
  const form = new FormData()
  form.append('file', new Blob([`nom\n${lines}\n`]), 'soixante.csv')
  await expecting(202, awa.post('/api/fiche/import/', form))
  await hers.hear(({ event, data }) => event === 'changes' && data.table === 'fiche', 10_000)
})

test('rights that are taken away are gone from the next event on; a session that ends ends the stream', async () => {
  const { me: koffi, id } = await office.member('koffi')
  const his = await heardFrom(koffi)
  await his.hear(({ event }) => event === 'hello')
  const members = await expecting(200, admin.get(`/api/memberships/?user=${id}`))
  await expecting(200, admin.patch(`/api/memberships/${members.results[0].id}/`, { groups: [] }))
  await his.hear(({ event }) => event === 'rights')
  await expecting(200, admin.patch(`/api/fiche/${fiche.id}/`, { total: 77 }))
  assert.deepEqual((await his.during(900)).filter(about('fiche', fiche.id)), [])
  await expecting(204, koffi.post('/api/users/logout/'))
  assert.equal((await his.hear(({ event }) => event === 'end')).data.reason, 'session')
})

test('a change of structure is told to all', async () => {
  const hers = await heardFrom(awa)
  await hers.hear(({ event }) => event === 'hello')
  await expecting(
    201,
    admin.post('/api/meta/tables/', { slug: 'autre', fields: [{ slug: 'nom', type: 'text' }] }),
  )
  await hers.hear(({ event }) => event === 'structure')
})

test('a server that stops says goodbye, and is not kept by those who listen', async () => {
  const config = readConfig({ SUGU_ADMIN_PASSWORD: adminPassword, SUGU_DATA: scratchFolder(), PORT: '0' })
  const third = await openSugu(config, noLog, anotherProcess(office.sugu.db))
  const hers = await listen(await third.listen(), awa)
  await hers.hear(({ event }) => event === 'hello')
  const from = performance.now()
  await third.close()
  assert.ok(performance.now() - from < 3000)
  assert.equal((await hers.hear(({ event }) => event === 'end')).data.reason, 'restart')
})

test('of one person the newest streams stay', async () => {
  const all = []
  for (let i = 0; i < 14; i++) {
    const one = await heardFrom(awa)
    await one.hear(({ event }) => event === 'hello')
    all.push(one)
  }
  assert.equal((await all[0]!.hear(({ event }) => event === 'end')).data.reason, 'replaced')
  assert.ok(!all.at(-1)!.isOver())
  for (const one of all) one.close()
})

test('who is where is seen by those who may read the row, over processes, until they leave', async () => {
  const [hers, his] = await Promise.all([heardFrom(admin), heardFrom(issa)])
  await Promise.all([hers, his].map((one) => one.hear(({ event }) => event === 'hello')))
  const there = { table: 'fiche', id: fiche.id, tab: 'onglet-1' }
  const said = await fetch(`${elsewhere}/api/presence/`, {
    method: 'POST',
    headers: { ...awa.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ ...there, field: 'total', editing: true }),
  })
  assert.deepEqual(await said.json(), { seconds: 45, people: [] })
  const { data } = await hers.hear(({ event }) => event === 'presence')
  assert.deepEqual(data, {
    user: awaId,
    tab: 'onglet-1',
    name: 'awa',
    table: 'fiche',
    id: fiche.id,
    field: 'total',
    editing: true,
  })
  const { people } = await expecting(200, admin.post('/api/presence/', { ...there, tab: 'autre' }))
  assert.deepEqual(
    people.map(({ name, field }: { name: string; field: string }) => [name, field]),
    [['awa', 'total']],
  )
  await expecting(200, awa.post('/api/presence/', { tab: 'onglet-1' }))
  await hers.hear(({ event, data }) => event === 'presence' && data.table === null && data.user === awaId)
  assert.deepEqual(
    his.heard.filter(({ event }) => event === 'presence'),
    [],
    'not their row',
  )
  assert.equal((await issa.post('/api/presence/', there)).status, 404)
  assert.equal((await nobody.post('/api/presence/', there)).status, 404)
  assert.equal((await stranger.post('/api/presence/', there)).status, 401)
})
