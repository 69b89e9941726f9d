import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  accepted,
  fieldOf,
  ghanaian,
  ivoirian,
  keepsItsPromises,
  refused,
} from '../../tests/support/field-promises.ts'
import { decimal } from './decimal.ts'

const price = fieldOf(decimal, { digits: 10, places: 2 })

/** Any number of so many digits, at random places of the scale. */
const cases = fc
  .tuple(fc.integer({ min: 1, max: 38 }), fc.nat({ max: 38 }), fc.boolean())
  .chain(([digits, places, negative]) => {
    const field = fieldOf(decimal, { digits, places: Math.min(places, digits) })
    return fc.bigInt({ min: 0n, max: 10n ** BigInt(digits) - 1n }).map((units) => {
      const padded = String(units).padStart(field.places + 1, '0')
      const cut = padded.length - field.places
      const value = field.places === 0 ? padded : `${padded.slice(0, cut)}.${padded.slice(cut)}`
      return [field, negative && units > 0n ? `-${value}` : value] as const
    })
  })

keepsItsPromises(decimal, cases)

test('every place is written, and nothing is rounded', () => {
  for (const [given, kept] of [
    [12.5, '12.50'],
    ['12.5', '12.50'],
    ['12', '12.00'],
    ['-0.00', '0.00'],
    ['007.50000', '7.50'],
    [0.1, '0.10'],
    [1e-2, '0.01'],
    ['-99999999.99', '-99999999.99'],
  ]) {
    assert.equal(accepted(decimal.parse(price, given)), kept)
  }
  assert.equal(refused(decimal.parse(price, '12.505')), 'decimal.too_many_places')
  assert.equal(refused(decimal.parse(price, 0.1 + 0.2)), 'decimal.too_many_places')
  assert.equal(refused(decimal.parse(price, 1e-7)), 'decimal.too_many_places')
  assert.equal(refused(decimal.parse(price, '100000000')), 'decimal.too_many_digits')
})

test('a JSON number is taken only where a double is exact', () => {
  const wide = fieldOf(decimal, { digits: 38, places: 10 })
  assert.equal(accepted(decimal.parse(wide, 12_345.123456)), '12345.1234560000')
  assert.equal(accepted(decimal.parse(wide, 1e-7)), '0.0000001000')
  const cents = fieldOf(decimal, { digits: 20, places: 2 })
  assert.equal(refused(decimal.parse(cents, JSON.parse('90071992547409.91'))), 'decimal.invalid')
  assert.equal(accepted(decimal.parse(cents, 9_999_999_999_999.99)), '9999999999999.99')
  assert.equal(refused(decimal.parse(wide, 1e21)), 'decimal.invalid')
  assert.equal(accepted(decimal.parse(wide, '1234567890123456789012345678.1234567890')).length, 39)
  for (const wrong of [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '1e3',
    '.5',
    '5.',
    '+5',
    '12,5',
    '',
    ' 5',
    true,
    null,
    ['5'],
  ]) {
    assert.equal(refused(decimal.parse(wide, wrong)), 'decimal.invalid', String(wrong))
  }
})

test('limits are compared by digits', () => {
  const bounded = fieldOf(decimal, { digits: 30, places: 2, min: -5, max: '10000000000000000000.01' })
  assert.equal(bounded.min, '-5.00')
  assert.equal(accepted(decimal.parse(bounded, '10000000000000000000.01')), '10000000000000000000.01')
  assert.equal(refused(decimal.parse(bounded, '10000000000000000000.02')), 'decimal.above_max')
  assert.equal(refused(decimal.parse(bounded, '-5.01')), 'decimal.below_min')
})

test('the order is that of numbers', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      (a, b) => {
        const written = (units: bigint) =>
          accepted(decimal.parse(fieldOf(decimal, { digits: 20, places: 2 }), `${units}.25`))
        const [x, y] = [a < 0 ? a * 100n - 25n : a * 100n + 25n, b < 0 ? b * 100n - 25n : b * 100n + 25n]
        assert.equal(Math.sign(decimal.compare!(written(a), written(b))), x < y ? -1 : x > y ? 1 : 0)
      },
    ),
  )
})

test('people write commas, spaces, brackets', () => {
  for (const [written, value] of [
    ['12 500,50', '12500.50'],
    ['12\u202f500,50', '12500.50'],
    ['12.500,50', '12500.50'],
    ['-35,01', '-35.01'],
    ['(35,01)', '-35.01'],
    ['\u221235,01', '-35.01'],
    ['35,01-', '-35.01'],
    ['12,5', '12.50'],
    ['12.5', '12.50'],
    [',5', '0.50'],
    ['1.234.567', '1234567.00'],
    ['12500', '12500.00'],
    ['12,50000', '12.50'],
  ]) {
    assert.equal(accepted(decimal.read(price, written!, ivoirian)), value, written)
  }
  assert.equal(accepted(decimal.read(price, '12,500.50', ghanaian)), '12500.50')
  assert.equal(decimal.write(price, '-12500.50', ivoirian), '-12\u00a0500,50')
  assert.equal(decimal.write(price, '-12500.50', ghanaian), '-12,500.50')
})

test('a separator that could group or point is not guessed at', () => {
  assert.equal(refused(decimal.read(price, '12.500', ivoirian)), 'number.ambiguous')
  assert.equal(refused(decimal.read(price, '12,500', ivoirian)), 'number.ambiguous')
  assert.equal(refused(decimal.read(price, '12.500', ghanaian)), 'number.ambiguous')
  assert.equal(accepted(decimal.read(price, '12,500', ghanaian)), '12500.00')
  const weight = fieldOf(decimal, { digits: 8, places: 3 })
  assert.equal(accepted(decimal.read(weight, '12,500', ivoirian)), '12.500')
  assert.equal(accepted(decimal.read(weight, '1.375', ivoirian)), '1.375')
})

test('settings: 1 to 38 digits, of which the places', () => {
  const codes = (input: Parameters<typeof decimal.settings>[0]) =>
    decimal.settings(input).problems.map(({ code, params }) => `${params.setting} ${code}`)
  assert.deepEqual(decimal.settings({}).settings, { digits: 14, places: 2 })
  assert.deepEqual(codes({ digits: 39 }), ['digits setting.not_integer'])
  assert.deepEqual(codes({ digits: 4, places: 5 }), ['places decimal.places_above_digits'])
  assert.deepEqual(codes({ digits: 4, places: 2, max: 100 }), ['max decimal.too_many_digits'])
  assert.deepEqual(codes({ digits: 4, places: 2, min: '2', max: '1' }), ['max setting.min_above_max'])
})
