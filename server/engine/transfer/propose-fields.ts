import type { Field } from '#model/fields/index.ts'
import type { JsonObject } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem } from '#model/problem.ts'
import { reservedFields } from '#model/reserved.ts'
import { technicalName } from '#model/technical-name.ts'
import { textOfCell } from './files/open-sheet.ts'
import type { Cell, Sheet } from './files/sheet.ts'
import { cellReader } from './import/cells.ts'

/** A column of a file, and the field that it might become. */
export interface Proposed {
  readonly header: string
  readonly field: JsonObject
  readonly samples: readonly string[]
  /** Of the rows that were looked at, those that say something there. */
  readonly filled: number
}

export interface Proposal {
  readonly columns: readonly Proposed[]
  /** How many were looked at. */
  readonly rows: number
}

const mostRows = 1_000
const mostColumns = 200

/** What fields a table would need to hold the file: told by its first rows. */
export async function proposeFields(sheet: Sheet, locale: Locale): Promise<Proposal> {
  const rows = await firstRows(sheet)
  const taken = new Set<string>()
  const columns = sheet.columns.slice(0, mostColumns).flatMap((header, i) => {
    const cells = rows.map((row) => row[i]).filter((cell) => textOf(cell) !== '')
    if (header === '' && cells.length === 0) return []
    const label = [...(header || `Colonne ${i + 1}`)].slice(0, 120).join('')
    const slug = technicalName(label, (name) => taken.has(name) || reservedFields.has(name))
    taken.add(slug)
    const texts = [...new Set(cells.map(textOf))]
    const samples = texts.slice(0, 3).map((text) => text.slice(0, 200))
    const field = { slug, label: { fr: label }, ...guess(cells, texts, sheet, locale) }
    return [{ header, field, samples, filled: cells.length }]
  })
  return { columns, rows: rows.length }
}

async function firstRows(sheet: Sheet): Promise<(readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = []
  for await (const some of sheet.rows) {
    rows.push(...some.map(({ cells }) => cells).slice(0, mostRows - rows.length))
    if (rows.length >= mostRows) break
  }
  return rows
}

const textOf = (cell: Cell): string => textOfCell(cell).trim()

type Guess = JsonObject & { readonly type: Field['type'] }

/** The narrowest type that reads each of its cells; a text reads them all. */
function guess(cells: readonly Cell[], texts: readonly string[], sheet: Sheet, locale: Locale): Guess {
  if (texts.length === 0) return { type: 'text' }
  const isBroken = texts.some((text) => /^0\d/.test(text))
  const found = candidates(texts)
    .filter(({ type }) => !isBroken || !(type === 'integer' || type === 'decimal'))
    .find((candidate) => readsAll(candidate, cells, sheet, locale))
  if (found) return found
  return choiceOf(cells, texts) ?? { type: isLong(texts) ? 'long_text' : 'text' }
}

const candidates = (texts: readonly string[]): readonly Guess[] => [
  { type: 'integer' },
  { type: 'decimal', digits: 18, places: Math.min(6, Math.max(2, ...texts.map(placesOf))) },
  { type: 'boolean' },
  { type: 'date' },
  { type: 'datetime' },
  { type: 'email' },
  { type: 'phone' },
  { type: 'url' },
]

const placesOf = (text: string): number => /[.,](\d+)$/.exec(text)?.[1]?.length ?? 0

function readsAll(guessed: Guess, cells: readonly Cell[], sheet: Sheet, locale: Locale): boolean {
  const field = { ...guessed, id: 0, slug: 'x', label: { fr: 'x' } } as unknown as Field
  const read = cellReader(field, sheet.manner === 'json' ? 'sheet' : sheet.manner, locale)
  return cells.every((cell) => {
    if (typeof cell === 'number' && guessed.type === 'integer' && !Number.isInteger(cell)) return false
    if (typeof cell === 'number' && guessed.type !== 'integer' && guessed.type !== 'decimal') return false
    if (typeof cell === 'object' && Array.isArray(cell)) return false
    const value = read(cell)
    return value === undefined || !isProblem(value)
  })
}

const isLong = (texts: readonly string[]): boolean =>
  texts.some((text) => text.length > 200 || text.includes('\n'))

/** A few short words that come again and again. */
function choiceOf(cells: readonly Cell[], texts: readonly string[]): Guess | null {
  const isFew = texts.length <= 12 && texts.length * 3 <= cells.length
  if (!isFew || texts.some((text) => text.length > 40 || /\p{C}/u.test(text))) return null
  const taken = new Set<string>()
  const options = texts.map((text) => {
    const value = technicalName(text, (name) => taken.has(name), 'choix')
    taken.add(value)
    return { value, label: { fr: text } }
  })
  return { type: 'choice', options }
}
