import fc from 'fast-check'
import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import { tableOf } from './where-cases.ts'

/** Fields of each kind that a formula may look at. */
export const reckoned = tableOf(903, {
  slug: 'calculs',
  fields: [
    { slug: 'n', type: 'integer' },
    { slug: 'm', type: 'integer' },
    { slug: 'prix', type: 'decimal', digits: 14, places: 2 },
    { slug: 'fin', type: 'decimal', digits: 38, places: 10 },
    { slug: 'francs', type: 'money', currency: 'XOF' },
    { slug: 'euros', type: 'money', currency: 'EUR' },
    { slug: 'nom', type: 'text' },
    { slug: 'note', type: 'long_text' },
    { slug: 'actif', type: 'boolean' },
    { slug: 'jour', type: 'date' },
    { slug: 'fete', type: 'date' },
    { slug: 'instant', type: 'datetime' },
  ],
})

const values: Readonly<Record<string, readonly Json[]>> = {
  integer: [0, 1, -1, 2, 7, 100, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  text: [
    'a',
    'Koné',
    'ΣΊΣΥΦΟΣ',
    'straße',
    'İx',
    '  deux  mots ',
    '👩‍👩‍👧 é',
    'l\'été \\ "x" $1 {n}',
    'x'.repeat(900),
    'ﬁ ŉ',
  ],
  boolean: [true, false],
  date: ['0001-01-01', '1582-10-10', '1999-12-31', '2024-02-29', '2026-01-31', '2026-07-14', '9999-12-31'],
  datetime: ['1969-12-31T23:59:59.999999+00:00', '2026-07-14T10:00:00+00:00', '2026-07-14T10:00:00.5+00:00'],
  money: ['0.00', '12.50', '-0.05', '90071992547409.91'],
  francs: [0, 12_500, -7, Number.MAX_SAFE_INTEGER],
  prix: ['0.00', '0.01', '-0.01', '12.50', '999999999999.99', '3.33'],
  fin: [
    '0.0000000001',
    '-0.0000000005',
    '9999999999999999999999999999.9999999999',
    '1.5000000000',
    '-2.5000000000',
  ],
}

const valuesOf = ({ slug, type }: Field): readonly Json[] =>
  values[slug] ?? values[type === 'long_text' ? 'text' : type]!

export const reckonedRows: fc.Arbitrary<Row> = fc.record(
  Object.fromEntries(
    reckoned.fields.map((field) => [
      field.slug,
      fc.option(fc.constantFrom(...valuesOf(field)), { nil: null, freq: 5 }),
    ]),
  ),
)

type Kinds = { number: string; text: string; boolean: string; date: string }

/** Formulas of every shape, in French and English, as people write them. */
export const formulas: fc.Arbitrary<string> = fc.letrec<Kinds & { any: string }>((tie) => {
  const number = tie('number')
  const text = tie('text')
  const boolean = tie('boolean')
  const date = tie('date')
  const call = (names: readonly string[], ...args: readonly fc.Arbitrary<string>[]) =>
    fc.tuple(fc.constantFrom(...names), ...args).map(([name, ...given]) => `${name}(${given.join('; ')})`)
  const two = (signs: readonly string[], a: fc.Arbitrary<string>, b: fc.Arbitrary<string> = a) =>
    fc.tuple(a, fc.constantFrom(...signs), b).map(([left, sign, right]) => `(${left} ${sign} ${right})`)
  const nothing = fc.constantFrom('VIDE()', 'BLANK()', '""')
  const either = (one: fc.Arbitrary<string>) => fc.oneof({ weight: 6, arbitrary: one }, nothing)
  const places = fc.constantFrom('0', '1', '2', '-1', '-3', '10')
  const small = fc.constantFrom('0', '1', '3', '-2', '12', '{n}', '2.7', '400')
  const choices = (one: fc.Arbitrary<string>) => [
    call(['SI', 'if'], boolean, one, either(one)),
    call(['SI'], boolean, one),
    call(['SIVIDE', 'IFBLANK'], one, one),
  ]
  const deep = { maxDepth: 3, withCrossShrink: true } as const
  return {
    number: fc.oneof(
      deep,
      fc.constantFrom(
        '{n}',
        '{m}',
        '{prix}',
        '{fin}',
        '{francs}',
        '{euros}',
        '0',
        '1',
        '2.5',
        '1,75',
        '100',
        '18%',
      ),
      two(['+', '-', '*', '/', '%'], number),
      number.map((one) => `-${one}`),
      number.map((one) => `${one}%`),
      call(['ARRONDI', 'ROUND', 'TRONQUE', 'TRUNC'], number, places),
      call(['ENT', 'ABS', 'ROUND'], number),
      call(['SOMME', 'MIN', 'max'], number, number, either(number)),
      call(['MOD'], number, number),
      call(['ANNEE', 'année', 'MOIS', 'DAY'], date),
      call(['JOURS'], date, date),
      call(['DATEDIF'], date, date, fc.constantFrom('"j"', '"m"', '"y"')),
      call(['LONGUEUR'], text),
      two(['-'], date),
      ...choices(number),
    ),
    text: fc.oneof(
      deep,
      fc.constantFrom('{nom}', '{note}', '"x"', '"é "" {n}"', '"a\\"'),
      two(['&'], fc.oneof(text, number, date, boolean)),
      call(['CONCAT'], text, either(text), number),
      call(['MAJUSCULE', 'lower', 'SUPPRESPACE', 'GAUCHE', 'RIGHT'], text),
      call(['GAUCHE', 'DROITE'], text, small),
      call(['TEXTE'], fc.oneof(number, date, boolean)),
      call(['TEXTE'], number, fc.constantFrom('0', '2')),
      ...choices(text),
    ),
    boolean: fc.oneof(
      deep,
      fc.constantFrom('{actif}', 'VRAI', 'false', '({instant} < {instant})', 'ESTVIDE({instant})'),
      two(['=', '<>', '<', '<=', '>', '>='], number),
      two(['=', '<>', '<', '>='], date),
      two(['=', '<>'], text),
      two(['=', '<>'], fc.oneof(text, number, date), nothing),
      call(['ET', 'OR'], boolean, boolean),
      call(['NON'], boolean),
      call(['ESTVIDE'], fc.oneof(number, text, date, boolean)),
      ...choices(boolean),
    ),
    date: fc.oneof(
      deep,
      fc.constantFrom('{jour}', '{fete}'),
      two(['+', '-'], date, small),
      call(['MOIS.DECALER', 'EDATE'], date, small),
      call(['DATE'], fc.constantFrom('2026', '{n}', '0', '9999'), small, small),
      call(['MIN', 'MAX'], date, date),
      ...choices(date),
    ),
    any: fc.oneof(number, text, boolean, date),
  }
}).any
