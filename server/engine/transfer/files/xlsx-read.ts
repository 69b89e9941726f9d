import { fileProblem } from './file-problems.ts'
import { fileLimits } from './limits.ts'
import type { Cell, FileBytes, FileRow } from './sheet.ts'
import { openWorkbook, plainText, type Style, type Workbook } from './xlsx-book.ts'
import { dateOfSerial } from './xlsx-dates.ts'
import { hearXml, type XmlListener } from './xml.ts'
import { unpack } from './zip-read.ts'

/** Rows of a workbook's sheet, the first or the one named; numbers, truths and dates are what they are. */
export async function* xlsxRows(file: FileBytes, sheetName: string | undefined): AsyncGenerator<FileRow[]> {
  const book = await openWorkbook(file, sheetName)
  const reading = sheetReading(book)
  for await (const _ of hearXml(unpack(file, book.sheet), listenerOf(reading))) {
    if (reading.rows.length === 0) continue
    yield reading.rows
    reading.rows = []
  }
}

interface SheetReading {
  readonly book: Workbook
  rows: FileRow[]
  line: number
  cells: Cell[]
  column: number
  type: string
  style: Style | undefined
  /** What the cell holds, and where in it we are. */
  text: string
  inValue: boolean
  phonetic: boolean
}

const sheetReading = (book: Workbook): SheetReading => ({
  book,
  rows: [],
  line: 0,
  cells: [],
  column: -1,
  type: '',
  style: undefined,
  text: '',
  inValue: false,
  phonetic: false,
})

const listenerOf = (reading: SheetReading): XmlListener => ({
  open(name, attributes) {
    if (name === 'c') openCell(reading, attributes)
    else if (name === 'v' || name === 't') reading.inValue = !reading.phonetic
    else if (name === 'row') openRow(reading, attributes.r)
    else if (name === 'rPh') reading.phonetic = true
  },
  text(piece) {
    if (!reading.inValue) return
    reading.text += piece
    if (reading.text.length > fileLimits.cell) {
      throw fileProblem('file.cell_too_long', { line: reading.line, max: fileLimits.cell })
    }
  },
  close(name) {
    if (name === 'v' || name === 't') reading.inValue = false
    else if (name === 'c') closeCell(reading)
    else if (name === 'row') closeRow(reading)
    else if (name === 'rPh') reading.phonetic = false
  },
})

function openRow(reading: SheetReading, number: string | undefined): void {
  reading.line = number === undefined ? reading.line + 1 : Number(number)
  reading.cells = []
  reading.column = -1
}

function openCell(reading: SheetReading, { r, t, s }: Readonly<Record<string, string>>): void {
  reading.column = r === undefined ? reading.column + 1 : columnNumber(r)
  reading.type = t ?? 'n'
  reading.style = s === undefined ? undefined : reading.book.styles[Number(s)]
  reading.text = ''
}

function closeCell(reading: SheetReading): void {
  const cell = reading.text === '' ? null : cellOf(reading)
  if (cell === null || cell === '') return
  if (reading.column >= fileLimits.columns) {
    throw fileProblem('file.too_many_columns', { line: reading.line, max: fileLimits.columns })
  }
  while (reading.cells.length < reading.column) reading.cells.push(null)
  reading.cells[reading.column] = cell
}

function closeRow(reading: SheetReading): void {
  if (reading.cells.some((cell) => typeof cell !== 'string' || cell.trim() !== '')) {
    reading.rows.push({ line: reading.line, cells: reading.cells })
  }
}

function cellOf({ type, text, book, style }: SheetReading): Cell {
  switch (type) {
    case 's':
      return book.strings[Number(text)] ?? null
    case 'n':
      return numberOf(text, style, book.from1904)
    case 'b':
      return text.trim() === '1' || text.trim() === 'true'
    case 'e':
      return { kind: 'broken', code: text }
    case 'd':
      return { kind: 'time', day: text.slice(0, 10), time: text.slice(11, 19) }
    default:
      return plainText(text)
  }
}

/** To the fifteen digits that a spreadsheet keeps: 0.1 + 0.2 is 0.3 there. */
function numberOf(text: string, style: Style | undefined, from1904: boolean): Cell {
  const number = Number(Number(text).toPrecision(15))
  if (!Number.isFinite(number)) return text
  if (style?.date) return dateOfSerial(number, from1904) ?? number
  if (style && style.digits > 0 && Number.isInteger(number)) return String(number).padStart(style.digits, '0')
  return number
}

/** `AB12` is column 27. */
export function columnNumber(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}
