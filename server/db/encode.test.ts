import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testDatabase } from '../../tests/support/database.ts'

const db = await testDatabase()
const there = async (type: string, value: unknown) =>
  (await db.owner.run({ text: `select to_json($1::${type})::text`, values: [value] }))[0]!.rows[0]![0]
const parsed = async (type: string, value: unknown) => JSON.parse((await there(type, value)) ?? 'null')
/** PostgreSQL keeps no NUL in text, and no half characters. */
const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', '').toWellFormed())

test('plain values arrive as they are', async () => {
  assert.equal(await parsed('int', 12), 12)
  assert.equal(await parsed('bigint', 9007199254740993n), Number(9007199254740993n))
  assert.equal(await parsed('float8', 1.5e-7), 1.5e-7)
  assert.equal(await parsed('boolean', false), false)
  assert.equal(await parsed('text', null), null)
  assert.equal(await parsed('text', undefined), null)
  assert.equal(await parsed('text', ''), '')
  assert.equal(
    await there('timestamptz', new Date('2026-12-31T10:00:00.5Z')),
    '"2026-12-31T10:00:00.5+00:00"',
  )
  assert.equal(await there('bytea', Buffer.from([0, 255, 92])), '"\\\\x00ff5c"')
  assert.equal(await there('bytea', new Uint8Array([1, 2])), '"\\\\x0102"')
  assert.deepEqual(await parsed('jsonb', { à: [1, null, 'x"'] }), { à: [1, null, 'x"'] })
})

test('any text arrives as it is', async () => {
  await fc.assert(fc.asyncProperty(text, async (value) => assert.equal(await parsed('text', value), value)))
})

test('any list of texts arrives as it is', async () => {
  const lists = fc.array(fc.option(text), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(lists, async (list) => assert.deepEqual(await parsed('text[]', list), list)),
  )
})

test('lists of other things', async () => {
  assert.deepEqual(await parsed('bigint[]', [1, null, 3n]), [1, null, 3])
  assert.deepEqual(await parsed('boolean[]', [true, false]), [true, false])
  assert.deepEqual(
    await parsed('int[][]', [
      [1, 2],
      [3, 4],
    ]),
    [
      [1, 2],
      [3, 4],
    ],
  )
  assert.deepEqual(await parsed('bytea[]', [Buffer.from('a')]), ['\\x61'])
  assert.deepEqual(await parsed('jsonb[]', [{ a: '"' }, { b: [1] }]), [{ a: '"' }, { b: [1] }])
  assert.deepEqual(await parsed('timestamptz[]', [new Date(0)]), ['1970-01-01T00:00:00+00:00'])
})

test('what is no value is refused before anything is sent', async () => {
  for (const value of [Symbol('x'), () => 1, new Date(Number.NaN)]) await assert.rejects(there('text', value))
  assert.equal(await parsed('int', 1), 1)
})
