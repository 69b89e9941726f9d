import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compilePattern } from './patterns.ts'
import { isProblem } from './problem.ts'

const matches = (source: string, text: string): boolean => {
  const pattern = compilePattern(source)
  assert.ok(!isProblem(pattern), source)
  return pattern.value.matches(text)
}
const codeOf = (source: string): string => {
  const pattern = compilePattern(source)
  return isProblem(pattern) ? pattern.problem.code : 'fine'
}

test('the whole text is meant', () => {
  assert.ok(matches('[A-Z]{2}-\\d{4}', 'CI-2026'))
  assert.ok(!matches('[A-Z]{2}-\\d{4}', 'xCI-2026'))
  assert.ok(matches('^a|b$', 'b'))
  assert.ok(matches('\\$', '$'))
  assert.ok(matches('\\p{Lu}\\p{Ll}+( \\p{Lu}\\p{Ll}+)*', 'Awa Koné'))
  assert.ok(matches('.', '😀'))
  assert.ok(matches('', ''))
})

// A pattern made of small parts, and texts of the letters that it speaks of.
const part = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', 'é'),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{1,}', '*?'))
      .map(([a, q]) => `(${a})${q}`),
  ),
})).node

test('it matches what JavaScript matches', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1', '\n'), maxLength: 8 })
  const agree = (source: string, given: string) =>
    assert.equal(matches(source, given), new RegExp(`^(?:${source})$`, 'u').test(given))
  fc.assert(fc.property(part, text, agree), { numRuns: 2000 })
})

test('no text makes it slow', () => {
  const began = performance.now()
  for (const source of ['(a+)+b', '(a|a)*b', '(.*)*(.*)*(.*)*b', '(a?){100}a{100}c']) {
    assert.ok(!matches(source, 'a'.repeat(10_000)))
  }
  assert.ok(performance.now() - began < 2000)
})

test('what cannot be matched so is refused by name', () => {
  for (const source of ['(?=a)', '(?!a)', '(?<=a)', '(?<!a)', '(a)\\1', '\\ba', '(?<n>a)\\k<n>']) {
    assert.equal(codeOf(source), 'pattern.unsupported', source)
  }
})

test('a broken pattern is refused, naming the place', () => {
  for (const source of ['(', ')', '[', 'a**', '*', 'a{2,1}', '[z-a]', '\\p{Nothing}', 'a{', '(?i)', '\\']) {
    assert.equal(codeOf(source), 'pattern.invalid', source)
  }
  assert.equal(codeOf('((a{1000}){1000}){1000}'), 'pattern.too_big')
  assert.equal(codeOf('((((){999}){999}){999}){999}'), 'pattern.too_big')
  assert.equal(codeOf('((((a{0}){999}){999}){999}){999}'), 'pattern.too_big')
  assert.equal(codeOf('(a*'.repeat(60) + ')*'.repeat(60)), 'fine')
})
