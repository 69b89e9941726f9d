import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { bytesInMemory, type FileRow } from './sheet.ts'
import { dateOfSerial, serialOfDate, showsDate } from './xlsx-dates.ts'
import { columnNumber, xlsxRows } from './xlsx-read.ts'
import { zip } from './zip-write.ts'

const relationships = (links: Record<string, [type: string, target: string]>): string =>
  `<Relationships xmlns="r">${Object.entries(links)
    .map(([id, [type, target]]) => `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

const parts = (sheet: string, more: Record<string, string> = {}): Record<string, string> => ({
  '_rels/.rels': relationships({ r: ['officeDocument', '/xl/workbook.xml'] }),
  'xl/workbook.xml':
    '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="Prix" r:id="a"/><x:sheet name="__proto__" r:id="b"/></x:sheets></x:workbook>',
  'xl/_rels/workbook.xml.rels': relationships({
    a: ['worksheet', 'worksheets/sheet1.xml'],
    b: ['worksheet', '/xl/other.xml'],
    c: ['sharedStrings', 'sharedStrings.xml'],
    d: ['styles', 'styles.xml'],
  }),
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  ...more,
})

async function fileOf(files: Record<string, string>) {
  async function* entries() {
    for (const [name, text] of Object.entries(files)) yield { name, content: [text] }
  }
  const bytes: Buffer[] = []
  for await (const piece of zip(entries())) bytes.push(piece)
  return bytesInMemory(Buffer.concat(bytes), 1000)
}

async function read(files: Record<string, string>, sheet?: string): Promise<FileRow[]> {
  const rows = []
  for await (const some of xlsxRows(await fileOf(files), sheet)) rows.push(...some)
  return rows
}
const refusal = (reading: Promise<unknown>) =>
  reading.then(
    () => 'read',
    (error) => error.problem.code,
  )

test('cells are what the workbook knows them to be: texts, numbers, truths, dates, errors', async () => {
  const strings =
    '<sst><si><t>Nom</t></si><si><r><t>Tôle </t></r><r><t xml:space="preserve">ondulée</t></r><rPh><t>x</t></rPh></si></sst>'
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="00000"/><numFmt numFmtId="171" formatCode="&quot;le &quot;dd/mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
  const sheet = `
    <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>A_x0041_&amp;<![CDATA[<b>]]></t></is></c></row>
    <row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5"><v>0.30000000000000004</v></c><c r="D5" s="1"><v>46387</v></c>
      <c s="3"><v>46387.4375</v></c><c s="2"><v>1200</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>
      <c t="str"><f>A1</f><v>=calculé</v></c><c s="1"/></row>
    <row><c/></row>
    <row><c><v>1E-7</v></c></row>`
  assert.deepEqual(await read(parts(sheet, { 'xl/sharedStrings.xml': strings, 'xl/styles.xml': styles })), [
    { line: 2, cells: ['Nom', null, 'AA&<b>'] },
    {
      line: 5,
      cells: [
        'Tôle ondulée',
        0.3,
        null,
        { kind: 'time', day: '2026-12-31', time: '' },
        { kind: 'time', day: '2026-12-31', time: '10:30:00' },
        '01200',
        true,
        { kind: 'broken', code: '#N/A' },
        '=calculé',
      ],
    },
    { line: 7, cells: [1e-7] },
  ])
})

test('a sheet is found by its name, `__proto__` too; one that is not there is said', async () => {
  const other = { 'xl/other.xml': '<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>' }
  assert.deepEqual(await read(parts('', other), '__PROTO__'), [{ line: 1, cells: [7] }])
  assert.equal(await refusal(read(parts(''), 'Stock')), 'file.no_sheet')
})

test('days count from 1900 with its false leap day, or from 1904', () => {
  const day = (serial: number, from1904 = false) => dateOfSerial(serial, from1904)?.day
  assert.deepEqual(
    [day(1), day(59), day(61), day(46387)],
    ['1900-01-01', '1900-02-28', '1900-03-01', '2026-12-31'],
  )
  assert.deepEqual([day(0, true), day(44925, true)], ['1904-01-01', '2026-12-31'])
  assert.deepEqual(dateOfSerial(0.5, false), { kind: 'time', day: '', time: '12:00:00' })
  assert.equal(dateOfSerial(-1, false), null)
  assert.equal(serialOfDate('2026-12-31'), 46387)
  assert.equal(serialOfDate('2026-12-31T10:30:00'), 46387.4375)
  assert.equal(serialOfDate('1890-01-01'), null)
})

test('a number format shows a date or does not', () => {
  const shows = (code: string) => showsDate(200, code)
  assert.deepEqual(['dd/mm/yyyy', '[$-40C]d mmmm yyyy', 'hh:mm', 'm"x"'].map(shows), [true, true, true, true])
  const not = ['General', '0.00', '#,##0 "jours"', '[Red]0', '[h]:mm', '0\\d', '_d0', '@']
  assert.deepEqual(
    not.map(shows),
    not.map(() => false),
  )
  assert.deepEqual([showsDate(14, undefined), showsDate(2, undefined)], [true, false])
})

test('columns are named by letters', () => {
  assert.deepEqual(['A1', 'Z9', 'AA10', 'XFD1048576'].map(columnNumber), [0, 25, 26, 16383])
})

test('a DOCTYPE is refused, in whatever part it is: no entity is ever looked up', async () => {
  const doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
  const sheet = `${doctype}<worksheet><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>`
  assert.equal(await refusal(read(parts('', { 'xl/worksheets/sheet1.xml': sheet }))), 'file.bad_workbook')
  assert.equal(
    await refusal(read(parts('', { 'xl/sharedStrings.xml': `${doctype}<sst/>` }))),
    'file.bad_workbook',
  )
  assert.equal(await refusal(read(parts('<row><c t="str"><v>&e;</v></c></row>'))), 'file.bad_workbook')
})

test('what unpacks beyond measure is refused before it is unpacked whole', async () => {
  const before = process.memoryUsage().rss
  const empty = '<row><c t="str"><v/></c></row>'.repeat(1000)
  async function* entries() {
    for (const [name, text] of Object.entries(parts(''))) yield { name, content: [text] }
    yield { name: 'xl/worksheets/sheet1.xml', content: bomb() }
  }
  function* bomb() {
    yield '<worksheet><sheetData>'
    for (let i = 0; i < 1_500; i++) yield empty
  }
  const bytes: Buffer[] = []
  for await (const piece of zip(entries())) bytes.push(piece)
  const reading = async () => {
    for await (const _ of xlsxRows(bytesInMemory(Buffer.concat(bytes)), undefined));
  }
  assert.equal(await refusal(reading()), 'file.zip_bomb')
  assert.ok(process.memoryUsage().rss - before < 400e6)
})

test('a cell beyond measure, or in a column beyond measure, is refused', async () => {
  assert.equal(
    await refusal(read(parts(`<row><c t="str"><v>${'x'.repeat(1_000_001)}</v></c></row>`))),
    'file.cell_too_long',
  )
  assert.equal(await refusal(read(parts('<row><c r="XFD1"><v>1</v></c></row>'))), 'file.too_many_columns')
})

test('damage of any kind is one problem, never a crash', async () => {
  const whole = Buffer.concat(
    await Array.fromAsync(
      zip(
        (async function* () {
          for (const [name, text] of Object.entries(parts('<row><c><v>1</v></c></row>')))
            yield { name, content: [text] }
        })(),
      ),
    ),
  )
  const outcomes = new Set<string>()
  for (let at = 0; at < whole.length; at += 3) {
    const damaged = Buffer.from(whole)
    damaged[at]! ^= 0x55
    outcomes.add(await refusal(Array.fromAsync(xlsxRows(bytesInMemory(damaged), undefined))))
    outcomes.add(await refusal(Array.fromAsync(xlsxRows(bytesInMemory(whole.subarray(0, at)), undefined))))
  }
  assert.deepEqual([...outcomes].sort(), ['file.bad_workbook', 'read'])
  assert.equal(
    await refusal(Array.fromAsync(xlsxRows(bytesInMemory(deflateRawSync('x')), undefined))),
    'file.bad_workbook',
  )
})
