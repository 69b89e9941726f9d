import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import { isProblem } from '#model/problem.ts'
import { locale } from '../../../tests/support/structure.ts'
import { convertValue } from './convert.ts'
import { keepsValues } from './same-values.ts'

const field = (type: string, more: object = {}): Field =>
  ({ id: 1, slug: 'x', label: { fr: 'x' }, type, ...more }) as Field
const text = field('text')
const decimal = field('decimal', { digits: 12, places: 2 })

const cases: readonly (readonly [string, Field, Field, Json, Json])[] = [
  ['what a person wrote is read as people write', text, decimal, '12 500,50', '12500.50'],
  ['a blank text was never a value', text, decimal, '  ', null],
  ['what nobody can read is a problem', text, decimal, 'environ 30', 'problem'],
  ['a number is written as people do', decimal, text, '12500.50', '12 500,50'],
  ['a decimal without cents is an integer', decimal, field('integer'), '12.00', 12],
  ['one with cents is not', decimal, field('integer'), '12.50', 'problem'],
  ['an integer is a decimal', field('integer'), decimal, 12, '12.00'],
  ['yes is oui', field('boolean'), text, true, 'oui'],
  ['oui is yes', text, field('boolean'), 'Oui', true],
  ['a day is written as in French', field('date'), text, '2026-12-31', '31/12/2026'],
  ['and read so', text, field('date'), '31/12/2026', '2026-12-31'],
  ['a day begins at midnight', field('date'), field('datetime'), '2026-12-31', '2026-12-31T00:00:00+00:00'],
  ['an instant falls on a day', field('datetime'), field('date'), '2026-12-31T22:00:00+00:00', '2026-12-31'],
  [
    'a label is its choice',
    text,
    field('choice', { options: [{ value: 'en_cours', label: { fr: 'En cours' } }] }),
    'en cours',
    'en_cours',
  ],
  ['json is written out', field('json'), text, { a: 1 }, '{"a":1}'],
  ['nothing stays nothing', decimal, text, null, null],
]

for (const [says, from, to, value, expected] of cases) {
  test(`${says}: ${JSON.stringify(value)}`, () => {
    const converted = convertValue(from, to, value, locale)
    const outcome = isProblem(converted) ? 'problem' : converted.value
    assert.deepEqual(typeof outcome === 'string' ? outcome.replace(/\s/g, ' ') : outcome, expected)
  })
}

test('a column stays where every value that it may hold is still one', () => {
  const keeps = (from: Field, to: Field) => assert.equal(keepsValues(from, to), true)
  const moves = (from: Field, to: Field) => assert.equal(keepsValues(from, to), false)
  keeps(text, field('long_text'))
  moves(field('long_text'), text)
  keeps(field('text', { max: 20 }), field('text', { max: 30 }))
  moves(field('text', { max: 30 }), field('text', { max: 20 }))
  moves(text, field('text', { pattern: '[A-Z]+' }))
  keeps(field('email'), text)
  moves(text, field('email'))
  keeps(decimal, field('decimal', { digits: 14, places: 2 }))
  moves(decimal, field('decimal', { digits: 10, places: 2 }))
  moves(decimal, field('decimal', { digits: 14, places: 3 }))
  keeps(field('integer', { min: 0, max: 9 }), field('integer', { min: 0 }))
  moves(field('integer', { min: 0 }), field('integer', { min: 0, max: 9 }))
  keeps(field('rating', { max: 5 }), field('rating', { max: 10 }))
  moves(field('rating', { max: 10 }), field('rating', { max: 5 }))
  moves(field('money', { currency: 'XOF' }), field('money', { currency: 'EUR' }))
  moves(field('reference', { table: 'a' }), field('reference', { table: 'b' }))
  moves(field('auto_number'), field('auto_number', { prefix: 'F-' }))
  keeps(
    field('choice', { options: [{ value: 'a', label: { fr: 'A' } }] }),
    field('choice', { table: 'choix' }),
  )
})
