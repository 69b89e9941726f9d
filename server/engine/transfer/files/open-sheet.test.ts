import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openSheet, type SheetOptions } from './open-sheet.ts'
import { bytesInMemory } from './sheet.ts'

async function opened(bytes: string | Buffer, options: SheetOptions = {}) {
  const sheet = await openSheet(bytesInMemory(Buffer.from(bytes as string), 8), options)
  const rows = (await Array.fromAsync(sheet.rows)).flat()
  return {
    columns: sheet.columns,
    manner: sheet.manner,
    rows: rows.map(({ line, cells }) => [line, ...cells]),
  }
}
const refusal = (bytes: string | Buffer) =>
  opened(bytes).then(
    () => 'opened',
    (error) => error.problem.code,
  )

test('what a file is, the file itself says', async () => {
  const rows = [[2, 'Tôle', '1,5']]
  assert.deepEqual(await opened('nom;prix\nTôle;1,5\n'), { columns: ['nom', 'prix'], manner: 'csv', rows })
  assert.deepEqual((await opened(Buffer.from('nom;prix\nTôle;1,5\n', 'latin1'))).rows, rows)
  assert.deepEqual((await opened(Buffer.from('\uFEFFnom\tprix\r\nTôle\t1,5', 'utf16le'))).rows, rows)
  assert.deepEqual((await opened('[{"nom":"Tôle"}]')).manner, 'json')
  assert.deepEqual((await opened('{"nom":"Tôle"}\n{"nom":"x"}')).rows, [
    [1, 'Tôle'],
    [2, 'x'],
  ])
  assert.deepEqual((await opened('{braces};[in] a header\n1;2\n')).manner, 'csv')
})

test('Excel’s own first line names the separator and is not the header', async () => {
  const { columns, rows } = await opened('sep=|\r\na|b;c\r\n1|2\r\n')
  assert.deepEqual([columns, rows], [['a', 'b;c'], [[3, '1', '2']]])
})

test('the header is the first line with a word in it', async () => {
  const { columns, rows } = await opened('\n;;\n a ; b \n1;2\n')
  assert.deepEqual([columns, rows], [['a', 'b'], [[4, '1', '2']]])
})

test('what is said beforehand holds', async () => {
  assert.deepEqual((await opened('[{"a":1}]\n', { format: 'csv' })).columns, ['[{"a":1}]'])
  assert.deepEqual((await opened('a;b,c\n', { separator: ',' })).columns, ['a;b', 'c'])
  assert.deepEqual((await opened(Buffer.from('\u20ac'), { encoding: 'windows-1252' })).columns, ['â‚¬'])
})

test('files of another kind are named, not guessed at', async () => {
  assert.equal(await refusal(''), 'file.empty')
  assert.equal(await refusal(' \n\n'), 'file.empty')
  assert.equal(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex')), 'file.old_excel')
  assert.equal(await refusal(gzipSync('a;b\n1;2\n')), 'file.unknown_format')
  assert.equal(await refusal('%PDF-1.7\n'), 'file.unknown_format')
  assert.equal(await refusal('PK\x03\x04 not an archive'), 'file.bad_workbook')
})
