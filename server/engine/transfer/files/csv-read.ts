import { fileProblem } from './file-problems.ts'
import { fileLimits } from './limits.ts'
import type { FileRow } from './sheet.ts'

/** Rows of text cells out of text that comes in pieces; empty rows are passed over. */
export async function* csvRows(text: AsyncIterable<string>, separator: string): AsyncGenerator<FileRow[]> {
  const reading = csvReading(separator)
  for await (const piece of text) {
    const rows = readRows(reading, piece, false)
    if (rows.length > 0) yield rows
  }
  const rows = readRows(reading, '', true)
  if (rows.length > 0) yield rows
}

/**
 * Where the reading stands. It takes what spreadsheets write, and what people make of it: LF, CR and CRLF in one
 * file, separators and line ends inside quotes, text after a closing quote.
 */
export interface CsvReading {
  readonly comma: number
  /** From the start of the row whose end has not come yet. */
  text: string
  at: number
  line: number
  last: boolean
}

export const csvReading = (separator: string): CsvReading => ({
  comma: separator.charCodeAt(0),
  text: '',
  at: 0,
  line: 1,
  last: false,
})

const quote = 34
const newline = 10
const carriageReturn = 13
const byteOrderMark = 0xfeff

/** The rows that end in this piece. */
export function readRows(reading: CsvReading, piece: string, last: boolean): FileRow[] {
  const rows: FileRow[] = []
  reading.text += piece
  reading.last = last
  let start = 0
  let { line } = reading
  while (reading.at < reading.text.length) {
    const cells = readRow(reading)
    if (!cells) break
    if (!isBlank(cells)) rows.push({ line, cells })
    start = reading.at
    line = reading.line
  }
  reading.text = reading.text.slice(start)
  reading.at = 0
  reading.line = line
  if (reading.text.length > fileLimits.row)
    throw fileProblem('file.row_too_long', { line, max: fileLimits.row })
  return rows
}

/** Undefined: the row's end has not come yet. */
function readRow(reading: CsvReading): string[] | undefined {
  const { text, comma, line } = reading
  const cells: string[] = []
  if (text.charCodeAt(reading.at) === byteOrderMark) reading.at++
  for (;;) {
    const cell = text.charCodeAt(reading.at) === quote ? quotedCell(reading) : plainCell(reading)
    if (cell === undefined) return undefined
    if (cell.length > fileLimits.cell) throw fileProblem('file.cell_too_long', { line, max: fileLimits.cell })
    if (cells.push(cell) > fileLimits.columns) {
      throw fileProblem('file.too_many_columns', { line, max: fileLimits.columns })
    }
    if (text.charCodeAt(reading.at) !== comma) break
    reading.at++
  }
  return endLine(reading) ? cells : undefined
}

function plainCell(reading: CsvReading): string | undefined {
  const { text, comma, at: start } = reading
  let at = start
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === comma || code === newline || code === carriageReturn) break
  }
  if (at === text.length && !reading.last) return undefined
  reading.at = at
  return text.slice(start, at)
}

function quotedCell(reading: CsvReading): string | undefined {
  const { text, last } = reading
  let cell = ''
  let from = reading.at + 1
  for (;;) {
    const close = text.indexOf('"', from)
    if (close < 0 && (last || text.length - reading.at > fileLimits.cell)) {
      throw fileProblem('file.quote_open', { line: reading.line - lineEnds(cell) })
    }
    if (close < 0 || (close + 1 === text.length && !last)) return undefined
    const doubled = text.charCodeAt(close + 1) === quote
    const part = text.slice(from, doubled ? close + 1 : close)
    reading.line += lineEnds(part)
    cell += part
    from = close + 2
    if (!doubled) {
      reading.at = close + 1
      const rest = plainCell(reading)
      return rest === undefined ? undefined : cell + rest
    }
  }
}

/** False: there is a CR, and a LF may follow in the next piece. */
function endLine(reading: CsvReading): boolean {
  const { text, at } = reading
  if (text.charCodeAt(at) === carriageReturn) {
    if (at + 1 === text.length && !reading.last) return false
    reading.at += text.charCodeAt(at + 1) === newline ? 2 : 1
  } else if (at < text.length) reading.at++
  reading.line++
  return true
}

const isBlank = (cells: readonly string[]): boolean =>
  cells[0]!.trim() === '' && cells.every((cell) => cell.trim() === '')

function lineEnds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== newline) count++
  }
  return count
}
