import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, folded } from './fold.ts'
import { foldSql } from './fold-sql.ts'

const anyText = fc.string({ unit: 'binary' })
const letters = [...folded.keys(), ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))]
const knownText = fc.string({ unit: fc.constantFrom(...letters) })

test('case and accents do not count', () => {
  assert.equal(fold('ÉLÈVE à Bouaké, Côte d’Ivoire'), "eleve a bouake, cote d'ivoire")
  assert.equal(fold('Nguyễn Đặng Łukasz Øre Ñandú'), 'nguyen dang lukasz ore nandu')
})

test('letters that are two are spelt out', () => {
  assert.equal(fold('Œuvre Ægir STRASSE Straße ﬁn'), 'oeuvre aegir strasse strasse fin')
})

test('letters of Bambara, Ewe, Fon and Hausa count as what a phone types for them', () => {
  assert.equal(fold('Kɔnɛ ŋana ɲɛ Ɖuɖu Ƒo ƙasa ɗan'), 'kone nana ne dudu fo kasa dan')
})

test('Greek, Cyrillic, Arabic and Adlam fold by their own letters', () => {
  assert.equal(fold('ΣΊΣΥΦΟΣ'), fold('Σίσυφος'))
  assert.equal(fold('Ёлка'), 'елка')
  assert.equal(fold('أَحْمَد'), 'احمد')
  assert.equal(fold('𞤆𞤵𞤤𞤢𞤪'), '𞤨𞤵𞤤𞤢𞤪')
})

test('İ, I and ı are one letter, whatever the language of the machine', () => {
  assert.equal(fold('İIıi'), 'iiii')
})

test('spaces, hyphens and quotes of typographers are those of keyboards', () => {
  assert.equal(fold('12\u00a0500\u202fFCFA – l’été “X”'), '12 500 fcfa - l\'ete "x"')
})

test('what has no width does not count', () => {
  assert.equal(fold('❤️ co\u00adpain\u200b e\u0301'), '❤ copain e')
})

test('a letter folds alike whether its accents stand apart or not', () => {
  fc.assert(
    fc.property(knownText, (text) => {
      assert.equal(fold(text.normalize('NFD')), fold(text))
      assert.equal(fold(text.normalize('NFC')), fold(text))
    }),
    { numRuns: 1000 },
  )
  for (const letter of folded.keys()) assert.equal(fold(letter.normalize('NFD')), fold(letter), letter)
})

test('every letter of the Latin, Greek and Cyrillic blocks folds, and as its decomposition does', () => {
  const blocks = [
    [0xc0, 0x17f],
    [0x386, 0x3ff],
    [0x400, 0x52f],
    [0x1e00, 0x1eff],
    [0x1f00, 0x1fff],
  ]
  for (const [first = 0, last = 0] of blocks) {
    for (let code = first; code <= last; code++) {
      const letter = String.fromCodePoint(code)
      if (!/\p{L}/u.test(letter)) continue
      assert.equal(fold(letter), fold(letter.normalize('NFD')), letter)
      assert.equal(fold(letter), fold(letter.toLowerCase()), letter)
    }
  }
})

test('a part of a text folds to a part of its folding', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, knownText), fc.oneof(anyText, knownText), (a, b) => {
      assert.equal(fold(`${a} ${b}`), `${fold(a)} ${fold(b)}`)
    }),
  )
})

test('what is folded stays as it is', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, knownText), (text) => assert.equal(fold(fold(text)), fold(text))),
    { numRuns: 1000 },
  )
})

test('the migration was made from this very table', () => {
  const migration = new URL('../server/engine/migrations/000-fold.sql', import.meta.url)
  assert.equal(readFileSync(migration, 'utf8'), foldSql())
})
