import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { decimalsOf } from '#model/money.ts'
import type { Row } from '#model/row.ts'
import { serialOfDate } from '../files/xlsx-dates.ts'
import { type NewEntry, zip } from '../files/zip-write.ts'
import { cellText, isNumeric } from './cell-text.ts'
import {
  contentTypes,
  rootRelations,
  sheetEnd,
  sheetStart,
  styles,
  workbook,
  workbookRelations,
  xmlText,
} from './xlsx-parts.ts'

/** Excel's own limit; a longer table goes on in another sheet. */
const rowsOfSheet = 1_048_575
/** A zip entry's size is told in 32 bits. */
const charactersOfSheet = 2_000_000_000
/** Excel's own limit for a cell. */
const charactersOfCell = 32_767

export const xlsxBytes = (
  fields: readonly Field[],
  names: readonly string[],
  pages: AsyncIterable<readonly Row[]>,
  locale: Locale,
  sheetName: string,
): AsyncIterable<Uint8Array> =>
  zip(entriesOf({ columns: columnsOf(fields, names), pages, locale, sheetName }))

interface Writing {
  readonly columns: readonly Column[]
  readonly pages: AsyncIterable<readonly Row[]>
  readonly locale: Locale
  readonly sheetName: string
}

interface Column {
  readonly field: Field
  readonly name: string
  readonly format: string
  /** Its place among the styles. */
  readonly style: number
}

async function* entriesOf(writing: Writing): AsyncGenerator<NewEntry> {
  yield { name: '_rels/.rels', content: [rootRelations] }
  yield { name: 'xl/styles.xml', content: [styles(formatsOf(writing.columns))] }
  const pages = writing.pages[Symbol.asyncIterator]()
  let sheets = 0
  for (let more = { done: false }; !more.done; ) {
    yield { name: `xl/worksheets/sheet${++sheets}.xml`, content: sheetText(writing, pages, more) }
  }
  yield { name: 'xl/workbook.xml', content: [workbook(writing.sheetName, sheets)] }
  yield { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations(sheets)] }
  yield { name: '[Content_Types].xml', content: [contentTypes(sheets)] }
}

/** One sheet; `more.done` once the pages are at their end. */
async function* sheetText(
  { columns, locale }: Writing,
  pages: AsyncIterator<readonly Row[]>,
  more: { done: boolean },
): AsyncGenerator<string> {
  const header = `<row>${columns.map(({ name }) => textCell(name, 1)).join('')}</row>`
  let rows = 0
  let characters = 0
  for (let start = true; ; start = false) {
    const page = await pages.next()
    more.done = page.done === true
    const given: readonly Row[] = page.done ? [] : page.value
    if (start) yield sheetStart(widthsOf(columns, given, locale)) + header
    const text = given.map((row) => rowText(columns, row, locale)).join('')
    yield text
    rows += given.length
    characters += text.length
    if (page.done || rows + given.length > rowsOfSheet || characters > charactersOfSheet) break
  }
  yield sheetEnd
}

function widthsOf(columns: readonly Column[], rows: readonly Row[], locale: Locale): number[] {
  return columns.map(({ field, name }) => {
    const lengths = rows.slice(0, 200).map((row) => cellText(field, row[field.slug] ?? null, locale).length)
    return Math.min(60, Math.max(10, name.length + 2, ...lengths.map((length) => length + 2)))
  })
}

const rowText = (columns: readonly Column[], row: Row, locale: Locale): string =>
  `<row>${columns.map((column) => cellXml(column, row[column.field.slug] ?? null, locale)).join('')}</row>`

/** Numbers, truths and days are what they are; all else is text, which a spreadsheet never computes. */
function cellXml({ field, style }: Column, value: Json, locale: Locale): string {
  if (value === null || value === '') return '<c/>'
  if (field.type === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`
  const number = numberOf(field, value, locale)
  return number === null
    ? textCell(cellText(field, value, locale), style)
    : `<c s="${style}"><v>${number}</v></c>`
}

function numberOf(field: Field, value: Json, locale: Locale): string | number | null {
  if (field.type === 'date') return serialOfDate(value as string)
  if (field.type === 'datetime') return serialOfDate(localText(field, value, locale))
  return isNumeric(field) && typeof value !== 'object' && digitsOf(String(value)) <= 15 ? String(value) : null
}

const digitsOf = (number: string): number => number.replace(/[-.]/g, '').replace(/^0+/, '').length

/** `2026-12-31T10:00:00` on the site's clock; nothing where the clock alone does not tell the instant. */
function localText(field: Field, value: Json, locale: Locale): string {
  const written = fieldTypeOf(field).write(field as never, value as never, locale)
  const [, day, month, year, time, seconds] =
    /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d)(:\d\d)?$/.exec(written) ?? []
  return day ? `${year}-${month}-${day}T${time}${seconds ?? ':00'}` : ''
}

const textCell = (text: string, style: number): string =>
  `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(text.slice(0, charactersOfCell))}</t></is></c>`

function columnsOf(fields: readonly Field[], names: readonly string[]): Column[] {
  const formats = [...new Set(fields.map(formatOf))]
  return fields.map((field, i) => {
    const format = formatOf(field)
    return { field, name: names[i]!, format, style: formats.indexOf(format) + 2 }
  })
}

const formatsOf = (columns: readonly Column[]): string[] => [...new Set(columns.map(({ format }) => format))]

function formatOf(field: Field): string {
  switch (field.type) {
    case 'date':
      return 'dd/mm/yyyy'
    case 'datetime':
      return 'dd/mm/yyyy hh:mm:ss'
    case 'decimal':
      return withPlaces(field.places)
    case 'money':
      return withPlaces(decimalsOf(field.currency))
    default:
      return isNumeric(field) ? '0' : '@'
  }
}

const withPlaces = (places: number): string => (places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`)
