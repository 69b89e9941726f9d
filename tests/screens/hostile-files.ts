import assert from 'node:assert/strict'
import { inflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { bytesInMemory } from '#engine/transfer/files/sheet.ts'
import { openZip, unpack } from '#engine/transfer/files/zip-read.ts'
import type { Caller } from '../support/caller.ts'

export async function download(who: Caller, url: string, path: string): Promise<Buffer> {
  const response = await fetch(`${url}${path}`, { headers: who.headers })
  const bytes = Buffer.from(await response.arrayBuffer())
  assert.equal(response.status, 200, `${path}: ${bytes.toString().slice(0, 300)}`)
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
  return bytes
}

/** As RFC 4180 says, and no more leniently. */
export function csvCells(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n)/y
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; at = cell.lastIndex) {
    cell.lastIndex = at
    const match = cell.exec(text)
    assert.ok(match, `no cell at ${JSON.stringify(text.slice(at, at + 80))}`)
    row.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
    if (match[3] === ';') continue
    rows.push(row)
    row = []
  }
  return rows
}

/** What a spreadsheet would work out rather than show. */
export const isFormula = (cell: string): boolean => /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell)

/** Each cell of the first sheet as a spreadsheet takes it, read by the browser's own parser of XML. */
export async function workbookIn(page: Page, bytes: Buffer): Promise<Workbook> {
  const file = bytesInMemory(bytes)
  const parts: Record<string, string> = {}
  for (const [name, entry] of await openZip(file)) {
    const pieces: Uint8Array[] = []
    for await (const piece of unpack(file, entry)) pieces.push(piece)
    parts[name] = Buffer.concat(pieces).toString()
  }
  return page.evaluate<Workbook>(`(${readWorkbook})(${JSON.stringify(parts)})`)
}

export interface Workbook {
  readonly parts: readonly string[]
  readonly broken: readonly string[]
  /** Names of elements other than those that hold rows of texts and numbers. */
  readonly others: readonly string[]
  readonly sheets: readonly string[]
  readonly rows: readonly (readonly { readonly type: string | null; readonly text: string }[])[]
}

const readWorkbook = `(parts) => {
  const read = Object.fromEntries(Object.entries(parts).map(([name, text]) =>
    [name, new DOMParser().parseFromString(text, 'application/xml')]))
  const broken = Object.keys(read).filter((name) => read[name].querySelector('parsererror'))
  const sheet = read['xl/worksheets/sheet1.xml']
  const usual = 'worksheet sheetViews sheetView pane cols col sheetData row c v is t'.split(' ')
  const others = [...sheet.querySelectorAll('*')].map(({ localName }) => localName).filter((name) => !usual.includes(name))
  const plain = (text) => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
  const rows = [...sheet.querySelectorAll('row')].map((row) =>
    [...row.querySelectorAll('c')].map((cell) => ({ type: cell.getAttribute('t'), text: plain(cell.textContent) })))
  const sheets = [...read['xl/workbook.xml'].querySelectorAll('sheet')].map((one) => one.getAttribute('name'))
  return { parts: Object.keys(parts), broken, others: [...new Set(others)], sheets, rows }
}`

/** The objects of a PDF without their texts, and what is drawn on its pages; streams are unpacked. */
export function paperOf(pdf: Buffer): string {
  const whole = pdf.toString('latin1')
  const bare = whole.replace(/stream\r?\n([\s\S]*?)\r?\nendstream/g, '')
  const drawn = [...whole.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, packed]) =>
    inflated(packed!),
  )
  return withoutTexts(`${bare}\n${drawn.filter((text) => /\bBT\b/.test(text)).join('\n')}`)
}

function inflated(packed: string): string {
  try {
    return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
  } catch {
    return ''
  }
}

const withoutTexts = (text: string): string =>
  text.replace(/\((?:[^()\\]|\\[\s\S])*\)/g, '()').replace(/<[0-9A-Fa-f\s]*>/g, '<>')

/** What would do something when a paper is opened or touched. */
export const deeds =
  /\/(?:JavaScript|JS|OpenAction|AA|A|URI|Launch|SubmitForm|ImportData|GoToR|GoToE|Annots?|EmbeddedFiles?|RichMedia|XFA|AcroForm)\b/
