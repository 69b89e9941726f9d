import fc from 'fast-check'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { systemFields } from '#model/fields/system.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { parseTable } from '#model/parse-table.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { Operator } from '#model/where.ts'

/** A table made of a definition, as the catalog would make it. */
export function tableOf(id: number, definition: JsonObject): Table {
  const parsed = parseTable(definition, { origin: 'code' })
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  const fields = parsed.draft.fields.map((field, i) => ({ ...field, id: i + 1 }) as Field)
  return { ...parsed.draft, fields, id, owner: null, origin: 'code', version: 1 }
}

export const targets = tableOf(902, {
  slug: 'cibles',
  fields: [
    { slug: 'nom', type: 'text' },
    { slug: 'prix', type: 'decimal', digits: 8, places: 3 },
    { slug: 'jour', type: 'date' },
    { slug: 'amis', type: 'references', table: 'cibles' },
  ],
})

/** One field of each type, two where the form depends on the settings. */
export const samples = tableOf(901, {
  slug: 'essais',
  fields: [
    { slug: 'nom', type: 'text' },
    { slug: 'note', type: 'long_text' },
    { slug: 'nombre', type: 'integer' },
    { slug: 'prix', type: 'decimal', digits: 14, places: 2 },
    { slug: 'mesure', type: 'decimal', digits: 38, places: 10 },
    { slug: 'francs', type: 'money', currency: 'XOF' },
    { slug: 'euros', type: 'money', currency: 'EUR' },
    { slug: 'actif', type: 'boolean' },
    { slug: 'jour', type: 'date' },
    { slug: 'instant', type: 'datetime' },
    { slug: 'statut', type: 'choice', options: ['basse', 'haute', 'très haute'] },
    { slug: 'cible', type: 'reference', table: 'cibles' },
    { slug: 'cibles', type: 'references', table: 'cibles' },
    { slug: 'chef', type: 'reference', table: 'users' },
    { slug: 'telephone', type: 'phone' },
    { slug: 'courriel', type: 'email' },
    { slug: 'site', type: 'url' },
    { slug: 'adresse', type: 'slug' },
    { slug: 'donnees', type: 'json' },
    { slug: 'lieu', type: 'location' },
    { slug: 'etoiles', type: 'rating', max: 5 },
    { slug: 'numero', type: 'auto_number' },
    { slug: 'facture', type: 'auto_number', prefix: 'FAC-', padding: 3 },
    { slug: 'texte', type: 'rich_text' },
  ],
})

export const today = '2026-07-14'
export const team: readonly number[] = [1, 2]
export const me = 3

const sameLetters = [
  'école',
  'ECOLE',
  'Ecole',
  'e\u0301cole',
  'Straße',
  'STRASSE',
  'œuf',
  'OEUF',
  'Œuf',
  'Σίσυφος',
  'ΣΊΣΥΦΟΣ',
  'σίσυφοσ',
  'İstanbul',
  'istanbul',
  'ISTANBUL',
  'ıstanbul',
  'ﬁn',
  'fin',
  'Kɔnɛ',
  'Koné',
  'kone',
  'Ǆ',
  'ǆ',
  'l’été',
  "l'ete",
  '12\u00a0500',
  '12 500',
  '100%',
  '100_',
  '100x',
  'a\\b',
  'a\\',
  '%',
  '_',
  '\\',
  '👩‍👩‍👧',
  '👩',
  '❤️',
  '❤',
  '𝕏',
  'é',
  'e',
  '\u0301',
  '"cité"',
  '{x,y}',
  'NULL',
  'null',
  '; drop table',
  '한국',
  '한',
  '\u1112\u1161\u11ab',
  'ก็',
  '٣',
  '\ufdfa',
]
const texts = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...sameLetters) },
  fc.string({ unit: fc.constantFrom(...'aàÀeéEÉœß%_\\ 👩\u0301İσς'), maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const richTexts = fc.constantFrom(
  '<p>éco<strong>le</strong></p><p>Été</p>',
  '<ul><li>a<br>b</li></ul>',
  '<p><a href="https://exemple.ci/?a=1&amp;b=2">100%</a> &lt;p&gt; &amp;amp;</p>',
)
const integers = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 42, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
  fc.integer({ min: -3, max: 3 }),
)
const scaled = (digits: number, places: number): fc.Arbitrary<string> => {
  const widest = '9'.repeat(digits - places)
  const point = (whole: string) => (places === 0 ? whole : `${whole}.${'9'.repeat(places)}`)
  const edge = [
    point(widest),
    `-${point(widest)}`,
    '0',
    '-0',
    '0.1',
    '0.10',
    '-0.1',
    '00.2',
    '1',
    '1.0',
    '-1',
    '2',
    '10',
    '9',
    '-10',
    '-9',
  ]
  return fc.oneof(
    fc.constantFrom(...edge),
    fc.integer({ min: -30, max: 30 }).map((tenths) => (tenths / 10).toFixed(1)),
  )
}
const days = fc.constantFrom(
  '0001-01-01',
  '1582-10-10',
  '1969-12-31',
  '2024-02-29',
  '2026-07-13',
  today,
  '2026-07-15',
  '9999-12-31',
)
const instants = fc.constantFrom(
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59.999999Z',
  '1970-01-01T00:00:00Z',
  '2026-07-14T10:00:00Z',
  '2026-07-14T10:00:00.5Z',
  '2026-07-14T10:00:00.05+00:00',
  '2026-07-14T12:00:00+02:00',
  '2026-07-14T04:30:00-05:30',
  '2026-07-14T10:00:00.123456Z',
  '9999-12-31T23:59:59.999999Z',
)
const ids = fc.integer({ min: 1, max: 6 })

/** What may be sent for a field, or asked of it. */
function inputs(field: Field): fc.Arbitrary<Json> {
  switch (field.type) {
    case 'text':
    case 'long_text':
      return texts
    case 'rich_text':
      return fc.oneof(texts, richTexts)
    case 'integer':
      return field.id < 0 ? fc.integer({ min: 0, max: 60 }) : integers
    case 'decimal':
      return scaled(field.digits, field.places)
    case 'money':
      return field.currency === 'EUR' ? scaled(12, 2) : integers
    case 'boolean':
      return fc.boolean()
    case 'date':
      return days
    case 'datetime':
      return instants
    case 'choice':
      return fc.constantFrom(...field.options!.map(({ value }) => value))
    case 'reference':
      return ids
    case 'references':
      return fc.uniqueArray(ids, { maxLength: 3 })
    case 'phone':
      return fc.constantFrom('+2250707123456', '+22507071234', '+33612345678', '+22961234567')
    case 'email':
      return fc.constantFrom('awa@exemple.ci', 'Awa@Exemple.CI', 'a.b+c@d.org')
    case 'url':
      return fc.constantFrom('https://exemple.ci/', 'https://exemple.ci/a_b', 'https://exemple.ci/a%20b')
    case 'slug':
      return fc.constantFrom('telephone-hp', 'telephone-hp-15', 'hp')
    case 'json':
      return fc.constantFrom<Json>({ a: 1 }, [], 'x', 0, false, '')
    case 'location':
      return fc.constant({ lat: 5.36, lng: -4.008 })
    case 'rating':
      return fc.integer({ min: 1, max: 5 })
    case 'auto_number':
      return field.prefix === undefined
        ? fc.integer({ min: 0, max: 12 })
        : fc.constantFrom('FAC-001', 'FAC-002', 'FAC-010', 'FAC-999', 'FAC-1000')
  }
}

/** A value in wire form; null every fourth time, and where the input is refused. */
function values(field: Field): fc.Arbitrary<Json> {
  const empty = field.type === 'references' ? [] : null
  return fc.option(inputs(field), { nil: empty, freq: 4 }).map((input) => {
    if (input === empty) return empty
    const parsed = fieldTypeOf(field).parse(field, input)
    return 'value' in parsed ? parsed.value : empty
  })
}

export const rows = (table: Table): fc.Arbitrary<Row> =>
  fc.record(Object.fromEntries(table.fields.map((field) => [field.slug, values(field)])))

const parts = fc.oneof(texts, fc.constantFrom('', 'FAC', '0', '+225', '-', 'exemple', 'hp', '.'))

function asked(field: Field, op: Operator): fc.Arbitrary<Json | undefined> {
  if (op === 'isnull') return fc.constantFrom(undefined, true, false)
  const one: fc.Arbitrary<Json> = field.type === 'references' ? ids : inputs(field)
  if (op === 'contains' || op === 'icontains' || op === 'startswith')
    return field.type === 'references' ? ids : parts
  const variable = fc.constant({ var: field.type === 'date' ? 'today' : 'me' })
  const fits = field.type === 'date' || ('table' in field && field.table === 'users')
  const either = fits ? fc.oneof({ weight: 3, arbitrary: one }, variable) : one
  if (op === 'in') {
    const list: fc.Arbitrary<Json> = fc.array(either, { maxLength: 4 })
    const isUser = 'table' in field && field.table === 'users'
    return isUser ? fc.oneof({ weight: 3, arbitrary: list }, fc.constant({ var: 'my_team' })) : list
  }
  return op === 'range' ? fc.tuple(either, either).map((pair) => [...pair]) : either
}

const leavesOf = (table: Table, prefix: string): fc.Arbitrary<JsonObject> =>
  fc
    .constantFrom(...table.fields, ...(prefix === '' ? systemFields : []))
    .chain((field) => fc.tuple(fc.constant(field), fc.constantFrom(...fieldTypeOf(field).operators)))
    .chain(([field, op]) =>
      asked(field, op).map((value) => ({
        field: prefix + field.slug,
        op,
        ...(value === undefined ? {} : { value }),
      })),
    )

/** Conditions as a stranger would send them; with `hop`, some look beyond the reference `cible`. */
export function conditions(table: Table, hop?: Table): fc.Arbitrary<JsonObject> {
  const leaf = hop
    ? fc.oneof({ weight: 3, arbitrary: leavesOf(table, '') }, leavesOf(hop, 'cible__'))
    : leavesOf(table, '')
  const { where } = fc.letrec<{ where: JsonObject }>((tie) => {
    const list = fc.array(tie('where'), { maxLength: 3 })
    return {
      where: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        leaf,
        list.map((all) => ({ all })),
        list.map((any) => ({ any })),
        tie('where').map((not) => ({ not })),
      ),
    }
  })
  return where
}
