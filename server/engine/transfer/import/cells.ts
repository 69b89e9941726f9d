import { writeDay } from '#model/dates.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { isObject, type Json } from '#model/json.ts'
import { type Language, type Locale, languages } from '#model/language.ts'
import { isProblem, type Parsed } from '#model/problem.ts'
import { isNumeric } from '../export/cell-text.ts'
import { unshieldFormula } from '../files/formula.ts'
import type { BrokenCell, Cell, LocalTime, Sheet } from '../files/sheet.ts'
import { cellProblem } from './problems.ts'

/** A cell's value in its wire form. Undefined: the cell says nothing. */
export type CellReader = (cell: Cell) => Parsed<Json> | undefined

const empty: Parsed<Json> = { value: null }

/** How the cells of a field's column are read. What refers to other rows is read elsewhere. */
export function cellReader(field: Field, manner: Sheet['manner'], locale: Locale): CellReader {
  if (manner === 'json') return jsonReader(field, locale)
  const read = textReader(field, manner === 'csv', locale)
  const fromSheet = sheetReader(field, read, locale)
  return (cell) => (typeof cell === 'string' ? read(cell) : fromSheet(cell))
}

/** Values are judged with their row; only a choice may also be named by its label. */
function jsonReader(field: Field, locale: Locale): CellReader {
  const spoken = field.type === 'choice' ? choiceReader(field, locale) : undefined
  return (cell) => {
    if (cell === undefined) return undefined
    if (!spoken || typeof cell !== 'string' || cell === '') return { value: cell }
    const own = fieldTypeOf(field).parse(field, cell)
    const parsed = isProblem(own) ? spoken(cell) : own
    return isProblem(parsed) ? { value: cell } : parsed
  }
}

function textReader(field: Field, shielded: boolean, locale: Locale): (text: string) => Parsed<Json> {
  const type = fieldTypeOf(field)
  const read =
    field.type === 'choice' ? choiceReader(field, locale) : (text: string) => type.read(field, text, locale)
  return (text) => {
    if (text === '' || text.trim() === '') return empty
    return read(shielded ? unshieldFormula(text) : text)
  }
}

/** By its label in the reader's language, else in the other, or by its value. */
function choiceReader(field: Field, locale: Locale): (text: string) => Parsed<Json> {
  const type = fieldTypeOf(field)
  const tongues: Language[] = [
    locale.language,
    ...languages.filter((language) => language !== locale.language),
  ]
  return (text) => {
    const [first, ...others] = tongues.map((language) => type.read(field, text, { ...locale, language }))
    return isProblem(first!) ? (others.find((parsed) => !isProblem(parsed)) ?? first) : first!
  }
}

/** Numbers, truths and times of a spreadsheet go straight to the fields that are such; others read them as text. */
function sheetReader(field: Field, read: (text: string) => Parsed<Json>, locale: Locale): CellReader {
  const type = fieldTypeOf(field)
  return (cell) => {
    if (cell === null || cell === undefined) return empty
    if (typeof cell === 'number') return isNumeric(field) ? type.parse(field, cell) : read(String(cell))
    if (typeof cell === 'boolean')
      return field.type === 'boolean' ? { value: cell } : read(truth[locale.language][cell ? 1 : 0])
    if (isObject(cell) && cell.kind === 'broken') return broken(cell as BrokenCell)
    return read(timeText(cell as LocalTime))
  }
}

const truth = { fr: ['non', 'oui'], en: ['no', 'yes'] } as const

const broken = ({ code }: BrokenCell): Parsed<Json> => ({
  problem: cellProblem('import.broken_cell', { code }),
})

const timeText = ({ day, time }: LocalTime): string => [day && writeDay(day), time].filter(Boolean).join(' ')
