import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { autoNumber, autoNumberType, numberWithin } from './auto-number.ts'

const counted = fieldOf(autoNumberType)
const invoice = fieldOf(autoNumberType, { prefix: 'FAC-', padding: 5, start: 12 })
keepsItsPromises(
  autoNumberType,
  fc
    .tuple(
      fc.constantFrom(counted, invoice, fieldOf(autoNumberType, { padding: 3 })),
      fc.nat({ max: 10_000_000 }),
    )
    .map(([field, n]) => [field, autoNumber(field, n)] as const),
)

test('a bare series is numbers, one with prefix or padding is texts', () => {
  assert.equal(autoNumber(counted, 12), 12)
  assert.equal(autoNumber(invoice, 12), 'FAC-00012')
  assert.equal(autoNumber(invoice, 1_234_567), 'FAC-1234567')
  assert.equal(autoNumberType.column(counted), 'bigint')
  assert.equal(autoNumberType.column(invoice), 'text')
})

test('the number within is found again, in that form alone', () => {
  assert.equal(numberWithin(invoice, 'FAC-00012'), 12)
  assert.equal(numberWithin(invoice, 'FAC-12'), null)
  assert.equal(refused(autoNumberType.parse(invoice, 'DEV-00012')), 'auto_number.invalid')
  assert.equal(refused(autoNumberType.parse(invoice, 12)), 'auto_number.invalid')
  assert.equal(accepted(autoNumberType.parse(counted, '12')), 12)
})

test('settings: the short prefix, 1 to 12 digits', () => {
  const codes = (input: Parameters<typeof autoNumberType.settings>[0]) =>
    autoNumberType.settings(input).problems.map(({ code }) => code)
  assert.deepEqual(codes({ prefix: '', padding: 13, start: -1 }), [
    'setting.not_text',
    'setting.not_integer',
    'setting.not_integer',
  ])
})
