import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wellSaid } from '../tests/support/field-promises.ts'
import { rows, samples, tableOf } from '../tests/support/where-cases.ts'
import { type CheckRow, checkRow } from './check-row.ts'
import type { Json } from './json.ts'
import type { Row } from './row.ts'

const env = { me: 1, today: '2026-07-14' }
const refused = { field: 'statut', op: 'eq', value: 'refuse' }
const table = tableOf(1, {
  slug: 'devis',
  fields: [
    { slug: 'numero', type: 'auto_number', prefix: 'D-', padding: 3 },
    { slug: 'nom', type: 'text', required: true, aliases: ['name', 'titre'] },
    { slug: 'montant', type: 'decimal', digits: 10, places: 2, default: 0 },
    { slug: 'statut', type: 'choice', options: ['brouillon', 'envoye', 'refuse'], default: 'brouillon' },
    { slug: 'motif', type: 'long_text' },
    { slug: 'vues', type: 'integer', readonly: true, default: 0 },
    { slug: 'vu_le', type: 'datetime', readonly: true },
    { slug: 'etiquettes', type: 'references', table: 'etiquettes' },
    { slug: 'pays', type: 'choice', table: 'choix', category: 'pays' },
    { slug: 'suite', type: 'json' },
    { slug: 'adresse', type: 'slug' },
  ],
  rules: [
    { field: 'motif', when: { not: refused }, then: { hidden: true } },
    { field: 'motif', when: refused, then: { required: true } },
    { field: 'montant', when: refused, then: { readonly: true } },
    { field: 'suite', when: { field: 'nom', op: 'eq', value: 'auto' }, then: { value: { fait: true } } },
    {
      field: 'statut',
      when: { field: 'nom', op: 'startswith', value: 'Clos' },
      then: { options: ['envoye', 'refuse'] },
    },
  ],
})

type Options = Partial<Omit<CheckRow, 'input'>>
const check = (input: unknown, options: Options = {}) =>
  checkRow({ table, before: null, env, mode: 'wire', input, ...options })

function saved(input: unknown, options: Options = {}): { row: Row; changed: Row } {
  const outcome = check(input, options)
  assert.ok('row' in outcome, JSON.stringify(outcome))
  return outcome
}

/** The codes of what is wrong, by field. */
function wrong(input: unknown, options: Options = {}): Record<string, string[]> {
  const outcome = check(input, options)
  if ('row' in outcome) return {}
  Object.values(outcome.problems).flat().forEach(wellSaid)
  return Object.fromEntries(
    Object.entries(outcome.problems).map(([field, list]) => [field, list.map(({ code }) => code)]),
  )
}

const stored: Row = {
  id: 7,
  version: 3,
  created_at: '2026-07-01T10:00:00+00:00',
  updated_at: '2026-07-02T10:00:00.5+00:00',
  numero: 'D-007',
  nom: 'Toiture',
  montant: '12.50',
  statut: 'envoye',
  motif: null,
  vues: 4,
  vu_le: '2026-07-02T10:00:00+00:00',
  etiquettes: [3, 1],
  pays: 'ML',
  suite: { a: 1, b: [2] },
  adresse: null,
}

test('a new row is what was sent, defaults where nothing was', () => {
  const { row, changed } = saved({ nom: ' Toiture ', montant: 12.5 })
  assert.deepEqual(row, {
    numero: null,
    nom: 'Toiture',
    montant: '12.50',
    statut: 'brouillon',
    motif: null,
    vues: 0,
    vu_le: null,
    etiquettes: [],
    pays: null,
    suite: null,
    adresse: null,
  })
  assert.deepEqual(changed, row)
})

test('of a row that was there, what differs is told', () => {
  const { row, changed } = saved({ nom: 'Toit', montant: '12.5', etiquettes: [1, 3] }, { before: stored })
  assert.deepEqual(changed, { nom: 'Toit', etiquettes: [1, 3] })
  assert.deepEqual(row, { ...stored, nom: 'Toit', etiquettes: [1, 3] })
})

test('a row that was read may be sent back as it is', () => {
  assert.deepEqual(saved(stored, { before: stored }).changed, {})
  const suite = { b: [2], a: 1 }
  assert.deepEqual(saved({ suite, created_at: '2026-07-01T12:00:00+02:00' }, { before: stored }).changed, {})
})

test('an empty string is no value, save in JSON', () => {
  assert.deepEqual(saved({ motif: '', pays: '', suite: '' }, { before: stored }).changed, {
    pays: null,
    suite: '',
  })
  assert.deepEqual(wrong({ nom: '  ' }), { nom: ['field.required'] })
})

test('a former name is understood, an unknown one refused by name, two for one refused', () => {
  assert.equal(saved({ name: 'x' }).row.nom, 'x')
  assert.deepEqual(wrong({ nom: 'x', nome: 1 }), { nome: ['field.unknown'] })
  assert.deepEqual(wrong({ nom: 'x', titre: 'y' }), { nom: ['field.sent_twice'] })
  assert.deepEqual(wrong({ name: 'x', titre: 'y' }), { nom: ['field.sent_twice'] })
  assert.deepEqual(
    Object.entries(wrong(JSON.parse('{"nom": "x", "__proto__": {"admin": true}, "constructor": 1}'))),
    [
      ['__proto__', ['field.unknown']],
      ['constructor', ['field.unknown']],
    ],
  )
})

test('what is not an object is no row', () => {
  for (const input of [null, undefined, [], 'nom', 3])
    assert.deepEqual(wrong(input), { '': ['row.not_an_object'] })
})

test('what the server writes is accepted unchanged, refused otherwise; a verb may write it', () => {
  assert.deepEqual(wrong({ vues: 5 }, { before: stored }), { vues: ['field.readonly'] })
  assert.deepEqual(wrong({ nom: 'x', vues: 5 }), { vues: ['field.readonly'] })
  assert.deepEqual(wrong({ nom: 'x', vues: 0, id: null }), {})
  assert.deepEqual(wrong({ nom: 'x', id: 9 }), { id: ['field.readonly'] })
  assert.deepEqual(wrong({ version: 2 }, { before: stored }), { version: ['field.readonly'] })
  assert.deepEqual(wrong({ numero: 'D-008' }, { before: stored }), { numero: ['field.readonly'] })
  assert.deepEqual(saved({ numero: null }, { before: stored }).changed, {})
  assert.deepEqual(saved({ vues: 5 }, { before: stored, mode: 'system' }).changed, { vues: 5 })
  assert.deepEqual(wrong({ id: 8 }, { before: stored, mode: 'system' }), { id: ['field.readonly'] })
})

test('a hidden field is emptied; sent, it must be empty', () => {
  const before = { ...stored, statut: 'refuse', motif: 'trop cher' }
  assert.deepEqual(saved({ statut: 'envoye' }, { before }).changed, { statut: 'envoye', motif: null })
  assert.deepEqual(saved({ statut: 'envoye', motif: null }, { before }).changed, {
    statut: 'envoye',
    motif: null,
  })
  assert.deepEqual(wrong({ statut: 'envoye', motif: 'trop cher' }, { before }), { motif: ['field.hidden'] })
  assert.deepEqual(wrong({ nom: 'x', motif: 'y' }, { mode: 'system' }), { motif: ['field.hidden'] })
})

test('rules may require, close, fill and narrow', () => {
  assert.deepEqual(wrong({ statut: 'refuse' }, { before: stored }), { motif: ['field.required'] })
  assert.deepEqual(wrong({ statut: 'refuse', motif: 'x', montant: 1 }, { before: stored }), {
    montant: ['field.readonly'],
  })
  assert.deepEqual(wrong({ statut: 'refuse', motif: 'x', montant: '12.50' }, { before: stored }), {})
  assert.deepEqual(wrong({ nom: 'x', statut: 'refuse', motif: 'x', montant: 1 }), {
    montant: ['field.readonly'],
  })
  assert.deepEqual(saved({ nom: 'auto', suite: 1 }).row.suite, { fait: true })
  assert.deepEqual(wrong({ nom: 'Clos' }), { statut: ['choice.not_offered'] })
  assert.deepEqual(wrong({ nom: 'Clos', statut: 'envoye' }), {})
})

test('rules may ask who made the row, and how often it was changed; a new one is its writer’s', () => {
  const minutes = tableOf(3, {
    slug: 'comptes_rendus',
    fields: [{ slug: 'texte', type: 'text' }],
    rules: [
      {
        field: 'texte',
        when: {
          any: [
            { field: 'created_by', op: 'ne', value: { var: 'me' } },
            { field: 'version', op: 'gte', value: 5 },
          ],
        },
        then: { readonly: true },
      },
    ],
  })
  const codes = (before: Row | null) => wrong({ texte: 'x' }, { table: minutes, before })
  const closed = { texte: ['field.readonly'] }
  assert.deepEqual(codes(null), {})
  assert.deepEqual(codes({ id: 1, version: 1, created_by: 1, texte: null }), {})
  assert.deepEqual(codes({ id: 1, version: 1, created_by: 2, texte: null }), closed)
  assert.deepEqual(codes({ id: 1, version: 5, created_by: 1, texte: null }), closed)
})

test('choices out of a table are those that it holds now; what is chosen already may stay', () => {
  const choices = () => new Set(['CI', 'ML'])
  assert.equal(saved({ nom: 'x', pays: 'CI' }, { choices }).row.pays, 'CI')
  assert.deepEqual(wrong({ nom: 'x', pays: 'FR' }, { choices }), { pays: ['choice.unknown'] })
  assert.deepEqual(wrong({ pays: 'FR' }, { choices, before: { ...stored, pays: 'FR' } }), {})
  assert.deepEqual(wrong({ nom: 'x', pays: 'FR' }), {})
})

test('a slug does not take a word that addresses need', () => {
  assert.deepEqual(wrong({ nom: 'x', adresse: 'bulk' }), { adresse: ['slug.route_word'] })
})

test('all that is wrong is told at once, but rules are not asked of values that could not be read', () => {
  assert.deepEqual(wrong({ montant: 'cher', statut: 'refus', zut: 1, motif: 'x' }), {
    montant: ['decimal.invalid'],
    statut: ['choice.unknown'],
    zut: ['field.unknown'],
    nom: ['field.required'],
  })
})

test('a thousand unknown names are not a thousand problems', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`zut${i}`, i]))
  assert.equal(Object.keys(wrong(many)).length, 100)
})

const loose = tableOf(2, {
  slug: 'essais',
  fields: samples.fields.map(({ id: _, ...field }) => field) as unknown as Json,
})

test('whatever a row holds, it may be sent back, and saving it twice is saving it once', () => {
  fc.assert(
    fc.property(rows(loose), rows(loose), (before, after) => {
      const wire = { table: loose, env, mode: 'system' as const }
      const outcome = checkRow({ ...wire, before, input: after })
      assert.ok('row' in outcome, JSON.stringify(outcome))
      const again = checkRow({ ...wire, before: outcome.row, input: after })
      assert.ok('row' in again)
      assert.deepEqual(again.changed, {})
      assert.deepEqual(again.row, outcome.row)
    }),
  )
})

test('objects that pretend to be texts, and mountains of brackets, are refused in every field but JSON', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
  for (const odd of [{ toString: 1, valueOf: 1 }, deep]) {
    for (const { slug, type } of loose.fields) {
      if (type === 'json' && odd !== deep) continue
      for (const before of [null, { ...stored, [slug]: 'x' }]) {
        const outcome = checkRow({ table: loose, before, env, mode: 'system', input: { [slug]: odd } })
        assert.ok('problems' in outcome, slug)
      }
    }
  }
})

test('whatever is sent, the answer is a row or problems in good French', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...loose.fields.map(({ slug }) => slug), 'id', 'zut'), fc.jsonValue()),
      (input) => {
        const outcome = checkRow({ table: loose, before: null, env, mode: 'wire', input })
        if ('problems' in outcome) Object.values(outcome.problems).flat().forEach(wellSaid)
      },
    ),
  )
})
