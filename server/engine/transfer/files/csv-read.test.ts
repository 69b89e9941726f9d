import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { detectSeparator } from './csv-dialect.ts'
import { csvRows } from './csv-read.ts'
import { fileLimits } from './limits.ts'

/** The rows of a text that arrives in pieces of a given size. */
async function read(text: string, { separator = ';', size = 7 } = {}): Promise<[number, ...string[]][]> {
  async function* pieces(): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
  }
  const rows: [number, ...string[]][] = []
  for await (const some of csvRows(pieces(), separator)) {
    for (const { line, cells } of some) rows.push([line, ...(cells as string[])])
  }
  return rows
}

const refusal = async (text: string, options?: { size?: number }): Promise<string> => {
  try {
    await read(text, options)
    return 'read'
  } catch (error) {
    const { problem } = error as { problem: { code: string; params: { line: number } } }
    return `${problem.code} ${problem.params.line}`
  }
}

test('rows keep the line of the file, whatever its cells and line ends', async () => {
  const text = 'nom;note\r\nAwa;"une\nlongue\r\nnote"\rIssa;"dit ""oui""; puis non"\n\nOumou;x'
  assert.deepEqual(await read(text), [
    [1, 'nom', 'note'],
    [2, 'Awa', 'une\nlongue\r\nnote'],
    [5, 'Issa', 'dit "oui"; puis non'],
    [7, 'Oumou', 'x'],
  ])
})

test('any rows come back as they were written, however the text is cut into pieces', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ';', '\n', '\r', ' ', '\uFEFF', "'") })
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      async (given, size, end) => {
        const text = given.map((row) => row.map(quoted).join(';') + end).join('')
        const kept = given.filter((row) => row.some((one) => one.trim() !== ''))
        assert.deepEqual(
          (await read(text, { size })).map(([, ...cells]) => cells),
          kept,
        )
      },
    ),
  )
})

test('a mark inside the file, text after a closing quote and quotes inside a cell do no harm', async () => {
  assert.deepEqual(await read('\uFEFFa;b\n\uFEFF"1";"2"3\n4"5;6'), [
    [1, 'a', 'b'],
    [2, '1', '23'],
    [3, '4"5', '6'],
  ])
})

test('rows without a word are passed over, but count', async () => {
  assert.deepEqual(await read('a;b\n;;;\n  \n\n1;2\n'), [
    [1, 'a', 'b'],
    [5, '1', '2'],
  ])
})

test('quotes that never close are named by the line where they opened', async () => {
  assert.equal(await refusal('a;b\n1;"x\ny\n2;3\n'), 'file.quote_open 2')
  assert.equal(await refusal(`a\n1\n"${'x;"" \n'.repeat(300_000)}`, { size: 65_536 }), 'file.quote_open 3')
})

test('a cell, a row or a header beyond measure is refused by its line, before it fills the memory', async () => {
  const size = 65_536
  assert.equal(await refusal(`a;b\n${'x'.repeat(fileLimits.cell + 1)};1\n`, { size }), 'file.cell_too_long 2')
  assert.equal(await refusal(`a\n${'x'.repeat(fileLimits.row + size)}`, { size }), 'file.row_too_long 2')
  assert.equal(await refusal(`${'colonne;'.repeat(1_000_000)}\n`, { size }), 'file.too_many_columns 1')
})

test('the separator is the one that the rows agree on', () => {
  assert.equal(detectSeparator('nom;prix\nTôle;12 500,50\nRiz, long;1,5\n', true), ';')
  assert.equal(detectSeparator('name,price\n"Rice; long",12.50\nTin,1.5\n', true), ',')
  assert.equal(detectSeparator('nom\tprix\nRiz\t12,5\n', true), '\t')
  assert.equal(detectSeparator('a|b\n1|2', true), '|')
  assert.equal(detectSeparator('sep=,\r\na;b,c\n', true), ',')
  assert.equal(detectSeparator('nom\nAwa\n', true), ';')
  assert.equal(detectSeparator('', true), ';')
})
