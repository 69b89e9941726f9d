import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { raw, sql, statement } from '#db/sql.ts'
import { bytesInMemory } from '#engine/transfer/files/sheet.ts'
import { openZip, unpack } from '#engine/transfer/files/zip-read.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { testOutbox } from '../support/outbox.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const outbox = testOutbox()
const sugu = await startSugu({ SUGU_DATA: outbox.data })
const { admin, stranger } = sugu
const password = 'un-pagne-bleu-plié'
const owner = sugu.sugu.db.owner

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'avis',
    fields: [
      { slug: 'texte', type: 'text' },
      { slug: 'auteur', type: 'reference', table: 'users' },
    ],
    allow: { read: [{ to: 'anyone' }], create: [{ to: 'signed_in' }], update: [{ to: 'signed_in' }] },
  }),
)

const marks = [
  'mireille',
  'mireille@exemple.ci',
  '+2250102030405',
  'Mireille',
  'Gnahoré',
  'Coiffeuse à Bouaké',
]
const device = 'un-appareil-bien-a-elle-0001'
const join = () =>
  stranger.post(
    '/api/users/register/',
    {
      username: 'mireille',
      email: 'mireille@exemple.ci',
      telephone: '+2250102030405',
      first_name: 'Mireille',
      last_name: 'Gnahoré',
      password,
      password_confirm: password,
    },
    { 'x-device': device, 'user-agent': 'Téléphone de Mireille' },
  )
const { token, user } = await expecting(201, join())
const who = sugu.caller({ authorization: `Token ${token}` })

/** A life: a verified e-mail, a changed profile, rows, a follower, a wrong sign-in, a reset asked for. */
async function live(): Promise<number> {
  const code = await outbox.code('verify_email', 'mireille@exemple.ci')
  await expecting(200, who.post('/api/users/verify/email/', { code }))
  await expecting(200, who.patch('/api/users/me/', { bio: 'Coiffeuse à Bouaké' }))
  const { id } = await expecting(201, who.post('/api/avis/', { texte: 'Très bien' }))
  await expecting(200, admin.patch(`/api/avis/${id}/`, { texte: 'Très, très bien', auteur: user.id }))
  await stranger.post('/api/users/login/', { login: 'mireille@exemple.ci', password: 'pas le bon mot' })
  await expecting(202, stranger.post('/api/users/password/reset/', { login: 'mireille' }))
  await outbox.next('reset_email', 'mireille@exemple.ci')
  assert.equal(kept(), true)
  const body = { email: 'ami@exemple.ci', password, password_confirm: password }
  const friend = await expecting(201, stranger.post('/api/users/register/', body))
  await expecting(
    200,
    sugu.caller({ authorization: `Token ${friend.token}` }).post('/api/users/mireille/follow/'),
  )
  return id
}
const review = await live()

async function archive(by: Caller): Promise<Map<string, string>> {
  const response = await fetch(`${sugu.url}/api/users/me/export/`, { headers: by.headers })
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), 'application/zip')
  assert.match(response.headers.get('cache-control') ?? '', /no-store/)
  const bytes = Buffer.from(await response.arrayBuffer())
  const file = bytesInMemory(bytes)
  const files = new Map<string, string>()
  for (const [name, entry] of await openZip(file)) {
    const pieces = await Array.fromAsync(unpack(file, entry))
    files.set(name, Buffer.concat(pieces).toString())
  }
  return files
}

test('the archive holds all that is kept, and no secret', async () => {
  const files = await archive(who)
  const json = (name: string) => JSON.parse(files.get(name) ?? 'null')
  assert.equal(json('profil.json').email, 'mireille@exemple.ci')
  assert.equal(json('sessions.json')[0].user_agent, 'Téléphone de Mireille')
  assert.equal(json('coordonnees_verifiees.json')[0].value, 'mireille@exemple.ci')
  assert.deepEqual(
    json('connexions.json')
      .map(({ outcome }: { outcome: string }) => outcome)
      .includes('wrong'),
    true,
  )
  assert.equal(json('abonnes.json').length, 1)
  assert.ok(json('messages.json').some(({ kind }: { kind: string }) => kind === 'verify_email'))
  assert.ok(json('journal.json').some(({ kind }: { kind: string }) => kind === 'account.registered'))
  assert.equal(json('tables/avis.json')[0].texte, 'Très, très bien')
  const all = [...files.values()].join('\n')
  assert.doesNotMatch(all, /argon2|token_hash|"password"|hashed/)
  assert.ok(!all.includes(token))
})

test('nobody else is in it', async () => {
  assert.doesNotMatch([...(await archive(who)).values()].join('\n'), /ami@exemple\.ci|"admin": true|user:1\b/)
})

/** In which tables of the whole database a text stands. */
async function whereIs(text: string): Promise<string[]> {
  const [tables] = await owner.run(
    statement(sql`select format('%I.%I', n.nspname, c.relname) from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('store', 'pgboss', 'sugu')`),
  )
  const found: string[] = []
  for (const [name] of tables!.rows) {
    const like = `%${text.toLowerCase()}%`
    const [answer] = await owner.run(
      statement(sql`select count(*) from ${raw(name!)} x where lower(x::text) like ${like}`),
    )
    if (answer!.rows[0]![0] !== '0') found.push(name!)
  }
  return found
}

function kept(): boolean {
  return outbox.all().some((text) => /^(mireille@exemple\.ci|\+2250102030405)\n/.test(text))
}

const erase = (by: Caller, secret: string) =>
  fetch(`${sugu.url}/api/users/me/`, {
    method: 'DELETE',
    headers: { ...by.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ password: secret }),
  })

test('erasing asks for the password; the only owner of the network stays', async () => {
  assert.equal((await erase(who, 'autre chose')).status, 400)
  const refused = await erase(admin, adminPassword)
  assert.equal(refused.status, 409)
  assert.equal(((await refused.json()) as { code: string }).code, 'person.last_owner')
})

test('an erased person is nowhere in the database, and what referred to them stands', async () => {
  for (const mark of marks) assert.notDeepEqual(await whereIs(mark), [], `${mark} was there`)
  assert.equal((await erase(who, password)).status, 204)
  while ((await whereIs('mireille@exemple.ci')).includes('store.outbox')) await sleep(50)
  for (const mark of [...marks, 'Téléphone de Mireille']) assert.deepEqual(await whereIs(mark), [], mark)

  assert.equal((await who.get('/api/users/me/')).status, 401)
  assert.equal((await stranger.post('/api/users/login/', { login: 'mireille', password })).status, 401)
  for (let i = 0; kept() && i < 100; i++) await sleep(50)
  assert.equal(kept(), false, 'nothing lies in the outbox folder')
  const gone = `compte_effacé_${user.id}`
  assert.equal((await stranger.get(`/api/users/${encodeURIComponent(gone)}/`)).status, 404)

  const row = await expecting(200, admin.get(`/api/avis/${review}/?expand=auteur`))
  assert.deepEqual([row.auteur.id, row.auteur.username], [user.id, gone])
  const { results } = await expecting(200, admin.get(`/api/avis/${review}/history/`))
  assert.equal(results.at(-1).actor, `user:${user.id}`)
  await expecting(200, admin.get(`/api/users/${user.id}/history/`))
})

test('their names are free again', async () => {
  const again = await expecting(201, join())
  assert.notEqual(again.user.id, user.id)
  assert.equal(again.user.bio, null)
})

test('no table keeps something of a person that the archive and the erasure do not know of', async () => {
  const [found] = await owner.run(
    statement(sql`select format('store.%s', c.relname) || '.' || a.attname
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'store'::regnamespace and c.relkind = 'r'
        and a.attname in ('user', 'user_id', 'person', 'person_id', 'viewer_id', 'owner_id', 'follower', 'followed')
      except select relation || '.' || person_column from store.personal_parts order by 1`),
  )
  // Who asked for an import is a reference, as who made a row.
  assert.deepEqual(
    found!.rows.map(([name]) => name),
    ['store.imports.user_id'],
  )
})
