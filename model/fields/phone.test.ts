import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  accepted,
  fieldOf,
  ghanaian,
  ivoirian,
  keepsItsPromises,
  parisian,
  refused,
} from '../../tests/support/field-promises.ts'
import { phone } from './phone.ts'

const plain = fieldOf(phone)
const beninese = { ...ivoirian, country: 'BJ' }
const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''))

keepsItsPromises(
  phone,
  fc
    .oneof(
      fc
        .integer({ min: 8, max: 10 })
        .chain(digits)
        .map((number) => `+225${number}`),
      digits(8).map((number) => `+22901${number}`),
      digits(7).map((number) => `+22177${number}`),
      digits(7).map((number) => `+22376${number}`.slice(0, 12)),
      digits(8).map((number) => `+336${number}`),
      digits(7).map((number) => `+22462${number}`),
    )
    .filter((number) => 'value' in phone.parse(plain, number))
    .map((number) => [plain, number] as const),
)

test('the numbers of the briefs are numbers', () => {
  for (const number of [
    '+2250987654321',
    '+2250123456789',
    '+2250999999999',
    '+2250888888888',
    '+22501234567',
  ]) {
    assert.equal(accepted(phone.parse(plain, number)), number)
  }
  assert.equal(refused(phone.parse(plain, '+2250123')), 'phone.invalid')
  assert.equal(refused(phone.parse(plain, '+22501234567890')), 'phone.invalid')
})

test('the national form is understood where the country is known, and its 0 stays', () => {
  for (const written of [
    '07 07 12 34 56',
    '0707123456',
    '07.07.12.34.56',
    '07-07-12-34-56',
    '00225 07 07 12 34 56',
    '+225 07 07 12 34 56',
    '2250707123456',
    '707123456',
  ]) {
    assert.equal(accepted(phone.read(plain, written, ivoirian)), '+2250707123456', written)
    assert.equal(accepted(phone.parse(plain, written, ivoirian)), '+2250707123456', written)
  }
  assert.equal(refused(phone.parse(plain, '0707123456')), 'phone.invalid')
  assert.equal(accepted(phone.read(plain, '01 97 12 34 56', beninese)), '+2290197123456')
  assert.equal(accepted(phone.read(plain, '06 12 34 56 78', parisian)), '+33612345678')
  assert.equal(accepted(phone.read(plain, '+33 (0)6 12 34 56 78', ivoirian)), '+33612345678')
  assert.equal(accepted(phone.read(plain, '024 123 4567', ghanaian)), '+233241234567')
})

test('a number of Bénin from before 2024 gets its 01', () => {
  assert.equal(accepted(phone.parse(plain, '+22997123456')), '+2290197123456')
  assert.equal(accepted(phone.read(plain, '97 12 34 56', beninese)), '+2290197123456')
})

test('each country groups its own way', () => {
  for (const [number, written] of [
    ['+2250707123456', '+225 07 07 12 34 56'],
    ['+2290197123456', '+229 01 97 12 34 56'],
    ['+22376123456', '+223 76 12 34 56'],
    ['+221771234567', '+221 77 123 45 67'],
    ['+22670123456', '+226 70 12 34 56'],
    ['+22890123456', '+228 90 12 34 56'],
    ['+22796123456', '+227 96 12 34 56'],
    ['+224621234567', '+224 621 23 45 67'],
    ['+33612345678', '+33 6 12 34 56 78'],
    ['+22501234567', '+225 01 23 45 67'],
  ]) {
    assert.equal(phone.write(plain, accepted(phone.parse(plain, number)), parisian), written)
  }
})

test('what is no number is refused', () => {
  for (const wrong of [
    '+221',
    '+33 6 12',
    '+999123456789',
    '07 07 12 34 5x',
    '+',
    '',
    '+2250707123456\r\nBcc: x',
    '++2250707123456',
  ]) {
    assert.equal(refused(phone.parse(plain, wrong, ivoirian)), 'phone.invalid', wrong)
  }
})
