import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '#model/json.ts'
import { expecting, type Got } from '../support/caller.ts'
import { inLength, isLong } from '../support/long.ts'
import { readOpenApi, routesOf } from '../support/openapi.ts'
import { isCall, requestsFor } from '../support/promises.ts'
import { startSugu } from '../support/sugu.ts'
import {
  type FieldName,
  fields,
  makeGround,
  type Role,
  type RowKind,
  rowKinds,
  secretFields,
  tooWide,
} from './rights-ground.ts'
import { comparisons, guesses, importing, readings, storedRows, writings } from './rights-ways.ts'

const sugu = await startSugu({ RATE_LIMITS: 'off' })
const there = sugu.caller({ ...sugu.admin.headers, 'x-site': 'voisin' })
const roles = await makeGround(sugu)
const routes = routesOf(await readOpenApi(sugu.admin))

let asked = 0
let leaks: string[] = []
const sight = new Map<string, Set<string>>()

/** What stands for a field's value in a text: links are numbers like others, so that their name stands for them. */
const markOf = (field: FieldName, value: Json): string =>
  field === 'chef_zq' || field === 'amis_zq' ? `"${field}"` : String(value).replace('.25', '')

const seesField = (role: Role, field: FieldName): boolean =>
  Object.values(role.sees).some((seen) => seen.includes(field))

/** Every value in the answer, headers included, is one that they may see. */
function judge(role: Role, way: string, got: Got): void {
  asked++
  const told = JSON.stringify([got.body, [...got.headers]])
  if (got.status >= 500) leaks.push(`${role.name}: ${way} answers ${got.status}`)
  for (const kind of rowKinds) {
    for (const field of fields) {
      const isLink = field === 'chef_zq' || field === 'amis_zq'
      if (kind === 'own' && role.rows.own === role.rows.other) continue
      if (!told.includes(markOf(field, role.rows[kind].values[field]))) continue
      const may = isLink ? seesField(role, field) : role.sees[kind]?.includes(field)
      if (!may) leaks.push(`${role.name}: ${way} shows ${field} of ${kind}`)
      if (isLink && !role.sees[kind]?.includes(field)) continue
      const seen = sight.get(`${role.name} ${kind}`) ?? new Set()
      sight.set(`${role.name} ${kind}`, seen.add(field))
    }
  }
}

test('every way to read a table’s rows is tried', () => {
  const told = routes
    .filter(({ path }) => path.startsWith('/api/fiche/'))
    .map(({ method, path }) => `${method} ${path}`)
  const tried = new Set([...readings, ...guesses, ...comparisons, ...writings].map(([address]) => address))
  assert.deepEqual(
    told.filter((address) => !tried.has(address)),
    ['POST /api/fiche/import/'],
  )
})

test('each sees what they may, of each row, by every way', async () => {
  for (const role of roles) {
    for (const kind of rowKinds) {
      for (const [address, ask] of readings) {
        const writes = address.startsWith('GET') === false
        if (writes && (role.writes[kind] ?? []).length > 0) continue
        judge(role, address, await ask(role.who, role.rows[kind]))
      }
    }
  }
  for (const role of roles) {
    for (const kind of rowKinds) {
      if (kind === 'own' && role.rows.own === role.rows.other) continue
      const seen = [...(sight.get(`${role.name} ${kind}`) ?? [])].sort()
      const wanted = [...(role.sees[kind] ?? [])].sort()
      assert.deepEqual(seen.filter(isValue), wanted.filter(isValue), `${role.name}, ${kind}`)
    }
  }
})
const isValue = (field: string) => field !== 'chef_zq' && field !== 'amis_zq'

const wrongGuess: Readonly<Record<FieldName, Json>> = {
  titre: 'zqt-personne',
  interne_zq: 'bgypersonne',
  matricule_zq: 'mwxpersonne',
  salaire_zq: '91999999.25',
  chef_zq: 987_654,
  amis_zq: [987_654],
}

/** The same, but for what was asked: either guess, wherever it stands for itself. */
const without =
  (...guessed: readonly Json[]) =>
  ({ status, body }: Got): string => {
    const words = guessed.flat().flatMap((guess) => [String(guess), encodeURIComponent(String(guess))])
    const either = new RegExp(`(?<![\\w-])(${words.join('|')})(?![\\w-])`, 'g')
    return `${status} ${JSON.stringify(body)
      .replaceAll(either, '?')
      .replaceAll(/"\[\?\]"|\[\?\]/g, '?')}`
  }

const guessable = (role: Role, kind: RowKind): readonly FieldName[] =>
  secretFields.filter((field) => {
    const everywhere = (['own', 'mate', 'other'] as const).every((other) => role.sees[other]?.includes(field))
    return !everywhere && !role.sees[kind]?.includes(field)
  })

test('a right guess is answered like a wrong one (Strapi, CVE-2023-22894)', async () => {
  for (const role of roles) {
    for (const kind of inLength<readonly RowKind[]>(['other', 'elsewhere'], ['other'])) {
      const row = role.rows[kind]
      for (const field of guessable(role, kind)) {
        const plain = without(row.values[field], wrongGuess[field])
        for (const [address, ask] of guessesFor(role, field)) {
          const [right, wrong] = [
            await ask(role.who, field, row.values[field], row),
            await ask(role.who, field, wrongGuess[field], row),
          ]
          judge(role, address, { ...right, body: plain(right) })
          if (plain(right) !== plain(wrong))
            leaks.push(told(role, address, field, plain(right), plain(wrong)))
        }
      }
    }
  }
})

/** In all the rows that they see, or in none. */
const isWhole = (role: Role, field: FieldName): boolean =>
  Object.values(role.sees).every((seen) => seen.includes(field))

const guessesFor = (role: Role, field: FieldName) => [
  ...guesses,
  ...(seesField(role, field) && isWhole(role, field) ? [] : comparisons),
  ...(Object.values(role.writes).some((written) => written.includes(field)) ? [] : writings),
]

const told = (role: Role, address: string, field: FieldName, right: string, wrong: string): string =>
  `${role.name}: ${address} tells ${field}: ${right.slice(0, 400)} / ${wrong.slice(0, 400)}`

test('an import tells no more', async () => {
  const tried = isLong ? roles : roles.filter(({ name }) => ['rédactrice', 'chacun les siens'].includes(name))
  for (const role of tried) {
    for (const field of ['interne_zq', 'matricule_zq'] as const) {
      if (role.sees.other?.includes(field)) continue
      // What must be unique tells of itself to who may write it.
      if (field === 'matricule_zq' && role.writes.own?.includes(field)) continue
      const [truth, lie] = [role.rows.other.values[field], wrongGuess[field]]
      const plain = without(truth, lie)
      const right = plain(await importing(role.who, field, truth))
      const wrong = plain(await importing(role.who, field, lie))
      asked += 2
      if (right !== wrong) leaks.push(told(role, 'an import', field, right, wrong))
    }
  }
})

test('every other address of the house, asked by each', async () => {
  for (const role of roles) {
    for (const route of routes.filter((one) => isCall(one) && one.method === 'GET')) {
      for (const { path } of requestsFor(route, String(role.rows.other.id)).slice(0, 1))
        judge(role, `GET ${route.path}`, await role.who.get(path))
    }
    const hidden = secretFields.filter((field) => !seesField(role, field))
    for (const path of ['/api/schema/', '/api/meta/tables/', '/api/docs/']) {
      const told = JSON.stringify((await role.who.get(path)).body)
      for (const field of hidden) if (told.includes(field)) leaks.push(`${role.name}: ${path} names ${field}`)
    }
  }
})

test('nothing was written by who may not, nor a field that they may not (Craft, CVE-2026-28781)', async () => {
  const before = await storedRows(sugu.admin, there)
  for (const role of roles) {
    for (const kind of rowKinds) {
      const row = role.rows[kind]
      for (const field of fields.filter((one) => !role.writes[kind]?.includes(one))) {
        const values = { [field]: wrongGuess[field] === 987_654 ? row.id : wrongGuess[field] }
        await role.who.patch(`/api/fiche/${row.id}/`, values)
        await role.who.patch(`/api/fiche/${row.id}/`, { titre: row.values.titre, ...values })
        await role.who.put(`/api/fiche/${row.id}/`, { titre: row.values.titre, motif: 'x', ...values })
        await role.who.post('/api/fiche/bulk/', { action: 'update', ids: [row.id], values })
        asked += 4
      }
      for (const field of ['created_by', 'created_at', 'id', 'site_id'])
        await role.who.patch(`/api/fiche/${row.id}/`, { [field]: 987_654 })
      asked += 4
      if (role.writes[kind]?.length === fields.length) continue
      await role.who.put(`/api/fiche/${row.id}/`, { titre: row.values.titre, motif: 'x' })
      if (kind !== 'own') await role.who.delete(`/api/fiche/${row.id}/`)
      if (kind !== 'own') await role.who.post('/api/fiche/bulk/', { action: 'delete', ids: [row.id] })
    }
  }
  const now = await storedRows(sugu.admin, there)
  for (const [id, row] of before) {
    for (const field of [...fields, 'created_by', 'created_at'])
      assert.deepEqual(now.get(id)?.[field], row[field], `${field} of ${id}`)
  }
})

test('somebody whose rights are too wide is found out, by every field', async () => {
  const [found, seen] = [leaks, new Map(sight)]
  leaks = []
  const too = await tooWide(sugu, roles)
  for (const [address, ask] of readings.filter(([name]) => name.startsWith('GET')))
    judge(too, address, await ask(too.who, too.rows.other))
  for (const field of secretFields) {
    assert.ok(
      leaks.some((leak) => leak.includes(`shows ${field}`)),
      `${field} is looked for`,
    )
    const row = too.rows.other
    const plain = without(row.values[field], wrongGuess[field])
    let toldBy = 0
    for (const [, ask] of [...guesses, ...comparisons])
      if (
        plain(await ask(too.who, field, row.values[field], row)) !==
        plain(await ask(too.who, field, wrongGuess[field], row))
      )
        toldBy++
    assert.ok(toldBy >= 3, `${field} is guessed at`)
  }
  leaks = found
  sight.clear()
  for (const [key, value] of seen) sight.set(key, value)
})

test('no leak', async (t) => {
  await expecting(200, sugu.admin.get('/api/fiche/'))
  for (const line of printed()) t.diagnostic(line)
  t.diagnostic(
    `${asked} answers, ${readings.length} ways to read, ${guesses.length + comparisons.length + writings.length} to guess, ${leaks.length} leaks`,
  )
  assert.deepEqual([...new Set(leaks)].slice(0, 12), [])
})

/** Who saw which field of whose row. */
function* printed(): Iterable<string> {
  const wide = 24
  yield ['rôle'.padEnd(wide), ...rowKinds.map((kind) => kind.padEnd(fields.length + 4))].join('')
  for (const role of roles) {
    const cells = rowKinds.map((kind) => {
      const seen = sight.get(`${role.name} ${kind}`)
      return fields
        .map((field) => (seen?.has(field) ? field[0] : '·'))
        .join('')
        .padEnd(fields.length + 4)
    })
    yield [role.name.padEnd(wide), ...cells].join('')
  }
}
