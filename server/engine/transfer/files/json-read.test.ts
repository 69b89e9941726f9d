import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonRows } from './json-read.ts'

async function read(text: string, size = 3) {
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
  }
  const columns: string[] = []
  const rows = []
  for await (const some of jsonRows(pieces(), columns)) rows.push(...some)
  return { columns, rows }
}
const refusal = (text: string, size?: number) =>
  read(text, size).then(
    () => 'read',
    (error) => `${error.problem.code} ${error.problem.params.line}`,
  )

test('an array of objects and an object per line are the same rows; keys are columns as they come', async () => {
  const expected = {
    columns: ['nom', 'tags', 'prix'],
    rows: [
      { line: 2, cells: ['Riz }"]', ['a', { b: 1 }]] },
      { line: 4, cells: [undefined, null, 12.5] },
    ],
  }
  assert.deepEqual(
    await read('[\n{"nom":"Riz }\\"]","tags":["a",{"b":1}]},\n\n{"tags":null,"prix":12.5}\n]'),
    expected,
  )
  assert.deepEqual(
    await read('\n{"nom":"Riz }\\"]","tags":["a",{"b":1}]}\n\n{"tags":null,"prix":12.5}\n'),
    expected,
  )
})

test('`__proto__` is a name like any other', async () => {
  const { columns, rows } = await read('[{"__proto__": {"admin": true}, "constructor": 1}]')
  assert.deepEqual(columns, ['__proto__', 'constructor'])
  assert.deepEqual(rows[0]!.cells, [{ admin: true }, 1])
})

test('what is not an array of objects is refused by its line', async () => {
  assert.equal(await refusal('[{"a":1},\n{"a":}]'), 'file.bad_json 2')
  assert.equal(await refusal('[{"a":1},\n12]'), 'file.bad_json 2')
  assert.equal(await refusal('[{"a":1}\n'), 'file.bad_json 2')
  assert.equal(await refusal('{"a":\n"open'), 'file.bad_json 1')
  assert.equal(await refusal('[{"a":1}] trailing'), 'file.bad_json 1')
  assert.equal(await refusal('"text"'), 'file.bad_json 1')
  assert.equal(await refusal('{"a":1},{"a":2}'), 'file.bad_json 1')
})

test('depth, length and number of keys have an end', async () => {
  assert.equal(await refusal(`[\n{"a":${'['.repeat(100_000)}`, 65_536), 'file.too_deep 2')
  assert.equal(await refusal(`[\n{"a":"${'x'.repeat(5_000_000)}`, 65_536), 'file.row_too_long 2')
  const wide = `{${Array.from({ length: 3000 }, (_, i) => `"k${i}":1`)}}`
  assert.equal(await refusal(wide, 65_536), 'file.too_many_columns 1')
})
