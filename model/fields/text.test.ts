import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  accepted,
  fieldOf,
  ivoirian,
  keepsItsPromises,
  refused,
  wellSaid,
} from '../../tests/support/field-promises.ts'
import type { JsonObject } from '../json.ts'
import type { Language } from '../language.ts'
import { isProblem, sayProblem } from '../problem.ts'
import { text } from './text.ts'

const fields = fc.constantFrom(
  fieldOf(text),
  fieldOf(text, { max: 20 }),
  fieldOf(text, { min: 2, max: 10_000 }),
)

keepsItsPromises(
  text,
  fc.tuple(fields, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })).chain(([field, written]) => {
    const parsed = text.parse(field, written)
    return fc.constant([field, isProblem(parsed) ? 'Awa Koné' : parsed.value || 'Awa'] as const)
  }),
)

const plain = fieldOf(text)

test('spaces around a text go, and accents are composed', () => {
  assert.equal(accepted(text.parse(plain, '  Awa Kone\u0301\u00a0')), 'Awa Koné')
})

test('a text is one line: on the wire line breaks are refused, from people they become spaces', () => {
  assert.equal(refused(text.parse(plain, 'deux\nlignes')), 'text.line_break')
  assert.equal(accepted(text.read(plain, 'deux\r\nlignes', ivoirian)), 'deux lignes')
})

test('what PostgreSQL cannot store is refused', () => {
  assert.equal(refused(text.parse(plain, 'a\0b')), 'text.nul')
  assert.equal(refused(text.parse(plain, 'a\ud800b')), 'text.broken_character')
  assert.equal(refused(text.parse(plain, 12)), 'text.not_text')
})

test('length counts characters, not halves of them', () => {
  const short = fieldOf(text, { min: 3, max: 3 })
  assert.equal(accepted(text.parse(short, '😀😀😀')), '😀😀😀')
  assert.equal(refused(text.parse(short, '😀😀😀😀')), 'text.too_long')
  assert.equal(refused(text.parse(short, '😀😀')), 'text.too_short')
  assert.equal(refused(text.parse(plain, 'a'.repeat(1001))), 'text.too_long')
})

test('a pattern is for the whole text', () => {
  const code = fieldOf(text, { pattern: '[A-Z]{2}-\\d{4}' })
  assert.equal(accepted(text.parse(code, 'CI-2026')), 'CI-2026')
  assert.equal(refused(text.parse(code, 'CI-20266')), 'text.pattern')
})

test('what a pattern asks for is told in a sentence, never by the pattern', () => {
  const pattern = '[A-Z]{2}-\\d{4}'
  const told = (settings: JsonObject, language: Language = 'fr') => {
    const parsed = text.parse({ ...fieldOf(text, { pattern, ...settings }), ...settings }, 'n’importe quoi')
    assert.ok(isProblem(parsed))
    wellSaid(parsed.problem)
    assert.equal(parsed.problem.code, 'text.pattern')
    return sayProblem(parsed.problem, language)
  }
  const expects = { fr: 'Deux lettres, un tiret, l’année.', en: 'Two letters, a hyphen, the year.' }
  assert.equal(told({ expects }), expects.fr)
  assert.equal(told({ expects }, 'en'), expects.en)
  assert.equal(told({ expects: { fr: expects.fr } }, 'en'), expects.fr)
  assert.equal(told({}), 'Ce texte n’a pas la forme attendue.')
  assert.match(told({ default: 'CI-2026' }), /« CI-2026 »/)
})

test('settings that cannot be are refused by name', () => {
  const codes = (input: Parameters<typeof text.settings>[0]) =>
    text.settings(input).problems.map(({ code, params }) => `${params.setting} ${code}`)
  assert.deepEqual(codes({ max: 20_000 }), ['max setting.not_integer'])
  assert.deepEqual(codes({ min: 9, max: 3 }), ['max setting.min_above_max'])
  assert.deepEqual(codes({ pattern: '(' }), ['pattern pattern.invalid'])
  assert.deepEqual(codes({ pattern: '(?=a)a' }), ['pattern pattern.unsupported'])
  assert.deepEqual(codes({ pattern: 7 }), ['pattern setting.not_text'])
  assert.deepEqual(codes({ expects: { en: 'Only English' } }), ['expects definition.text'])
})
