import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, folded } from '#model/fold.ts'
import { testDatabase } from '../../../tests/support/database.ts'

const database = await testDatabase()

/** The texts that the two fold differently. */
async function differences(texts: readonly string[]): Promise<unknown[]> {
  const { answers } = await database.site(1).run({
    text: 'select site.fold(t) from unnest($1::text[]) with ordinality as x (t, n) order by n',
    values: [texts],
  })
  return answers[0]!.rows.flatMap(([there], i) => {
    const [text, here] = [texts[i]!, fold(texts[i]!)]
    return there === here ? [] : [{ text, here, there }]
  })
}

const letters = [...folded.keys(), ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))]
const text = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...letters), maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: fc.oneof(fc.constantFrom(...letters), fc.string({ unit: 'binary' })), maxLength: 20 }),
  )
  .map((any) => any.replaceAll('\0', ''))

const long = process.env.SUGU_LONG === '1'

test('PostgreSQL folds as JavaScript does, whatever the text', async () => {
  const texts = fc.sample(text, long ? 100_000 : 5_000)
  assert.deepEqual(await differences(texts), [])
})

test('PostgreSQL folds every single character as JavaScript does', async () => {
  const all = Array.from({ length: 0x10ffff }, (_, i) => i + 1).filter(
    (code) => code < 0xd800 || code > 0xdfff,
  )
  const some = long
    ? all
    : all.filter((code) => code < 0x3100 || (code > 0xa700 && code < 0x1f000 && code % 3 === 0))
  const texts = some.map((code) => String.fromCodePoint(code))
  assert.deepEqual(await differences(texts), [])
})

test('nothing folds to nothing', async () => {
  const { answers } = await database.site(1).run({ text: 'select site.fold(null)', values: [] })
  assert.deepEqual(answers[0]!.rows, [[null]])
})
