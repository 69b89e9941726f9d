import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { suite, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql, statement } from '#db/sql.ts'
import type { JsonObject } from '#model/json.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

let data = ''
const sugu = await startSugu({}, (config) => {
  data = config.data
  return config
})
const { admin, stranger } = sugu
const password = 'un-pagne-bleu-plié-en-quatre'
const there = { 'x-site': 'yop' }
const owner = sugu.sugu.db.owner

await expecting(201, admin.post('/api/sites/', { slug: 'yop', name: 'Yopougon', hosts: ['yop.ci'] }))
const person = (username: string, more: JsonObject = {}, headers = {}) =>
  expecting(201, admin.post('/api/users/', { username, password, ...more }, headers))
const awa = await person('awa', { first_name: 'Awa', last_name: 'Koné', email: 'awa@exemple.ci' })
await person('chef', { admin: true })
const cheffe = await person('cheffe', { admin: true }, there)
const chef = await sugu.signIn('chef', password)
const elsewhere = await sugu.signIn('cheffe', password, there)
const member = await sugu.signIn('awa', password)
const status = async (asked: Promise<{ status: number }>): Promise<number> => (await asked).status

/** Each refuses what is not theirs to ask. */
const refusals = async (asked: (who: Caller) => Promise<{ status: number }>, ...callers: Caller[]) =>
  Promise.all(callers.map((who) => status(asked(who))))

suite('people', () => {
  test('are listed with their account’s state, found by part of a name, and only one’s own', async () => {
    const all = await expecting(200, chef.get('/api/administration/people/'))
    const names = all.results.map(({ username }: JsonObject) => username)
    assert.deepEqual(names, ['admin', 'awa', 'chef'])
    const found = await expecting(200, chef.get('/api/administration/people/?search=kone'))
    assert.deepEqual(found.results[0].standing, {
      locked: false,
      disabled: false,
      must_change: false,
      last_seen_at: found.results[0].standing.last_seen_at,
      network_owner: false,
      second_factor: false,
    })
    const theirs = await expecting(200, elsewhere.get('/api/administration/people/?search=awa'))
    assert.equal(theirs.count, 0)
    const ask = (who: Caller) => who.get('/api/administration/people/')
    assert.deepEqual(await refusals(ask, member, stranger), [403, 401])
    assert.equal(await status(chef.get('/api/administration/people/?state=roi')), 400)
  })

  test('who was locked out is seen, and let in again', async () => {
    const wrong = () => stranger.post('/api/users/login/', { login: 'awa', password: 'non' })
    for (let i = 0; i < 6; i++) await wrong()
    assert.equal(await status(wrong()), 423)
    const locked = await expecting(200, chef.get('/api/administration/people/?state=locked'))
    assert.deepEqual(
      locked.results.map(({ id }: JsonObject) => id),
      [awa.id],
    )
    assert.equal(await status(elsewhere.post(`/api/users/${awa.id}/unlock/`)), 404)
    await expecting(204, chef.post(`/api/users/${awa.id}/unlock/`))
    assert.equal((await expecting(200, chef.get('/api/administration/people/?state=locked'))).count, 0)
    assert.equal(await status(wrong()), 401)
  })
})

suite('sessions of somebody', () => {
  test('are seen and ended by those who answer for them, and by no one else', async () => {
    const path = `/api/users/${awa.id}/sessions/`
    const own = await sugu.signIn('awa', password)
    const { results } = await expecting(200, chef.get(path))
    assert.ok(results.length >= 2)
    const latest = Math.max(...results.map(({ id }: { id: number }) => id))
    assert.deepEqual(await refusals((who) => who.get(path), member, stranger, elsewhere), [403, 401, 404])
    assert.deepEqual(
      await refusals((who) => who.delete(`${path}${latest}/`), member, stranger, elsewhere),
      [403, 401, 404],
    )
    assert.equal(await status(chef.delete(`/api/users/${cheffe.id}/sessions/${latest}/`)), 404)
    await expecting(204, chef.delete(`${path}${latest}/`))
    assert.equal(await status(own.get('/api/users/me/')), 401)
    assert.equal(await status(chef.delete(`${path}${latest}/`)), 404)
    assert.equal(await status(chef.delete(`${path}zorro/`)), 404)
    const again = await sugu.signIn('awa', password)
    await expecting(204, chef.delete(path))
    assert.equal(await status(again.get('/api/users/me/')), 401)
    const { results: told } = await expecting(200, chef.get(`/api/audit/?kind=session.ended`))
    assert.deepEqual([told.length, told[0].about], [2, `user:${awa.id}`])
  })

  test('of the network’s owner are no business of a site’s administrator', async () => {
    assert.equal(await status(chef.get('/api/users/1/sessions/')), 404)
    assert.equal(await status(chef.delete('/api/users/1/sessions/')), 404)
    assert.equal(await status(admin.get('/api/users/me/')), 200)
  })
})

suite('what somebody may do', () => {
  test('is told as it holds: conditions, fields that are closed, nothing of what is not theirs', async () => {
    const fields = [
      { slug: 'titre', type: 'text' },
      { slug: 'prix', type: 'integer' },
    ]
    await expecting(201, admin.post('/api/meta/tables/', { slug: 'note', fields }))
    const own = { field: 'created_by', op: 'eq', value: { var: 'me' } }
    const permissions = { note: { read: { where: own, except: ['prix'] }, create: true } }
    const group = await expecting(201, chef.post('/api/groups/', { name: 'Notes', permissions }))
    const binta = await person('binta', { groups: [group.id] })
    const { results } = await expecting(200, chef.get(`/api/users/${binta.id}/rights/`))
    const note = results.find(({ table }: JsonObject) => table === 'note')
    assert.deepEqual(note.may, { read: own, create: true, update: null, delete: null })
    assert.deepEqual([note.hidden, note.fixed], [['prix'], []])
    assert.ok(!results.some(({ table }: JsonObject) => table === 'groups'))
    const ask = (who: Caller) => who.get(`/api/users/${binta.id}/rights/`)
    assert.deepEqual(await refusals(ask, elsewhere, stranger), [404, 401])
    assert.equal(
      await status((await sugu.signIn('binta', password)).get(`/api/users/${binta.id}/rights/`)),
      403,
    )
  })
})

suite('jobs', () => {
  const failed = async (site: number | null, name = 'messages.send') => {
    const envelope = JSON.stringify({ site, data: { message: 987_654 } })
    const [answer] = await owner.run(
      statement(sql`insert into pgboss.job (name, data, policy, retry_limit, source_name, source_created_on, source_retry_count, source_output)
        select 'dead-letters', ${envelope}::jsonb, policy, 0, ${name}::text, now(), 2, '{"problem": "le serveur dort"}'::jsonb
        from pgboss.queue where name = 'dead-letters' returning id`),
    )
    return answer!.rows[0]![0]!
  }
  const failures = async (who: Caller): Promise<string[]> => {
    const { results } = await expecting(200, who.get('/api/administration/jobs/'))
    return results.filter(({ state }: JsonObject) => state === 'failed').map(({ id }: JsonObject) => id)
  }

  test('that failed are seen and done again by those whose site they are of', async () => {
    const [here, home] = [await failed(1), await failed(null)]
    assert.deepEqual(await failures(chef), [here])
    assert.deepEqual(await failures(elsewhere), [])
    assert.deepEqual((await failures(admin)).sort(), [here, home].sort())
    const again = (id: string) => (who: Caller) => who.post(`/api/administration/jobs/${id}/retry/`)
    assert.deepEqual(await refusals(again(here), elsewhere, member, stranger), [404, 401, 401])
    assert.deepEqual(await refusals(again(home), chef), [404])
    assert.deepEqual(await refusals(again("x'; drop table"), chef), [404])
    await expecting(204, again(here)(chef))
    assert.deepEqual(await refusals(again(here), chef), [404])
    for (let i = 0; i < 60 && !(await isDone(chef)); i++) await wait(100)
    assert.ok(await isDone(chef), 'it was done again')
    const drop = (who: Caller) => who.delete(`/api/administration/jobs/${home}/`)
    assert.deepEqual(await refusals(drop, chef, elsewhere), [404, 404])
    await expecting(204, drop(admin))
    assert.deepEqual(await failures(admin), [])
  })

  const isDone = async (who: Caller): Promise<boolean> => {
    const { results } = await expecting(200, who.get('/api/administration/jobs/'))
    return results.some((one: JsonObject) => one.state === 'done' && one.job === 'messages.send')
  }

  test('of two who retry the same one at once, one does', async () => {
    const id = await failed(1)
    const twice = [1, 2].map(() => status(admin.post(`/api/administration/jobs/${id}/retry/`)))
    assert.deepEqual((await Promise.all(twice)).sort(), [204, 404])
  })
})

suite('the site', () => {
  const path = '/api/administration/site/'

  test('is named anew by its administrators, everywhere at once', async () => {
    const before = await expecting(200, elsewhere.get(path))
    assert.deepEqual(before.hosts, ['yop.ci'])
    const changed = await expecting(
      200,
      elsewhere.patch(path, { name: 'Yop City', time_zone: 'Europe/Paris' }),
    )
    assert.deepEqual(changed, { ...before, name: 'Yop City', time_zone: 'Europe/Paris' })
    assert.equal((await expecting(200, elsewhere.get('/api/here/'))).site.name, 'Yop City')
    assert.equal((await expecting(200, chef.get(path))).name, 'Ma boutique')
    const wrong = await elsewhere.patch(path, { time_zone: 'Mars/Base', currency: 'francs', slug: 'x' })
    assert.deepEqual(Object.keys(wrong.body.errors).sort(), ['currency', 'slug', 'time_zone'])
    assert.deepEqual(await refusals((who) => who.patch(path, { name: 'Pris' }), member, stranger), [401, 401])
    const awaAgain = await sugu.signIn('awa', password)
    assert.equal(await status(awaAgain.patch(path, { name: 'Pris' })), 403)
    const { results } = await expecting(200, elsewhere.get('/api/audit/?kind=site.changed'))
    assert.equal(results[0].details.name, 'Yop City')
  })

  test('host names are the network owner’s, and nobody takes another site’s', async () => {
    assert.equal(await status(elsewhere.patch(path, { hosts: ['localhost'] })), 403)
    const taken = await admin.patch(path, { hosts: ['Yop.CI'] })
    assert.equal(taken.body.errors.hosts[0].code, 'site.host_taken')
    const own = await expecting(200, admin.patch(path, { hosts: ['marche.ci'] }, there))
    assert.deepEqual(own.hosts, ['marche.ci'])
    const { results } = await expecting(200, admin.get('/api/administration/sites/'))
    assert.deepEqual(
      results.map(({ slug, members }: JsonObject) => [slug, members]),
      [
        ['default', 4],
        ['yop', 2],
      ],
    )
    assert.equal(await status(chef.get('/api/administration/sites/')), 403)
  })
})

suite('the installation', () => {
  const paths = ['settings/', 'messages/'].map((name) => `/api/administration/${name}`)

  test('is told to the network’s owner alone, without its secrets', async () => {
    for (const path of paths)
      assert.deepEqual(await refusals((who) => who.get(path), chef, stranger), [403, 401])
    const told = await admin.get(paths[0]!)
    assert.ok(!JSON.stringify(told.body).includes('une lampe bleue'))
    const all = told.body.results.flatMap(({ settings }: { settings: JsonObject[] }) => settings)
    const secret = all.find(({ name }: JsonObject) => name === 'SUGU_ADMIN_PASSWORD')
    assert.deepEqual([secret.value, secret.source, secret.secret], [null, 'environment', true])
  })

  test('a test message goes to whoever asks, and says where it went', async () => {
    const { mail, sms } = await expecting(200, admin.get(paths[1]!))
    assert.deepEqual([mail, sms], [null, null])
    const path = '/api/administration/messages/trial/'
    assert.equal((await admin.post(path, { by: 'sms' })).body.code, 'trial.no_contact')
    const confirmed = { email: 'moi@exemple.ci', password: 'une lampe bleue sur le quai' }
    await expecting(200, admin.patch('/api/users/me/', confirmed))
    const sent = await expecting(200, admin.post(path, { by: 'mail' }))
    assert.deepEqual(sent, { to: 'moi@exemple.ci', how: 'folder', problem: null })
    assert.ok(existsSync(`${data}/outbox`) && readdirSync(`${data}/outbox`).includes('0-trial.txt'))
    assert.equal(await status(chef.post(path, { by: 'mail' })), 403)
  })

  test('the log is verified for the network’s owner', async () => {
    const report = await expecting(200, admin.post('/api/audit/verify/'))
    assert.deepEqual([report.findings_count, report.findings], [0, []])
    assert.ok(report.lines + report.unsealed > 0)
    assert.deepEqual(await refusals((who) => who.post('/api/audit/verify/'), chef, stranger), [403, 401])
  })
})

suite('the log', () => {
  test('is narrowed to who, what and when', async () => {
    const count = async (query: string, who = admin): Promise<number> =>
      (await expecting(200, who.get(`/api/audit/?${query}`))).results.length
    assert.ok((await count('kind=sign_in')) > (await count('kind=sign_in&actor=1')))
    assert.ok((await count('actor=1')) > 0)
    assert.equal(await count(`actor=1&until=2020-01-01T00:00:00Z`), 0)
    assert.ok((await count(`about=user:${awa.id}&from=2020-01-01T00:00:00Z`)) > 0)
    assert.equal(await count(`about=user:${awa.id}`, elsewhere), 0)
    assert.equal(await status(admin.get('/api/audit/?from=hier')), 400)
    assert.equal(await status(admin.get('/api/audit/?actor=x')), 400)
    const tries = async (query: string) =>
      (await expecting(200, admin.get(`/api/login-attempts/?${query}`))).results.length
    assert.ok((await tries('login=AW')) > 0)
    assert.equal(await tries('login=%25'), 0)
    assert.equal(await tries('outcome=success&login=personne'), 0)
    assert.equal(await status(chef.get('/api/login-attempts/')), 403)
  })
})
