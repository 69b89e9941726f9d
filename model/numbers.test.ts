import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareDecimals, fitPlaces, readNumber, wholeDigits, wireNumber, writeNumber } from './numbers.ts'

test('places are filled and idle zeros go, but no digit is lost', () => {
  assert.equal(fitPlaces('-007.5', 2), '-7.50')
  assert.equal(fitPlaces('7.500', 1), '7.5')
  assert.equal(fitPlaces('7.51', 1), null)
  assert.equal(fitPlaces('-0.0', 2), '0.00')
  assert.equal(fitPlaces('7.000', 0), '7')
  assert.equal(wholeDigits('-0.50'), 0)
  assert.equal(wholeDigits('-12.50'), 2)
})

test('a JSON number within 15 digits is the digits that were sent', () => {
  const sent = fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat({ max: 999_999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`)
  fc.assert(
    fc.property(sent, (digits) => {
      const got = wireNumber(JSON.parse(digits), 6)
      assert.equal(fitPlaces(got!, 6), fitPlaces(digits, 6))
    }),
  )
})

test('the order is that of the numbers', () => {
  const cents = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
  const digits = (units: bigint) => {
    const text = String(units < 0n ? -units : units).padStart(3, '0')
    return `${units < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`
  }
  fc.assert(
    fc.property(cents, cents, (a, b) =>
      assert.ok(Math.sign(compareDecimals(digits(a), digits(b))) === (a < b ? -1 : a > b ? 1 : 0)),
    ),
  )
})

test('what is not a number, or two, is refused', () => {
  const code = (text: string) => {
    const parsed = readNumber(text, 'fr', 2)
    return 'problem' in parsed ? parsed.problem.code : parsed.value
  }
  for (const wrong of [
    '',
    ' ',
    '-',
    '12 50',
    '1 2345',
    '12,5,5',
    '1.234.5',
    '12-5',
    '--5',
    '(-5)',
    '5%',
    '1e3',
    'NaN',
    '0x10',
    '٣',
    '1'.repeat(70),
  ]) {
    assert.equal(code(wrong), 'number.invalid', wrong)
  }
  assert.equal(code('12.500'), 'number.ambiguous')
})

test('groups of three, without U+202F', () => {
  assert.equal(writeNumber('-1234567.50', 'fr'), '-1\u00a0234\u00a0567,50')
  assert.equal(writeNumber('-1234567.50', 'en'), '-1,234,567.50')
  assert.equal(writeNumber('123', 'fr'), '123')
})
