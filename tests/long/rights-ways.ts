import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '#model/json.ts'
import { type Caller, expecting, type Got } from '../support/caller.ts'
import { type FieldName, type Kept, secretFields } from './rights-ground.ts'

const json = (value: Json): string => encodeURIComponent(JSON.stringify(value))
const everything = 'titre,interne_zq,matricule_zq,salaire_zq,chef_zq,amis_zq,created_by'

/** Ways to a row's values, by the address that they try as the document tells of it. */
export const readings: readonly [address: string, ask: (who: Caller, row: Kept) => Promise<Got>][] = [
  ['GET /api/fiche/', (who) => who.get('/api/fiche/?page_size=100')],
  ['GET /api/fiche/', (who) => who.get(`/api/fiche/?fields=${everything}&page_size=100`)],
  ['GET /api/fiche/', (who) => who.get('/api/fiche/?expand=chef_zq,amis_zq&page_size=100')],
  ['GET /api/fiche/', (who) => who.get('/api/fiche/?expand=created_by&page_size=100')],
  ['GET /api/fiche/', (who, row) => who.get(`/api/fiche/?id=${row.id}`)],
  ['GET /api/fiche/', (who) => who.get('/api/fiche/?page_size=2')],
  ['GET /api/fiche/', (who) => who.get('/api/fiche/?search=zqt&page_size=100')],
  ['GET /api/fiche/', (who) => who.get(`/api/fiche/?as_of=${new Date().toISOString()}&page_size=100`)],
  ['GET /api/fiche/', (who) => who.get('/api/fiche/?trash=1&page_size=100')],
  ...['titre', ...secretFields, 'created_by'].map((field): [string, (who: Caller) => Promise<Got>] => [
    'GET /api/fiche/summary/',
    (who) => who.get(`/api/fiche/summary/?group_by=${field}`),
  ]),
  [
    'GET /api/fiche/summary/',
    (who) => who.get('/api/fiche/summary/?measures=min:salaire_zq,max:salaire_zq,sum:salaire_zq'),
  ],
  ['GET /api/lien/summary/', (who) => who.get('/api/lien/summary/?group_by=fiche')],
  ['GET /api/fiche/{id}/', (who, row) => who.get(`/api/fiche/${row.id}/`)],
  ['GET /api/fiche/{id}/', (who, row) => who.get(`/api/fiche/${row.id}/?fields=${everything}`)],
  ['GET /api/fiche/{id}/', (who, row) => who.get(`/api/fiche/${row.id}/?expand=chef_zq,amis_zq`)],
  ['GET /api/fiche/{id}/history/', (who, row) => who.get(`/api/fiche/${row.id}/history/`)],
  ['GET /api/fiche/{id}/allowed/', (who, row) => who.get(`/api/fiche/${row.id}/allowed/`)],
  ['GET /api/fiche/export/', (who) => who.get('/api/fiche/export/?format=csv')],
  ['GET /api/fiche/export/', (who) => who.get('/api/fiche/export/?format=json')],
  [
    'GET /api/fiche/export/',
    (who) => who.get(`/api/fiche/export/?format=csv&header=label&fields=${everything}`),
  ],
  ['GET /api/fiche/imports/', (who) => who.get('/api/fiche/imports/')],
  ['GET /api/lien/', (who) => who.get('/api/lien/?expand=fiche&page_size=100')],
  ['PATCH /api/fiche/{id}/', (who, row) => who.patch(`/api/fiche/${row.id}/`, {})],
  ['PATCH /api/fiche/{id}/', (who, row) => who.patch(`/api/fiche/${row.id}/`, { version: 999 })],
  ['PATCH /api/fiche/{id}/', (who, row) => who.patch(`/api/fiche/${row.id}/`, {}, { 'if-match': '"999"' })],
  [
    'PUT /api/fiche/{id}/',
    (who, row) => who.put(`/api/fiche/${row.id}/`, { titre: row.values.titre, motif: 'x' }),
  ],
  ['DELETE /api/fiche/{id}/', (who, row) => who.delete(`/api/fiche/${row.id}/`, { 'if-match': '"999"' })],
  ['POST /api/fiche/{id}/restore/', (who, row) => who.post(`/api/fiche/${row.id}/restore/`, { version: 1 })],
  ['POST /api/fiche/', (who) => who.post('/api/fiche/', {})],
  [
    'POST /api/fiche/bulk/',
    (who, row) => bulk(who, { ids: [row.id], values: { motif: 'y' }, dry_run: true }),
  ],
  ['POST /api/fiche/bulk/', (who, row) => bulk(who, { ids: [row.id], values: { motif: 'x' } })],
]

const bulk = (who: Caller, more: Record<string, Json>) =>
  who.post('/api/fiche/bulk/', { action: 'update', ...more } as Json)

/** Questions whose answer must not depend on whether the guess is right. */
export type Guess = (who: Caller, field: FieldName, guess: Json, row: Kept) => Promise<Got>
const text = (guess: Json): string => encodeURIComponent(String(Array.isArray(guess) ? guess[0] : guess))

const byOperator = (op: string): [string, Guess] => [
  'GET /api/fiche/',
  (who, field, guess) => who.get(`/api/fiche/?${field}${op}=${text(guess)}`),
]

/** Of a field that shows in all the rows that one sees, these tell no more than the rows do. */
export const comparisons: readonly [address: string, ask: Guess][] = [
  ...['__gte', '__lte', '__ne'].map(byOperator),
  [
    'GET /api/fiche/',
    (who, field, guess) => who.get(`/api/fiche/?where=${json({ not: leaf(field, guess) })}`),
  ],
]

/** So does writing a field that one may write, but for what must be unique. */
export const writings: readonly [address: string, ask: Guess][] = [
  ['POST /api/fiche/', (who, field, guess) => who.post('/api/fiche/', { titre: 'zqt-neuf', [field]: guess })],
]

export const guesses: readonly [address: string, ask: Guess][] = [
  ...['', '__startswith', '__contains', '__in'].map(byOperator),
  ['GET /api/fiche/', (who, field, guess) => who.get(`/api/fiche/?where=${json(leaf(field, guess))}`)],
  ['GET /api/fiche/', (who, field) => who.get(`/api/fiche/?ordering=${field}&fields=id`)],
  ['GET /api/fiche/', (who, field, guess) => who.get(`/api/fiche/?trash=1&${field}=${text(guess)}`)],
  ['GET /api/fiche/', (who, _, guess) => who.get(`/api/fiche/?search=${text(guess)}`)],
  ['GET /api/fiche/export/', (who, field, guess) => who.get(`/api/fiche/export/?${field}=${text(guess)}`)],
  ['GET /api/fiche/summary/', (who, field, guess) => who.get(`/api/fiche/summary/?${field}=${text(guess)}`)],
  [
    'GET /api/fiche/summary/',
    (who, field, guess) => who.get(`/api/fiche/summary/?where=${json({ not: leaf(field, guess) })}`),
  ],
  ['GET /api/lien/', (who, field, guess) => who.get(`/api/lien/?fiche__${field}=${text(guess)}`)],
  [
    'GET /api/lien/',
    (who, field, guess) => who.get(`/api/lien/?where=${json(leaf(`fiche__${field}`, guess))}`),
  ],
  [
    'PATCH /api/fiche/{id}/',
    (who, field, guess, row) => who.patch(`/api/fiche/${row.id}/`, { [field]: guess }),
  ],
  [
    'PUT /api/fiche/{id}/',
    (who, field, guess, row) =>
      who.put(`/api/fiche/${row.id}/`, { titre: row.values.titre, motif: 'x', [field]: guess }),
  ],
  [
    'POST /api/fiche/bulk/',
    (who, field, guess) => bulk(who, { where: leaf(field, guess), values: { motif: 'x' }, dry_run: true }),
  ],
  [
    'POST /api/fiche/bulk/',
    (who, field, guess, row) => bulk(who, { ids: [row.id], values: { [field]: guess }, dry_run: true }),
  ],
]

const leaf = (field: string, guess: Json): Json => ({
  field,
  op: Array.isArray(guess) ? 'contains' : 'eq',
  value: Array.isArray(guess) ? guess[0]! : guess,
})

/** A rehearsal of an import, by a key: its report tells which rows are there. */
export async function importing(who: Caller, field: FieldName, guess: Json): Promise<Got> {
  const form = new FormData()
  form.append('dry_run', 'true')
  form.append('match', field)
  form.append('on_error', 'skip')
  form.append('file', new Blob([`titre;${field}\nzqt-neuf;${String(guess)}\n`]), 'fiches.csv')
  const began = await who.post('/api/fiche/import/', form)
  if (began.status !== 202) return began
  for (;;) {
    const got = await who.get(`/api/imports/${began.body.import}/`)
    if (['done', 'failed'].includes(got.body.status)) {
      const { id: _, created_at: _c, done_at: _d, size: _s, ...report } = got.body
      return { ...got, body: report }
    }
    await sleep(30)
  }
}

/** What is stored, whoever asks. */
export async function storedRows(
  admin: Caller,
  there: Caller,
): Promise<ReadonlyMap<number, Record<string, Json>>> {
  const lists = [admin, there].map((by) =>
    expecting(200, by.get(`/api/fiche/?page_size=100&ordering=id&fields=id,${everything},created_at`)),
  )
  const rows = (await Promise.all(lists)).flatMap(({ results }) => results as Record<string, Json>[])
  return new Map(rows.map((row) => [row.id as number, row]))
}
