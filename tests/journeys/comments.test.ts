import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Caller, expecting } from '../support/caller.ts'
import { listen } from '../support/listener.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const { admin, stranger, url, fiche } = office
const [{ me: awa, id: awaId }, { me: issa, id: issaId }] = [
  await office.member('awa'),
  await office.member('issa'),
]
const { me: ali, id: aliId } = await office.member('ali', { groups: [] })
const on = `/api/comments/on/fiche/${fiche.id}/`
const text = 'Le devis est-il parti ?'
const unread = async (who: Caller) =>
  (await expecting(200, who.get('/api/notifications/?read_at__isnull=true&ordering=id'))).results

test('who reads a row reads and writes what is said of it; who is mentioned is told, live', async () => {
  const his = await listen(url, issa)
  await his.hear(({ event }) => event === 'hello')
  const said = await expecting(201, awa.post(on, { text: `@issa ${text}`, mentions: [issaId] }))
  assert.deepEqual([said.author, said.mentions, said.version], [awaId, [issaId], 1])
  const { data } = await his.hear(({ event }) => event === 'comment')
  assert.deepEqual(data, { table: 'fiche', id: fiche.id, comment: said.id, verb: 'create' })
  await his.hear(({ event }) => event === 'notification')
  const [told] = await unread(issa)
  assert.deepEqual([told.kind, told.row, told.by, told.data.who], ['mention', fiche.id, awaId, 'awa'])
  assert.equal(told.data.excerpt, `@issa ${text}`)
  const { results, people } = await expecting(200, issa.get(on))
  assert.deepEqual(
    [results.length, results[0].text, people.map(({ name }: { name: string }) => name).sort()],
    [1, `@issa ${text}`, ['awa', 'issa']],
  )
})

test('whoever spoke before is told of the answer; nobody is told of their own', async () => {
  await expecting(201, issa.post(on, { text: 'Oui, hier.' }))
  assert.deepEqual(
    (await unread(awa)).map(({ kind }: { kind: string }) => kind),
    ['comment'],
  )
  assert.equal((await unread(issa)).length, 1)
})

test('who may not read the row gets nothing of it, by whichever address', async () => {
  assert.equal((await ali.get(on)).status, 403)
  assert.equal((await ali.post(on, { text })).status, 403)
  assert.equal((await stranger.get(on)).status, 401)
  assert.equal((await awa.get('/api/comments/on/fiche/999999/')).status, 404)
  assert.equal((await awa.get('/api/comments/on/nulle_part/1/')).status, 404)
  const [{ table, row }] = (await expecting(200, awa.get('/api/comments/'))).results
  const refused = await ali.post('/api/comments/', { table, row, text })
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [400, ['table']])
  assert.equal((await awa.post('/api/comments/', { table, row: 999_999, text })).status, 400)
  const mention = await awa.post(on, { text, mentions: [aliId] })
  assert.deepEqual([mention.status, mention.body.errors.mentions[0].code], [400, 'comment.unseen'])
  for (const bad of [['1'], 'tous', Array(60).fill(1), [1e30], { id: 1 }])
    assert.equal((await awa.post(on, { text, mentions: bad as never })).status, 400, JSON.stringify(bad))
  assert.deepEqual(await unread(ali), [])
  assert.deepEqual((await expecting(200, ali.get('/api/comments/'))).results, [])
})

test('each edits their own; an administrator may take away, and not rewrite; nobody moves one', async () => {
  const own = await expecting(201, awa.post(on, { text: 'Une faute' }))
  assert.equal((await issa.patch(`/api/comments/${own.id}/`, { text: 'À moi' })).status, 404)
  assert.equal((await admin.patch(`/api/comments/${own.id}/`, { text: 'À moi' })).status, 403)
  assert.equal((await awa.patch(`/api/comments/${own.id}/`, { row: fiche.id + 1 })).status, 400)
  await expecting(200, awa.patch(`/api/comments/${own.id}/`, { text: 'Sans faute' }))
  const { results } = await expecting(200, awa.get(`/api/comments/${own.id}/history/`))
  assert.deepEqual(results[0].changes.text, { from: 'Une faute', to: 'Sans faute' })
  await expecting(204, admin.delete(`/api/comments/${own.id}/`))
  assert.ok(!(await expecting(200, awa.get(on))).results.some(({ id }: { id: number }) => id === own.id))
  const bulk = { action: 'update', where: { all: [] }, values: { text: 'Effacé' } }
  assert.equal((await admin.post('/api/comments/bulk/', bulk)).status, 403)
})

test('a notification is its person’s alone, whoever administers; reading it is all that they may change', async () => {
  const [first] = await unread(issa)
  assert.ok(
    !(await expecting(200, admin.get('/api/notifications/'))).results.some(
      ({ id }: { id: number }) => id === first.id,
    ),
  )
  assert.equal((await admin.get(`/api/notifications/${first.id}/`)).status, 404)
  assert.equal((await awa.get(`/api/notifications/${first.id}/`)).status, 404)
  assert.equal((await awa.patch(`/api/notifications/${first.id}/`, { read_at: null })).status, 404)
  assert.equal((await issa.patch(`/api/notifications/${first.id}/`, { data: {} })).status, 400)
  assert.equal((await issa.post('/api/notifications/', { person: awaId, kind: 'mention' })).status, 403)
  assert.equal((await admin.post('/api/notifications/', { person: awaId, kind: 'mention' })).status, 403)
  assert.equal((await stranger.get('/api/notifications/')).status, 401)
  const all = await expecting(
    201,
    admin.post('/api/groups/', { name: 'Tout', permissions: { '*': { read: true } } }),
  )
  const { me: reader } = await office.member('fatou', { groups: [all.id] })
  assert.deepEqual((await expecting(200, reader.get('/api/notifications/'))).results, [])
  await expecting(200, issa.patch(`/api/notifications/${first.id}/`, { read_at: new Date().toISOString() }))
  await expecting(
    200,
    issa.post('/api/notifications/bulk/', {
      action: 'update',
      where: { field: 'read_at', op: 'isnull' },
      values: { read_at: new Date().toISOString() },
    }),
  )
  assert.deepEqual(await unread(issa), [])
  await expecting(204, issa.delete(`/api/notifications/${first.id}/`))
})

test('whom one may speak to: members by name, and those alone who see the row', async () => {
  const names = async (who: Caller, query: string) =>
    (await expecting(200, who.get(`/api/people/?${query}`))).results.map(({ name }: { name: string }) => name)
  assert.deepEqual(await names(awa, 'search=ISS'), ['issa'])
  assert.deepEqual(await names(awa, `search=al&table=fiche&id=${fiche.id}`), [])
  assert.deepEqual(await names(awa, 'search=al'), ['ali'])
  assert.deepEqual(await names(awa, 'search=%25'), [])
  assert.equal((await awa.get('/api/people/?table=fiche&id=999999')).status, 404)
  assert.equal((await stranger.get('/api/people/')).status, 401)
})

const told = async (who: Caller, kind: string) => {
  for (let i = 0; i < 100; i++, await sleep(60)) {
    const found = (await unread(who)).find((one: { kind: string }) => one.kind === kind)
    if (found) return found
  }
  assert.fail(`${kind} never came`)
}

test('who is given something to do is told; so is who waits for an import', async () => {
  const fields = [
    { slug: 'nom', type: 'text' },
    { slug: 'responsable', type: 'reference', table: 'users' },
  ]
  await expecting(201, admin.post('/api/meta/tables/', { slug: 'tache', fields, title: 'nom' }))
  const group = await expecting(200, admin.get('/api/groups/?name=Bureau'))
  await expecting(
    200,
    admin.patch(`/api/groups/${group.results[0].id}/`, {
      permissions: { ...group.results[0].permissions, tache: { read: true } },
    }),
  )
  const { id } = await expecting(201, admin.post('/api/tache/', { nom: 'Relancer', responsable: awaId }))
  const assigned = await told(awa, 'assigned')
  assert.deepEqual(
    [assigned.row, assigned.data.title, assigned.data.field.fr],
    [id, 'Relancer', 'Responsable'],
  )
  await expecting(201, admin.post('/api/tache/', { nom: 'Secret', responsable: aliId }))
  const form = new FormData()
  form.append('file', new Blob(['nom\nUne\nDeux\n']), 'deux.csv')
  await expecting(202, awa.post('/api/fiche/import/', form))
  const done = await told(awa, 'import_done')
  assert.deepEqual([done.data.file, done.data.created], ['deux.csv', 2])
  assert.deepEqual(await unread(ali), [], 'who does not see the row is told nothing of it')
})
