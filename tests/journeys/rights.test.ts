import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { sql, statement } from '#db/sql.ts'
import type { JsonObject } from '#model/json.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu
const password = 'un-pagne-bleu-plié-en-quatre'

const make = (definition: JsonObject) => expecting(201, admin.post('/api/meta/tables/', definition))
const note = [
  { slug: 'texte', type: 'text', required: true },
  { slug: 'cout', type: 'integer' },
]
await make({ slug: 'note', fields: note })

let people = 0
async function somebody(
  permissions: JsonObject,
  more: JsonObject = {},
): Promise<{ who: Caller; id: number }> {
  const username = `personne${++people}`
  const group = await expecting(201, admin.post('/api/groups/', { name: username, permissions }))
  const person = { username, password, groups: [group.id], ...more }
  const { id } = await expecting(201, admin.post('/api/users/', person))
  return { id, who: await sugu.signIn(username, password) }
}
const status = async (asked: Promise<{ status: number }>): Promise<number> => (await asked).status
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

suite('ready-made rules', () => {
  test('« owner or read only » as a group’s right, and as a table’s', async () => {
    await make({ slug: 'annonce', fields: note, allow: 'owner_or_read_only' })
    for (const [slug, who, other] of [
      [
        'note',
        (await somebody({ note: 'owner_or_read_only' })).who,
        (await somebody({ note: 'owner_or_read_only' })).who,
      ],
      ['annonce', (await somebody({})).who, (await somebody({})).who],
    ] as const) {
      const { id } = await expecting(201, who.post(`/api/${slug}/`, { texte: 'À moi' }))
      assert.equal(await status(other.get(`/api/${slug}/${id}/`)), 200)
      assert.equal(await status(other.patch(`/api/${slug}/${id}/`, { texte: 'À lui' })), 403)
      assert.equal(await status(other.delete(`/api/${slug}/${id}/`)), 403)
      assert.equal(await status(who.patch(`/api/${slug}/${id}/`, { texte: 'Encore à moi' })), 200)
    }
    assert.equal(await status(stranger.get('/api/annonce/')), 200)
    assert.equal(await status(stranger.post('/api/annonce/', { texte: 'x' })), 401)
  })

  test('« verified users only » opens and closes with the proof, at the next request', async () => {
    await make({ slug: 'evenement', fields: note, allow: 'verified_only' })
    const { who, id } = await somebody({ note: { create: { verified: true }, read: true } })
    const verify = (is: boolean) =>
      sugu.sugu.db.owner.run(statement(sql`update store.users set est_verifie = ${is} where id = ${id}`))
    const tries = async () => [
      await status(who.post('/api/evenement/', { texte: 'Concert' })),
      await status(who.post('/api/note/', { texte: 'x' })),
    ]
    assert.deepEqual(await tries(), [403, 403])
    await verify(true)
    assert.deepEqual(await tries(), [201, 201])
    await verify(false)
    assert.deepEqual(await tries(), [403, 403])
  })

  test('the rows of one’s team, until one leaves it', async () => {
    const team = await expecting(
      201,
      admin.post('/api/groups/', { name: 'Équipe', permissions: { note: 'team_only' } }),
    )
    const [a, b] = [await somebody({}, { groups: [team.id] }), await somebody({}, { groups: [team.id] })]
    const { id } = await expecting(201, a.who.post('/api/note/', { texte: 'De A' }))
    const secret = await expecting(201, admin.post('/api/note/', { texte: 'De la direction' }))
    assert.equal(await status(b.who.patch(`/api/note/${id}/`, { texte: 'Vu par B' })), 200)
    assert.equal(await status(b.who.get(`/api/note/${secret.id}/`)), 404)
    const { results } = await expecting(200, admin.get(`/api/memberships/?user=${a.id}`))
    await expecting(200, admin.patch(`/api/memberships/${results[0].id}/`, { groups: [] }))
    assert.equal(await status(b.who.get(`/api/note/${id}/`)), 404)
  })

  test('they are told, and no other name is one', async () => {
    const { results } = await expecting(200, admin.get('/api/meta/rules/'))
    assert.ok(results.some(({ name }: JsonObject) => name === 'owner_or_read_only'))
    const wrong = await admin.post('/api/groups/', { name: 'Faux', permissions: { note: 'roi' } })
    assert.equal(wrong.body.errors.permissions[0].code, 'permissions.unknown_rule')
  })
})

suite('fields', () => {
  test('what may not be written is refused by name, what may not be read is not there', async () => {
    const { who } = await somebody({
      note: { read: { fields: ['texte'] }, create: { fields: ['texte'] }, update: { fields: ['texte'] } },
    })
    const made = await expecting(201, who.post('/api/note/', { texte: 'Une' }))
    assert.deepEqual(Object.keys(made), ['id', 'texte', 'version'])
    for (const name of ['cout', 'nulle_part'])
      assert.deepEqual(
        (await who.patch(`/api/note/${made.id}/`, { [name]: 5 })).body.errors[name][0].code,
        'field.unknown',
      )
    await expecting(200, admin.patch(`/api/note/${made.id}/`, { cout: 9 }))
    const { results } = await expecting(200, who.get(`/api/note/${made.id}/history/`))
    assert.deepEqual(results[0].changes, {})
    await expecting(200, who.put(`/api/note/${made.id}/`, { texte: 'Autre' }))
    await expecting(200, who.post(`/api/note/${made.id}/restore/`, { version: 1 }))
    assert.equal((await expecting(200, admin.get(`/api/note/${made.id}/`))).cout, 9)
    const definition = await expecting(200, who.get('/api/meta/tables/note/'))
    assert.deepEqual(
      definition.fields.map(({ slug }: JsonObject) => slug),
      ['texte'],
    )
  })

  test('a closed slug is no address, and who wrote is not told where it is not who made', async () => {
    const fields = [...note, { slug: 'adresse', type: 'slug', from: 'texte' }]
    await make({ slug: 'page', fields })
    const { id, adresse } = await expecting(201, admin.post('/api/page/', { texte: 'Plan secret' }))
    const { who } = await somebody({ page: { read: { fields: ['texte'] } } })
    assert.equal(await status(admin.get(`/api/page/${adresse}/`)), 200)
    assert.equal(await status(who.get(`/api/page/${id}/`)), 200)
    assert.equal(await status(who.get(`/api/page/${adresse}/`)), 404)
    const { results } = await expecting(200, who.get(`/api/page/${id}/history/`))
    assert.equal(results[0].actor, 'user')
  })

  test('a right that lists fields which are none is refused, and follows a field’s new name', async () => {
    const wrong = (read: JsonObject) =>
      admin.post('/api/groups/', { name: 'Faux', permissions: { note: { read } } })
    for (const read of [
      { fields: ['zut'] },
      { fields: 'texte' },
      { fields: [], except: [] },
      { verified: 'oui' },
    ])
      assert.equal(await status(wrong(read)), 400, JSON.stringify(read))
    await make({ slug: 'paie', fields: note, allow: { read: [{ to: 'signed_in', except: ['cout'] }] } })
    await expecting(201, admin.post('/api/paie/', { texte: 'x', cout: 3 }))
    const { who } = await somebody({ paie: { read: { except: ['cout'] } } })
    const changes = [{ change: 'rename', field: 'cout', to: 'salaire' }]
    const plan = await expecting(200, admin.post('/api/meta/tables/paie/plan/', { changes }))
    await expecting(200, admin.post('/api/meta/tables/paie/apply/', { plan: plan.id }))
    assert.equal(JSON.stringify(await expecting(200, who.get('/api/paie/'))).includes('salaire'), false)
  })
})

suite('API tokens', () => {
  const tokenFor = async (who: Caller, rights: JsonObject, expires = inDays(30)) => {
    const { id, token } = await expecting(201, who.post('/api/tokens/', { name: 'Caisse', rights, expires }))
    return { id, program: sugu.caller({ authorization: `Token ${token}` }) }
  }

  test('may what both they and their owner may', async () => {
    const { who } = await somebody({ note: { read: true, create: true } })
    const { program } = await tokenFor(who, { note: { read: true, delete: true }, groups: { read: true } })
    const { id } = await expecting(201, who.post('/api/note/', { texte: 'x' }))
    assert.equal(await status(program.get(`/api/note/${id}/`)), 200)
    assert.equal(await status(program.post('/api/note/', { texte: 'x' })), 403)
    assert.equal(await status(program.delete(`/api/note/${id}/`)), 403)
    assert.equal(await status(program.get('/api/groups/')), 403)
  })

  test('an administrator’s does no administrator’s work', async () => {
    const everything = { read: true, create: true, update: true, delete: true }
    const { program } = await tokenFor(admin, { '*': everything })
    const { id } = await expecting(201, program.post('/api/note/', { texte: 'x' }))
    assert.equal(await status(program.delete(`/api/note/${id}/`)), 204)
    for (const asked of [
      program.get('/api/users/me/'),
      program.get('/api/tokens/'),
      program.post('/api/tokens/', { name: 'x', rights: { note: { read: true } }, expires: inDays(3) }),
      program.post('/api/see-as/', { user: 1 }),
      program.post('/api/groups/', { name: 'Mien' }),
      program.post('/api/users/', { username: 'ami' }),
      program.post('/api/sites/', { slug: 'mien', name: 'Mien' }),
      program.post('/api/meta/tables/', { slug: 'mienne', fields: note }),
      program.post('/api/users/logout/all/'),
    ])
      assert.ok([401, 403].includes(await status(asked)))
    assert.equal(await status(admin.get('/api/users/me/')), 200)
  })

  test('ends on its day, when it is revoked, and when its owner’s password changes', async () => {
    const { who } = await somebody({ note: { read: true } })
    const rights = { note: { read: true } }
    for (const expires of [inDays(-2), inDays(400)])
      assert.equal(await status(who.post('/api/tokens/', { name: 'x', rights, expires })), 400)
    const one = await tokenFor(who, rights)
    assert.equal(await status(one.program.get('/api/note/')), 200)
    const { who: other } = await somebody({})
    assert.equal(await status(other.delete(`/api/tokens/${one.id}/`)), 404)
    await expecting(204, who.delete(`/api/tokens/${one.id}/`))
    assert.equal(await status(one.program.get('/api/note/')), 401)

    const two = await tokenFor(who, rights)
    await sugu.sugu.db.owner.run(
      statement(sql`update store.api_tokens set expires_at = now() where id = ${two.id}`),
      statement(sql`update store.stamps set access = access + 1`),
    )
    assert.equal(await status(two.program.get('/api/note/')), 401)

    const three = await tokenFor(who, rights)
    assert.equal((await expecting(200, who.get('/api/tokens/'))).results.length, 1)
    const wanted = 'trois-chèvres-bleues-au-puits'
    const change = { old_password: password, new_password: wanted, new_password_confirm: wanted }
    await expecting(200, who.post('/api/users/password/change/', change))
    assert.equal(await status(three.program.get('/api/note/')), 401)
  })

  test('is of one site', async () => {
    const { program } = await tokenFor(admin, { '*': { read: true } })
    await expecting(201, admin.post('/api/sites/', { slug: 'yop', name: 'Yopougon' }))
    assert.equal(await status(program.get('/api/note/', { 'x-site': 'yop' })), 401)
  })
})

suite('seeing as somebody else', () => {
  const seeAs = async (who: Caller, user: number) => {
    const { token, name } = await expecting(201, who.post('/api/see-as/', { user }))
    return { name, eyes: sugu.caller({ authorization: `Token ${token}` }) }
  }

  test('shows what they see, changes nothing, keeps what is theirs alone, and is recorded', async () => {
    const own = { field: 'created_by', op: 'eq', value: { var: 'me' } }
    const awa = await somebody({ note: { read: own, create: true, update: own } })
    const { id } = await expecting(201, awa.who.post('/api/note/', { texte: 'D’Awa' }))
    const { eyes } = await seeAs(admin, awa.id)
    const { results } = await expecting(200, eyes.get('/api/note/'))
    assert.deepEqual(
      results.map((row: JsonObject) => row.id),
      [id],
    )
    for (const asked of [
      eyes.post('/api/note/', { texte: 'x' }),
      eyes.patch(`/api/note/${id}/`, { texte: 'x' }),
      eyes.delete(`/api/note/${id}/`),
      eyes.post('/api/note/bulk/', { action: 'delete', ids: [id] }),
      eyes.post('/api/tokens/', { name: 'x', rights: { note: { read: true } }, expires: inDays(3) }),
      eyes.post('/api/users/logout/all/'),
    ])
      assert.equal((await asked).body.code, 'auth.see_only')
    for (const path of ['/api/users/me/', '/api/tokens/', '/api/users/me/sessions/'])
      assert.ok([401, 403].includes(await status(eyes.get(path))), path)
    await expecting(204, eyes.delete('/api/see-as/'))
    assert.equal(await status(eyes.get('/api/note/')), 401)
    const lines = await sugu.sugu.db.owner.run(
      statement(
        sql`select kind, actor from store.audit where about = ${`user:${awa.id}`} and kind like 'see_as%' order by seq`,
      ),
    )
    assert.deepEqual(lines[0]!.rows, [
      ['see_as.begun', 'user:1'],
      ['see_as.ended', 'user:1'],
    ])
  })

  test('is never wider than the administrator, nor longer', async () => {
    const { who: member } = await somebody({ note: { read: true } })
    assert.equal(await status(member.post('/api/see-as/', { user: 1 })), 403)
    await expecting(201, admin.post('/api/users/', { username: 'chef', password, admin: true }))
    const chef = await sugu.signIn('chef', password)
    const { eyes } = await seeAs(chef, 1)
    assert.equal(await status(eyes.get('/api/note/')), 200)
    assert.notEqual(await status(eyes.get('/api/note/', { 'x-site': 'yop' })), 200)
    assert.equal(await status(chef.post('/api/see-as/', { user: 987_654 })), 404)
    await expecting(204, chef.post('/api/users/logout/'))
    assert.equal(await status(eyes.get('/api/note/')), 401)
    assert.equal(await status(admin.get('/api/note/')), 200)
  })
})
