import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { longText } from './long-text.ts'

const plain = fieldOf(longText)

keepsItsPromises(
  longText,
  fc.tuple(
    fc.constantFrom(plain, fieldOf(longText, { max: 5000 })),
    fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map(
        (written) => written.replaceAll('\0', '').replace(/\r\n?/g, '\n').normalize() || 'Sonner deux fois.',
      ),
  ),
)

test('lines end alike wherever they come from, and spaces are kept', () => {
  assert.equal(accepted(longText.parse(plain, '  un\r\ndeux\rtrois\n')), '  un\ndeux\ntrois\n')
})

test('200 000 characters at most', () => {
  assert.equal(accepted(longText.parse(plain, 'é'.repeat(200_000))).length, 200_000)
  assert.equal(refused(longText.parse(plain, 'é'.repeat(200_001))), 'text.too_long')
  assert.equal(refused(longText.parse(plain, 'a\0')), 'text.nul')
})
