import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql, statement } from '#db/sql.ts'
import type { Json } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { openOffice } from '../support/office.ts'
import { isSigned, receiver } from '../support/receiver.ts'

const office = await openOffice({ SUGU_ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
const { admin, stranger, fiche } = office
const { me: awa, id: awaId } = await office.member('awa')
const there = await receiver({
  '/fails': (response) => {
    response.statusCode = 500
    response.end('<script>alert(1)</script>\u0000 panne')
  },
  '/redirects': (response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/volé' }).end()
  },
  '/huge': (response) => {
    const more = () => {
      while (response.write('x'.repeat(60_000)) && !response.destroyed);
      response.once('drain', more)
    }
    more()
  },
})
const make = async (path: string, more: Record<string, Json> = {}) =>
  expecting(
    201,
    admin.post('/api/webhooks/', { name: path, address: there.url + path, tables: ['fiche'], ...more }),
  )
/** What waits for its next try waits no more. */
async function hurry(): Promise<void> {
  const retry = sql`update pgboss.job set start_after = now() where name = 'webhooks.deliver' and state = 'retry'`
  for (let i = 0; i < 200; i++, await sleep(25)) {
    const [answer] = await office.sugu.db.owner.run(statement(retry))
    if (answer!.count > 0) return
  }
  assert.fail('nothing waits')
}
const deliveries = async (id: number) =>
  (await expecting(200, admin.get(`/api/webhooks/${id}/deliveries/`))).results

test('a change is told, signed, with the names of what changed and no value', async () => {
  const hook = await make('/thin', { verbs: ['update'] })
  assert.match(hook.secret, /^whsec_[\w-]{43}$/)
  assert.equal((await expecting(200, admin.get(`/api/webhooks/${hook.id}/`))).secret, undefined)
  await expecting(200, awa.patch(`/api/fiche/${fiche.id}/`, { nom: 'Très secret' }))
  const [first] = await there.came('/thin')
  assert.ok(isSigned(first!, hook.secret))
  assert.ok(!isSigned({ ...first!, text: `${first!.text} ` }, hook.secret))
  const { delivery, at, ...said } = first!.body
  assert.deepEqual(said, {
    site: 'default',
    verb: 'update',
    table: 'fiche',
    actor: `user:${awaId}`,
    event: 'change',
    id: fiche.id,
    version: 2,
    changed: ['nom'],
  })
  assert.equal(first!.headers['sugu-delivery'], String(delivery))
  assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000)
  assert.doesNotMatch(first!.text, /Très secret/)
  await expecting(201, awa.post('/api/fiche/', { nom: 'Une autre' }))
  await sleep(1500)
  assert.equal(there.at('/thin').length, 1, 'only the verbs that it asked for')
  const [kept] = await deliveries(hook.id)
  assert.deepEqual(
    [kept.status, kept.answer_status, kept.answer, kept.tries, kept.table, kept.row],
    ['delivered', 200, 'merci', 1, 'fiche', fiche.id],
  )
})

test('with the row where it asks for it, as the change left it; once for a batch; never what is undone', async () => {
  const hook = await make('/rows', { with_row: true })
  await awa.post('/api/fiche/bulk/', { action: 'update', ids: [fiche.id, 999_999], values: { total: 1 } })
  await expecting(200, awa.patch(`/api/fiche/${fiche.id}/`, { total: 10 }))
  await expecting(200, awa.patch(`/api/fiche/${fiche.id}/`, { total: 20 }))
  const form = new FormData()
  form.append(
    'file',
    new Blob([`nom\n${Array.from({ length: 30 }, (_, i) => `L${i}`).join('\n')}\n`]),
    'trente.csv',
  )
  await expecting(202, awa.post('/api/fiche/import/', form))
  const bodies = (await there.came('/rows', 3)).map(({ body }) => body)
  const totals = bodies
    .filter(({ event }) => event === 'change')
    .map(({ row, version }) => [row.total, version])
  assert.deepEqual(totals.sort(), [
    [10, 3],
    [20, 4],
  ])
  const batch = bodies.find(({ event }) => event === 'changes')
  assert.deepEqual([batch.count, batch.ids.length, batch.verb], [30, 30, 'import'])
  await expecting(204, admin.delete(`/api/webhooks/${hook.id}/`))
})

test('a receiver that fails is tried again; what it said is kept, as text, and shown', async () => {
  const hook = await make('/fails')
  await expecting(200, awa.patch(`/api/fiche/${fiche.id}/`, { total: 30 }))
  await there.came('/fails')
  let kept: {
    status: string
    tries: number
    problem: string
    answer: string
    answer_status: number
    id: number
  }
  do [kept] = await deliveries(hook.id)
  while (kept!.tries === 0)
  assert.deepEqual([kept!.status, kept!.problem, kept!.answer_status], ['waiting', 'refused', 500])
  assert.equal(kept!.answer, '<script>alert(1)</script> panne')
  const { owner } = office.sugu.db
  await hurry()
  await there.came('/fails', 2)
  assert.equal(there.at('/fails')[1]!.headers['sugu-delivery'], String(kept!.id), 'known by the same number')
  await owner.run(statement(sql`update store.webhook_deliveries set tries = 12 where id = ${kept!.id}`))
  await hurry()
  await there.came('/fails', 3)
  const suspended = async () =>
    (await expecting(200, admin.get(`/api/webhooks/${hook.id}/`))).active === false
  for (let i = 0; i < 100 && !(await suspended()); i++) await sleep(50)
  assert.ok(await suspended(), 'a day in vain: suspended')
  const { results } = await expecting(200, admin.get('/api/notifications/?kind=webhook_failed'))
  assert.equal(results[0].data.name, '/fails')
  await expecting(
    200,
    admin.patch(`/api/webhooks/${hook.id}/`, { active: true, address: `${there.url}/mended` }),
  )
  await expecting(200, admin.post(`/api/webhooks/deliveries/${kept!.id}/resend/`))
  await there.came('/mended')
})

test('a test is sent at once, and says what came of it: huge, redirected, gone, or well', async () => {
  const outcome = async (path: string, address = there.url + path) => {
    const hook = await expecting(201, admin.post('/api/webhooks/', { name: path, address }))
    const from = performance.now()
    const tried = await expecting(200, admin.post(`/api/webhooks/${hook.id}/test/`))
    assert.ok(performance.now() - from < 5000, path)
    return [tried.status, tried.problem, tried.answer_status, tried.answer?.length]
  }
  const all = await Promise.all([
    outcome('/well'),
    outcome('/redirects'),
    outcome('/huge'),
    outcome('/nobody', 'http://127.0.0.1:1/'),
  ])
  assert.deepEqual(all, [
    ['delivered', null, 200, 5],
    ['failed', 'redirect', 302, 0],
    ['delivered', null, 200, 1000],
    ['failed', 'unreachable', null, 0],
  ])
  assert.deepEqual(there.at('/redirects')[0]!.body.event, 'test')
})

test('administrators alone make and see them; a hostile one is refused where it is written', async () => {
  const address = `${there.url}/x`
  for (const who of [awa, stranger]) {
    const denied = who === awa ? 403 : 401
    assert.equal((await who.get('/api/webhooks/')).status, denied)
    assert.equal((await who.post('/api/webhooks/', { name: 'x', address })).status, denied)
    for (const path of ['1/test/', '1/secret/', 'deliveries/1/resend/'])
      assert.equal((await who.post(`/api/webhooks/${path}`)).status, denied)
    assert.equal((await who.get('/api/webhooks/1/deliveries/')).status, denied)
  }
  const wrong = async (body: Record<string, Json>) =>
    Object.keys((await expecting(400, admin.post('/api/webhooks/', { name: 'x', address, ...body }))).errors)
  assert.deepEqual(await wrong({ address: 'https://169.254.169.254/' }), ['address'])
  assert.deepEqual(await wrong({ address: 'https://10.0.0.1/' }), ['address'])
  assert.deepEqual(await wrong({ tables: ['notifications'] }), ['tables'])
  assert.deepEqual(await wrong({ tables: 'fiche' }), ['tables'])
  assert.deepEqual(await wrong({ verbs: [1] }), ['verbs'])
  const { id } = await make('/moved')
  assert.equal((await admin.patch(`/api/webhooks/${id}/`, { address: 'https://[::1]/' })).status, 400)
  assert.equal((await admin.get('/api/webhooks/999999/deliveries/')).status, 404)
})

test('what is somebody’s own is told to no machine, even where all tables are asked for', async () => {
  const { id } = await make('/all', { tables: [] })
  await expecting(201, admin.post(`/api/comments/on/fiche/${fiche.id}/`, { text: '@awa', mentions: [awaId] }))
  const [first] = await there.came('/all')
  assert.equal(first!.body.table, 'comments')
  await sleep(1300)
  assert.ok(there.at('/all').every(({ body }) => body.table === 'comments'))
  await expecting(204, admin.delete(`/api/webhooks/${id}/`))
})
