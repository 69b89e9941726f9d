import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json, JsonObject } from '#model/json.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu

const make = (definition: JsonObject) => expecting(201, admin.post('/api/meta/tables/', definition))
await make({ slug: 'dossier', fields: [{ slug: 'nom', type: 'text', required: true }] })
await make({
  slug: 'note',
  fields: [
    { slug: 'texte', type: 'text', required: true },
    { slug: 'etat', type: 'choice', options: ['ouverte', 'close'] },
    { slug: 'dossier', type: 'reference', table: 'dossier' },
  ],
  search: ['texte'],
})
await make({
  slug: 'avis',
  fields: [{ slug: 'texte', type: 'text', required: true }],
  search: ['texte'],
  allow: { read: [{ to: 'anyone' }], create: [{ to: 'signed_in' }] },
})

const own = { field: 'created_by', op: 'eq', value: { var: 'me' } }
let people = 0
/** Somebody with these rights, and the group that gives them. */
async function somebody(
  permissions: JsonObject,
): Promise<{ who: Caller; id: number; group: number; member: number }> {
  const name = `personne${++people}`
  const group = await expecting(201, admin.post('/api/groups/', { name, permissions }))
  const password = 'un-pagne-bleu-plié'
  const { id } = await expecting(
    201,
    admin.post('/api/users/', { username: name, password, groups: [group.id] }),
  )
  const { results } = await expecting(200, admin.get(`/api/memberships/?user=${id}`))
  return { who: await sugu.signIn(name, password), id, group: group.id, member: results[0].id }
}

const status = async (asked: Promise<{ status: number }>): Promise<number> => (await asked).status
const aNote = (values: JsonObject = {}, by = admin) =>
  expecting(201, by.post('/api/note/', { texte: 'Secret', ...values }))

/** What each of the calls on a row answers. */
async function calls(who: Caller, id: number): Promise<Record<string, number>> {
  return {
    list: await status(who.get('/api/note/')),
    read: await status(who.get(`/api/note/${id}/`)),
    history: await status(who.get(`/api/note/${id}/history/`)),
    export: await status(who.get('/api/note/export/')),
    create: await status(who.post('/api/note/', { texte: 'x' })),
    update: await status(who.patch(`/api/note/${id}/`, { texte: 'x' })),
    put: await status(who.put(`/api/note/${id}/`, { texte: 'x' })),
    bulk: await status(who.post('/api/note/bulk/', { action: 'update', ids: [id], values: { texte: 'y' } })),
    restore: await status(who.post(`/api/note/${id}/restore/`, { version: 1 })),
    delete: await status(who.delete(`/api/note/${id}/`)),
  }
}
const all = (code: number) =>
  Object.fromEntries(
    'list read history export create update put bulk restore delete'.split(' ').map((name) => [name, code]),
  )

suite('who may do what', () => {
  test('a stranger gets 401, somebody without rights 403, and the row is as it was', async () => {
    const note = await aNote()
    assert.deepEqual(await calls(stranger, note.id), all(401))
    const { who } = await somebody({})
    assert.deepEqual(await calls(who, note.id), all(403))
    assert.deepEqual((await admin.get(`/api/note/${note.id}/`)).body, note)
  })

  test('a reader reads, and nothing else', async () => {
    const note = await aNote()
    const { who } = await somebody({ note: { read: true } })
    const got = await calls(who, note.id)
    assert.deepEqual(got, { ...all(403), list: 200, read: 200, history: 200, export: 200 })
  })

  test('rights over every table do not reach people’s rights, nor structure', async () => {
    const everything = { read: true, create: true, update: true, delete: true }
    const { who, member, group } = await somebody({ '*': everything })
    const note = await aNote({}, who)
    assert.equal(await status(who.delete(`/api/note/${note.id}/`)), 204)
    for (const asked of [
      who.patch(`/api/memberships/${member}/`, { admin: true }),
      who.patch(`/api/groups/${group}/`, { permissions: {} }),
      who.post('/api/groups/', { name: 'Mien' }),
      who.post('/api/users/', { username: 'ami' }),
      who.post('/api/memberships/', { user: 1 }),
      who.post('/api/sites/', { slug: 'mien', name: 'Mien' }),
      who.post('/api/meta/tables/', { slug: 'mienne', fields: [{ slug: 'a', type: 'text' }] }),
      who.post('/api/meta/tables/note/plan/', { changes: [{ change: 'drop', field: 'texte' }] }),
      who.post('/api/meta/tables/note/undo/'),
    ])
      assert.equal(await status(asked), 403)
  })

  test('rights that say nothing are refused where they are written', async () => {
    for (const permissions of [
      { inconnue: { read: true } },
      { note: { read: 'oui' } },
      { note: { read: { field: 'inconnu', op: 'eq', value: 1 } } },
      { note: true },
      [],
      'tout',
    ] as Json[]) {
      const got = await admin.post('/api/groups/', { name: 'Faux', permissions })
      assert.equal(got.status, 400, JSON.stringify(permissions))
      assert.ok(got.body.errors.permissions)
    }
  })
})

suite('rights on some rows', () => {
  const mine = { read: own, create: true, update: own, delete: own }

  test('one’s own rows, and nobody else’s by any way', async () => {
    const a = await somebody({ note: mine })
    const b = await somebody({ note: mine })
    const ofA = await aNote({ texte: 'De A' }, a.who)
    const ofB = await aNote({ texte: 'De B' }, b.who)
    const list = await expecting(200, a.who.get('/api/note/'))
    assert.deepEqual(
      list.results.map((row: { id: number }) => row.id),
      [ofA.id],
    )
    assert.equal(list.count, 1)
    const hidden = await calls(a.who, ofB.id)
    assert.deepEqual(hidden, { ...all(404), list: 200, export: 200, create: 201 })
    const every = { any: [{ field: 'id', op: 'in', value: [ofA.id, ofB.id] }] }
    assert.equal(
      (await expecting(200, a.who.get(`/api/note/?where=${encodeURIComponent(JSON.stringify(every))}`)))
        .count,
      1,
    )
    assert.equal((await a.who.get('/api/note/?search=De')).body.count, 1)
    assert.equal((await a.who.get('/api/note/export/?format=csv')).body.includes('De B'), false)
    assert.equal(
      (await expecting(200, a.who.post('/api/note/bulk/', { action: 'delete', where: every, dry_run: true })))
        .count,
      1,
    )
    assert.deepEqual((await admin.get(`/api/note/${ofB.id}/`)).body, ofB)
  })

  test('the trash and the past hold no more than the present', async () => {
    const a = await somebody({ note: mine })
    const gone = await aNote({ texte: 'Jeté par un autre' })
    await expecting(204, admin.delete(`/api/note/${gone.id}/`))
    const kept = await aNote({ texte: 'À lui' }, a.who)
    const at = new Date().toISOString()
    await expecting(204, a.who.delete(`/api/note/${kept.id}/`))
    const trash = await expecting(200, a.who.get('/api/note/?trash=1'))
    assert.deepEqual(
      trash.results.map((row: { id: number }) => row.id),
      [kept.id],
    )
    const past = await expecting(200, a.who.get(`/api/note/?as_of=${at}`))
    assert.ok(past.results.every((row: { texte: string }) => row.texte === 'À lui'))
    assert.equal(await status(a.who.post(`/api/note/${gone.id}/restore/`)), 404)
    assert.equal((await expecting(200, a.who.post(`/api/note/${kept.id}/restore/`))).texte, 'À lui')
    assert.equal(await status(a.who.get(`/api/note/${gone.id}/history/`)), 404)
  })

  test('what may be read but not changed is 403; a row may not be moved out of one’s rights', async () => {
    const open = { field: 'etat', op: 'eq', value: 'ouverte' }
    const { who } = await somebody({ note: { read: true, create: open, update: open, delete: open } })
    const closed = await aNote({ etat: 'close' })
    assert.equal(await status(who.patch(`/api/note/${closed.id}/`, { texte: 'x' })), 403)
    assert.equal(await status(who.delete(`/api/note/${closed.id}/`)), 403)
    assert.equal(await status(who.post('/api/note/', { texte: 'x', etat: 'close' })), 403)
    const note = await aNote({ etat: 'ouverte' }, who)
    const close = { etat: 'close' }
    assert.equal(await status(who.patch(`/api/note/${note.id}/`, close)), 403)
    const bulk = { action: 'update', ids: [note.id], values: close }
    assert.equal(await status(who.post('/api/note/bulk/', bulk)), 403)
    assert.equal((await admin.get(`/api/note/${note.id}/`)).body.etat, 'ouverte')
  })

  test('a reference leads nowhere that one may not read', async () => {
    const folder = await expecting(201, admin.post('/api/dossier/', { nom: 'Confidentiel' }))
    const note = await aNote({ dossier: folder.id })
    const { who } = await somebody({ note: { read: true, create: true } })
    const expanded = await expecting(200, who.get(`/api/note/${note.id}/?expand=dossier`))
    assert.equal(JSON.stringify(expanded).includes('Confidentiel'), false)
    assert.equal(await status(who.get('/api/note/?dossier__nom=Confidentiel')), 400)
    const where = encodeURIComponent('{"field":"dossier__nom","op":"startswith","value":"C"}')
    assert.equal(await status(who.get(`/api/note/?where=${where}`)), 400)
    assert.equal(await status(who.post('/api/note/', { texte: 'x', dossier: folder.id })), 400)
  })

  test('a condition on a field that has gone gives nothing, and breaks nothing', async () => {
    await make({
      slug: 'fragile',
      fields: [
        { slug: 'a', type: 'text' },
        { slug: 'b', type: 'text' },
      ],
    })
    const { who } = await somebody({ fragile: { read: { field: 'b', op: 'eq', value: 'x' } } })
    await expecting(201, admin.post('/api/fragile/', { a: '1', b: 'x' }))
    assert.equal((await expecting(200, who.get('/api/fragile/'))).count, 1)
    const plan = await expecting(
      200,
      admin.post('/api/meta/tables/fragile/plan/', { changes: [{ change: 'drop', field: 'b' }] }),
    )
    await admin.post('/api/meta/tables/fragile/apply/', { plan: plan.id, accept_loss: true })
    for (const path of ['/api/fragile/', '/api/', '/api/schema/', '/api/meta/tables/', '/api/fragile/1/'])
      assert.ok((await status(who.get(path))) < 500, path)
    assert.notEqual((await who.get('/api/fragile/')).body.count, 1)
  })
})

suite('rights that move', () => {
  test('a group that is taken away, or says less, is seen at the next request', async () => {
    const { who, member, group } = await somebody({ note: { read: true } })
    assert.equal(await status(who.get('/api/note/')), 200)
    await expecting(200, admin.patch(`/api/memberships/${member}/`, { groups: [] }))
    assert.equal(await status(who.get('/api/note/')), 403)
    await expecting(200, admin.patch(`/api/memberships/${member}/`, { groups: [group] }))
    assert.equal(await status(who.get('/api/note/')), 200)
    await expecting(200, admin.patch(`/api/groups/${group}/`, { permissions: { note: { create: true } } }))
    assert.equal(await status(who.get('/api/note/')), 403)
    assert.equal(await status(who.post('/api/note/', { texte: 'x' })), 201)
  })

  test('an administrator made is one at once; a membership ended gives nothing', async () => {
    let { who, member } = await somebody({ note: { read: true } })
    await expecting(200, admin.patch(`/api/memberships/${member}/`, { admin: true }))
    assert.equal(await status(who.get('/api/dossier/')), 401, 'rights that rise want a new session')
    who = await sugu.signIn(`personne${people}`, 'un-pagne-bleu-plié')
    assert.equal(await status(who.get('/api/dossier/')), 200)
    await expecting(200, admin.patch(`/api/memberships/${member}/`, { admin: false, ended: true }))
    assert.notEqual(await status(who.get('/api/dossier/')), 200)
    assert.notEqual(await status(who.get('/api/note/')), 200)
  })
})

suite('what is not open is not there', () => {
  test('tables without rights are in no list, and neither are their paths', async () => {
    const { who } = await somebody({ note: { read: true } })
    const listed = async (caller: Caller) => ({
      root: Object.keys((await expecting(200, caller.get('/api/'))).tables),
      meta: (await expecting(200, caller.get('/api/meta/tables/'))).results.map(
        (table: { slug: string }) => table.slug,
      ),
      paths: JSON.stringify(await expecting(200, caller.get('/api/schema/'))),
    })
    const seen = await listed(who)
    assert.ok(seen.root.includes('note') && seen.meta.includes('note'))
    assert.equal(seen.root.includes('dossier') || seen.meta.includes('dossier'), false)
    assert.equal(seen.paths.includes('/api/dossier/'), false)
    assert.equal(seen.paths.includes('"post":{"operationId":"note_create"'), false)
    assert.equal(await status(who.get('/api/meta/tables/dossier/')), 404)
    const open = await listed(stranger)
    assert.deepEqual(open.root, ['avis'])
    assert.deepEqual(open.meta, ['avis'])
  })

  test('a table open to anyone: strangers read it, and learn nothing of who or what was', async () => {
    const said = await expecting(201, admin.post('/api/avis/', { texte: 'Très bien' }))
    const gone = await expecting(201, admin.post('/api/avis/', { texte: 'Numéro privé 0102030405' }))
    const at = new Date().toISOString()
    await expecting(204, admin.delete(`/api/avis/${gone.id}/`))
    assert.equal((await expecting(200, stranger.get('/api/avis/'))).count, 1)
    const row = await expecting(200, stranger.get(`/api/avis/${said.id}/`))
    assert.equal('created_by' in row, false)
    for (const query of ['created_by=1', 'fields=created_by', 'ordering=created_by', 'created_by__gt=0'])
      assert.equal(await status(stranger.get(`/api/avis/?${query}`)), 400, query)
    const where = encodeURIComponent(JSON.stringify(own))
    assert.equal(await status(stranger.get(`/api/avis/?where=${where}`)), 400)
    for (const path of [
      '?trash=1',
      `?as_of=${at}`,
      `export/?trash=1`,
      `${said.id}/history/`,
      `${gone.id}/history/`,
    ]) {
      const got = await stranger.get(`/api/avis/${path}`)
      assert.ok([401, 404].includes(got.status), `${path} ${got.status} ${JSON.stringify(got.body)}`)
      assert.doesNotMatch(JSON.stringify(got.body), /0102030405|user:\d/)
    }
    assert.equal(await status(stranger.post('/api/avis/', { texte: 'x' })), 401)
    const { who } = await somebody({})
    assert.equal(await status(who.post('/api/avis/', { texte: 'x' })), 201)
    assert.equal(await status(who.patch(`/api/avis/${said.id}/`, { texte: 'x' })), 403)
    for (const path of ['?trash=1', `?as_of=${at}`, `${said.id}/history/`])
      assert.equal(await status(who.get(`/api/avis/${path}`)), 403, path)
    const writer = await somebody({ avis: { update: own, delete: own } })
    const hers = await expecting(201, writer.who.post('/api/avis/', { texte: 'À moi' }))
    const lines = await expecting(200, writer.who.get(`/api/avis/${hers.id}/history/`))
    assert.equal(lines.results.length, 1)
    assert.equal(await status(writer.who.get(`/api/avis/${said.id}/history/`)), 404)
  })
})
