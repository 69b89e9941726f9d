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
import { currencies, decimalsOf } from '../money.ts'
import { minorUnits, money } from './money.ts'

const francs = fieldOf(money, { currency: 'XOF' })
const guinean = fieldOf(money, { currency: 'GNF' })
const euros = fieldOf(money, { currency: 'EUR' })

keepsItsPromises(
  money,
  fc.tuple(fc.constantFrom(...Object.keys(currencies)), fc.maxSafeInteger()).map(([currency, units]) => {
    const places = decimalsOf(currency)
    const digits = String(Math.abs(units)).padStart(places + 1, '0')
    const cut = digits.length - places
    const value =
      places === 0 ? units || 0 : `${units < 0 ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`
    return [fieldOf(money, { currency }), value] as const
  }),
)

test('a currency without cents is a whole number, another a dotted string', () => {
  assert.equal(accepted(money.parse(francs, '12500')), 12_500)
  assert.equal(accepted(money.parse(francs, 12_500)), 12_500)
  assert.equal(accepted(money.parse(euros, 12.5)), '12.50')
  assert.equal(refused(money.parse(francs, 12.5)), 'money.too_many_places')
  assert.equal(refused(money.parse(euros, '12.505')), 'money.too_many_places')
  assert.equal(refused(money.parse(euros, '90071992547409.92')), 'money.too_big')
  assert.equal(refused(money.parse(francs, '12 500')), 'money.invalid')
})

test('the column holds minor units, and SQL makes the wire form of them', () => {
  assert.equal(minorUnits('-12.05'), -1205)
  assert.equal(money.toColumn!(euros, '12.05'), 1205)
  assert.equal(money.select!(euros, 'c7'), '(c7 * 0.01)::text')
  assert.equal(money.select!(fieldOf(money, { currency: 'TND' }), 'c7'), '(c7 * 0.001)::text')
  assert.equal(money.select!(francs, 'c7'), 'c7')
})

test('people name the currency or leave it out', () => {
  for (const written of [
    '12 500 FCFA',
    '12\u202f500\u00a0F CFA',
    '12500 CFA',
    '12 500 F',
    'FCFA 12 500',
    '12500',
    '12 500,00 XOF',
    '12 500 f.cfa',
    'F CFA 12 500',
  ]) {
    assert.equal(accepted(money.read(francs, written, ivoirian)), 12_500, written)
  }
  assert.equal(accepted(money.read(francs, '-12 500 FCFA', ivoirian)), -12_500)
  assert.equal(accepted(money.read(francs, '(12 500 FCFA)', ivoirian)), -12_500)
  assert.equal(accepted(money.read(guinean, '12 500 GNF', ivoirian)), 12_500)
  assert.equal(accepted(money.read(guinean, '12 500 FG', ivoirian)), 12_500)
  for (const written of ['12,50 €', '€ 12,50', '€12.50', '12,5 EUR', '12,50 euros']) {
    assert.equal(accepted(money.read(euros, written, ivoirian)), '12.50', written)
  }
  assert.equal(accepted(money.read(euros, '-€1,012.50', ghanaian)), '-1012.50')
})

test('an amount in another currency is refused by name, and what is no amount too', () => {
  assert.equal(refused(money.read(francs, '12 €', ivoirian)), 'money.other_currency')
  assert.equal(refused(money.read(euros, '12 500 FCFA', ivoirian)), 'money.other_currency')
  assert.equal(refused(money.read(francs, '12F500', ivoirian)), 'number.invalid')
  assert.equal(refused(money.read(francs, 'gratuit', ivoirian)), 'money.other_currency')
  assert.equal(refused(money.read(francs, '12.500 FCFA', ivoirian)), 'number.ambiguous')
})

test('it is written as people there write it', () => {
  assert.equal(money.write(francs, 12_500, ivoirian), '12\u00a0500\u00a0FCFA')
  assert.equal(money.write(guinean, 12_500, ivoirian), '12\u00a0500\u00a0GNF')
  assert.equal(money.write(euros, '12.50', ivoirian), '12,50\u00a0€')
  assert.equal(money.write(euros, '-1012.50', ghanaian), '-€1,012.50')
  assert.equal(money.write(francs, 12_500, ghanaian), '12,500\u00a0FCFA')
})

test('settings: a known currency is needed', () => {
  const codes = (input: Parameters<typeof money.settings>[0]) =>
    money.settings(input).problems.map(({ code, params }) => `${params.setting} ${code}`)
  assert.deepEqual(codes({}), ['currency setting.required'])
  assert.deepEqual(codes({ currency: 'ZZZ' }), ['currency money.currency_unknown'])
  assert.deepEqual(codes({ currency: 'XOF', min: '1.5' }), ['min money.too_many_places'])
  assert.deepEqual(codes({ currency: 'EUR', min: '5.00', max: 3 }), ['max setting.min_above_max'])
})
