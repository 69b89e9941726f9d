import fc from 'fast-check'
import type { Json, JsonObject } from '#model/json.ts'

// A table with a field of nearly every type and rules of every kind, and what strangers may send it.

/** What may come for a field. */
interface Offers {
  readonly field: JsonObject
  readonly good: readonly Json[]
  /** Refused however it comes: as JSON, or as a person would write it in a cell. */
  readonly bad: readonly Json[]
  /** Refused in JSON; a cell cannot hold it, or would be understood. */
  readonly wireBad: readonly Json[]
}

export const targets = [1, 2, 3, 4, 5, 6]
export const missingId = 900_001
/** What the first row of each table holds already. */
export const taken = { numero: 'PRIS', serie: 'A', rang: 1 }

/** Stands for a value that no other record has. */
const fresh = '#'
const long = 'très long '.repeat(40)
const offers: readonly Offers[] = [
  {
    field: { slug: 'nom', type: 'text', required: true, max: 40 },
    good: ['Awa', 'Awa', ' Koné & fils ', 'Auto 12', "l'Été", '=1+1', "'=x", 'a;"b"', 'x', 'Ça va ?'],
    bad: [long],
    wireBad: [12, 'a\nb', 'a\0b', '\ud800', { a: 1 }, ['Awa'], true],
  },
  {
    field: { slug: 'code', type: 'text', pattern: '[A-Z]{2}-\\d{3}' },
    good: ['CI-001', 'ML-220', 'BF-999'],
    bad: ['ci-1', 'CI-0001'],
    wireBad: [1],
  },
  {
    field: { slug: 'numero', type: 'text', unique: true },
    good: [fresh],
    bad: [taken.numero],
    wireBad: [3],
  },
  { field: { slug: 'serie', type: 'text' }, good: ['A', 'B'], bad: [], wireBad: [] },
  { field: { slug: 'rang', type: 'integer' }, good: [fresh], bad: [], wireBad: [] },
  {
    field: { slug: 'resume', type: 'long_text', max: 200 },
    good: ['Deux\nlignes', 'sans lieu', 'SANS LIEU !', 'a\r\nb', '  espaces  ', '{}'],
    bad: [long],
    wireBad: [0, []],
  },
  {
    field: { slug: 'quantite', type: 'integer', min: 0, max: 100 },
    good: [0, 1, 49, 50, 100, '12', '007'],
    bad: [-1, 101, '-5'],
    wireBad: ['douze', 1.5, true, '1 000', 1e30, [3]],
  },
  {
    field: { slug: 'mesure', type: 'decimal', digits: 8, places: 2, min: 0 },
    good: [0, 12.5, '12.50', '999999.99', '0.10', 3],
    bad: ['-0.01', '1.5555', '1000000.00'],
    wireBad: ['cher', true, { lat: 1 }, '12,50'],
  },
  {
    field: { slug: 'prix', type: 'money', currency: 'XOF', min: 0 },
    good: [0, 12500, '300'],
    bad: [-1, '-300'],
    wireBad: ['12 500 F', 12.5, []],
  },
  {
    field: { slug: 'cout', type: 'money', currency: 'EUR' },
    good: ['12.50', 3, -0.5, '0.01', '-7.00'],
    bad: ['0.001', '99999999999999999.00'],
    wireBad: ['douze', false],
  },
  {
    field: { slug: 'actif', type: 'boolean', default: true },
    good: [true, false, 'true', 'false', false],
    bad: [],
    wireBad: ['peut-être', 1, 0, 'oui'],
  },
  {
    field: { slug: 'jour', type: 'date', min: '2020-01-01', max: '2030-12-31' },
    good: ['2020-01-01', '2024-02-29', '2026-07-14', '2030-12-31', '2029-01-02'],
    bad: ['2019-12-31', '2031-01-01'],
    wireBad: ['31/12/2026', '2026-02-31', 20260714, 'demain'],
  },
  {
    field: { slug: 'instant', type: 'datetime' },
    good: ['2026-07-14T10:00:00Z', '2026-07-14T12:30:00+02:00', '1999-12-31T23:59:00+00:00'],
    bad: [],
    wireBad: ['2026-07-14', '2026-07-14T10:00', 1, 'hier'],
  },
  {
    field: {
      slug: 'priorite',
      type: 'choice',
      options: [
        { value: 'basse', label: { fr: 'Faible' } },
        { value: 'normale', label: { fr: 'Ordinaire' } },
        { value: 'haute', label: { fr: 'Pressante' } },
      ],
      default: 'normale',
    },
    good: ['basse', 'normale', 'haute'],
    bad: ['urgente'],
    wireBad: [1, ['basse'], 'haute\0'],
  },
  {
    field: { slug: 'statut', type: 'choice', table: 'choix', category: 'statut_devis' },
    good: ['brouillon', 'envoye', 'refuse', 'refuse', 'accepte'],
    bad: ['en_cours', 'inconnu'],
    wireBad: [2, { valeur: 'refuse' }, ' '],
  },
  {
    field: { slug: 'etape', type: 'choice', options: ['debut', 'milieu', 'fin'] },
    good: ['debut', 'milieu', 'fin'],
    bad: ['apres'],
    wireBad: [false],
  },
  {
    field: { slug: 'palier', type: 'choice', options: ['petit', 'gros'] },
    good: ['petit', 'gros'],
    bad: ['moyen'],
    wireBad: [{}],
  },
  {
    field: { slug: 'cible', type: 'reference', table: 'cibles' },
    good: [1, 2, 3, 4, 5, 6, '2'],
    bad: [missingId],
    wireBad: [0, -1, 1.5, true, {}, [1], { id: 1 }],
  },
  {
    field: { slug: 'cibles', type: 'references', table: 'cibles' },
    good: [[1], [3, 1, 2], ['4', 5], []],
    bad: [[2, missingId]],
    wireBad: [[1, 1], [0], [null], 3, true, {}, [[1]], [{ id: 2 }], [2, 1.5]],
  },
  {
    field: { slug: 'telephone', type: 'phone' },
    good: ['+2250707123456', '07 07 12 34 56', '+33612345678'],
    bad: ['123', 'appelez-moi'],
    wireBad: [707123456],
  },
  {
    field: { slug: 'courriel', type: 'email' },
    good: ['awa@exemple.ci', 'Awa.Kone@EXEMPLE.CI'],
    bad: ['awa', 'awa@', '@exemple.ci'],
    wireBad: [0, 'a b@c.ci'],
  },
  {
    field: { slug: 'site_web', type: 'url' },
    good: ['https://exemple.ci', 'HTTP://Exemple.CI/Page?x=1'],
    bad: ['ftp://exemple.ci', 'pas une adresse'],
    wireBad: [7, 'exemple.ci'],
  },
  {
    field: { slug: 'adresse', type: 'slug', from: 'nom' },
    good: ['pagne-wax', 'x-1'],
    bad: ['bulk', '123'],
    wireBad: ['Pagne Wax', 9],
  },
  {
    field: { slug: 'donnees', type: 'json' },
    good: [{ a: 1, b: [true, null] }, [1, 2], 'texte', '', 0, false, { b: 2, a: -0.5 }],
    bad: [],
    wireBad: [{ a: '\0' }, ['\ud800']],
  },
  {
    field: { slug: 'lieu', type: 'location' },
    good: [
      { lat: 5.36, lng: -4.008 },
      { lat: '14.5', lng: '-17.25' },
      { lng: 0, lat: 0 },
    ],
    bad: [],
    wireBad: [{ lat: 95, lng: 0 }, { lat: 1 }, [5, 4], '5.36, -4.008', { lat: 1, lng: 2, alt: 3 }],
  },
  {
    field: { slug: 'motif', type: 'long_text' },
    good: ['Trop cher', 'Trop tard'],
    bad: [],
    wireBad: [true],
  },
  {
    field: { slug: 'note', type: 'rating', max: 5 },
    good: [1, 3, 4, 5, '2'],
    bad: [0, 6],
    wireBad: ['4/5', 2.5, true],
  },
]

const is = (field: string, value: Json) => ({ field, op: 'eq', value })
const none = (field: string) => ({ field, op: 'isnull', value: true })
const rule = (field: string, when: JsonObject, then: JsonObject): JsonObject => ({ field, when, then })

/** Every effect, chains of rules, later ones that take back, the day, and what the engine knows of a row. */
const rules: JsonObject[] = [
  rule('resume', { not: is('statut', 'refuse') }, { hidden: false }),
  rule('motif', { not: is('statut', 'refuse') }, { hidden: true }),
  rule('motif', is('statut', 'refuse'), { required: true }),
  rule('mesure', is('actif', false), { readonly: true }),
  rule('etape', is('priorite', 'basse'), { options: ['debut', 'fin'] }),
  rule('etape', { all: [is('priorite', 'basse'), is('actif', true)] }, { options: ['debut'] }),
  rule('palier', { field: 'quantite', op: 'gte', value: 50 }, { value: 'gros' }),
  rule('palier', { field: 'quantite', op: 'range', value: [1, 10] }, { value: null }),
  rule('site_web', { all: [none('courriel'), is('actif', false)] }, { required: true }),
  rule('cible', is('priorite', 'haute'), { hidden: true }),
  rule('cibles', { all: [none('cible'), is('palier', 'gros')] }, { required: true }),
  rule('cibles', { field: 'nom', op: 'startswith', value: 'Ko' }, { hidden: true, required: true }),
  rule('lieu', { field: 'resume', op: 'icontains', value: 'sans lieu' }, { hidden: true }),
  rule('jour', { all: [none('instant'), { field: 'note', op: 'gte', value: 4 }] }, { required: true }),
  rule('note', { field: 'jour', op: 'lt', value: { var: 'today' } }, { readonly: true }),
  rule('donnees', { field: 'nom', op: 'startswith', value: 'Auto' }, { value: { auto: true } }),
  rule('prix', { field: 'cibles', op: 'contains', value: 3 }, { readonly: true }),
  rule('prix', { field: 'cout', op: 'gt', value: '0.00' }, { readonly: false, required: true }),
  rule('cout', { field: 'version', op: 'gte', value: 4 }, { readonly: true }),
  rule('code', { not: { field: 'created_by', op: 'eq', value: { var: 'me' } } }, { hidden: true }),
  rule('adresse', { field: 'created_at', op: 'gt', value: '2020-01-01T00:00:00Z' }, { required: true }),
]

export const definitionOf = (slug: string): JsonObject => ({
  slug,
  fields: [...offers.map(({ field }) => field), { slug: 'suivi', type: 'auto_number', prefix: 'D-' }],
  rules,
  unique: [['serie', 'rang']],
})

export type Manner = 'json' | 'csv'

/** Some fields, well filled or emptied; in two records of five, one to three values that are wrong. */
function records(manner: Manner): fc.Arbitrary<JsonObject> {
  const spoilt = offers.flatMap(({ field, bad, wireBad }) =>
    (manner === 'json' ? [...bad, ...wireBad] : bad).map(
      (value): JsonObject => ({ [String(field.slug)]: value }),
    ),
  )
  const others = { serie: taken.serie, rang: taken.rang }
  spoilt.push(others, others, { numero: taken.numero })
  const spoils = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(fc.constantFrom(...spoilt), { minLength: 1, maxLength: 3 }) },
  )
  return fc
    .tuple(fc.record(Object.fromEntries(offers.map((offer) => [offer.field.slug, values(offer)]))), spoils)
    .map(([record, wrong]) => oneTaken(Object.assign(given(record), ...wrong)))
}

function values({ field, good }: Offers): fc.Arbitrary<Json | undefined> {
  const absent = field.slug === 'nom' ? 1 : field.slug === 'motif' ? 80 : 30
  return fc.oneof(
    { weight: absent, arbitrary: fc.constant(undefined) },
    { weight: 10, arbitrary: fc.constantFrom(...good) },
    { weight: field.slug === 'nom' ? 0 : 1, arbitrary: fc.constantFrom(null, '') },
  )
}

const given = (record: Record<string, Json | undefined>): JsonObject =>
  Object.fromEntries(
    Object.entries(record).flatMap(([slug, value]) => (value === undefined ? [] : [[slug, value]])),
  )

/** The values that another row has already, by what they are called together; the first alone counts. */
export const takenIn = (record: JsonObject): readonly string[] =>
  record.numero === taken.numero ? ['numero'] : record.rang === taken.rang ? ['serie', 'rang'] : []

/** PostgreSQL names the first thing that it refuses: a record has one at most. */
function oneTaken(record: JsonObject): JsonObject {
  const { numero, rang, ...rest } = record
  if (numero === taken.numero && record.cible === missingId) return oneTaken({ ...rest, rang: rang ?? null })
  if (rang === taken.rang && (record.cible === missingId || numero === taken.numero))
    return { ...rest, ...(numero !== undefined && { numero }) }
  return record
}

let made = 0

/** Always the same for the same seed, but for the values that no other record has. */
export const sample = (manner: Manner, count: number, seed: number): JsonObject[] =>
  fc.sample(records(manner), { numRuns: count, seed }).map((record) => ({
    ...record,
    ...(record.numero === fresh && { numero: `N-${++made}` }),
    ...(record.rang === fresh && { rang: 1000 + ++made }),
  }))
