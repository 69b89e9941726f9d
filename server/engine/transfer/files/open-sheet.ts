import type { Json } from '#model/json.ts'
import { declaresSeparator, detectSeparator } from './csv-dialect.ts'
import { csvRows } from './csv-read.ts'
import { decode, encodingDetector } from './encoding.ts'
import { fileProblem } from './file-problems.ts'
import { jsonRows } from './json-read.ts'
import type { Cell, FileBytes, FileRow, Sheet } from './sheet.ts'
import { xlsxRows } from './xlsx-read.ts'

export const fileFormats = ['csv', 'xlsx', 'json'] as const
export type FileFormat = (typeof fileFormats)[number]

export interface SheetOptions {
  readonly format?: FileFormat | undefined
  readonly sheet?: string | undefined
  readonly encoding?: string | undefined
  readonly separator?: string | undefined
}

/** Opens a file at its first row; what the options do not say, the file does. */
export async function openSheet(file: FileBytes, options: SheetOptions = {}): Promise<Sheet> {
  if (file.size === 0) throw fileProblem('file.empty')
  const format = options.format ?? detectFormat(await file.read(0, 4096))
  if (format === 'xlsx') return withHeader(xlsxRows(file, options.sheet), 'sheet')
  const encoding = options.encoding ?? (await detectEncoding(file))
  if (format === 'csv') return openCsv(file, encoding, options.separator)
  const columns: string[] = []
  return { columns, headerLine: 1, manner: 'json', rows: jsonRows(decode(file.chunks(), encoding), columns) }
}

export async function detectEncoding(file: FileBytes): Promise<string> {
  const detector = encodingDetector()
  for await (const bytes of file.chunks()) detector.see(bytes)
  return detector.found()
}

/** By its first bytes: an archive, a JSON text, or else text in columns. */
export function detectFormat(head: Uint8Array): FileFormat {
  const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  if (start.startsWith('PK\x03\x04')) return 'xlsx'
  if (start.startsWith('\xd0\xcf\x11\xe0')) throw fileProblem('file.old_excel')
  if (/^(%PDF|\x89PNG|\xff\xd8\xff|GIF8|\x1f\x8b|BZh|7z|Rar!|\x7fELF|PK)/.test(start))
    throw fileProblem('file.unknown_format')
  const text = start.replace(/\0|^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/g, '').trimStart()
  return /^(\[\s*[{\]]|\{\s*["}])/.test(text) ? 'json' : 'csv'
}

const sampleSize = 64 * 1024

async function openCsv(file: FileBytes, encoding: string, given: string | undefined): Promise<Sheet> {
  const sample = await sampleOf(file, encoding)
  const separator = given ?? detectSeparator(sample, file.size <= sampleSize)
  const rows = csvRows(decode(file.chunks(), encoding), separator)
  return withHeader(declaresSeparator(sample) ? withoutFirst(rows) : rows, 'csv')
}

async function sampleOf(file: FileBytes, encoding: string): Promise<string> {
  let sample = ''
  for await (const text of decode(file.chunks(), encoding)) {
    sample += text
    if (sample.length >= sampleSize) break
  }
  return sample
}

async function* withoutFirst(batches: AsyncIterable<FileRow[]>): AsyncGenerator<FileRow[]> {
  let first = true
  for await (const rows of batches) {
    yield first ? rows.slice(1) : rows
    first = false
  }
}

async function withHeader(batches: AsyncGenerator<FileRow[]>, manner: 'csv' | 'sheet'): Promise<Sheet> {
  let first = await batches.next()
  while (!first.done && first.value.length === 0) first = await batches.next()
  if (first.done) throw fileProblem('file.empty')
  const [header, ...rows] = first.value
  async function* rest(): AsyncGenerator<FileRow[]> {
    if (rows.length > 0) yield rows
    yield* batches
  }
  return { columns: header!.cells.map(headerText), headerLine: header!.line, manner, rows: rest() }
}

const headerText = (cell: Cell): string =>
  cell === null || cell === undefined ? '' : textOfCell(cell).trim()

const isNested = (item: Json): boolean => typeof item === 'object' && item !== null

/** A cell as text, for people: what a spreadsheet knows to be a time or an error is shown as such. */
export function textOfCell(cell: Cell): string {
  if (typeof cell === 'string') return cell
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'object') return String(cell)
  if ('kind' in cell && cell.kind === 'time') return [cell.day, cell.time].filter(Boolean).join(' ')
  if ('kind' in cell && cell.kind === 'broken') return String(cell.code)
  if (Array.isArray(cell) && !cell.some(isNested)) return cell.join(', ')
  return JSON.stringify(cell)
}
