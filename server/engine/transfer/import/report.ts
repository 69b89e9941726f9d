import type { Language } from '#model/language.ts'
import { type Problem, sayProblem } from '#model/problem.ts'
import { csvLine } from '../export/csv-write.ts'
import { shieldFormula } from '../files/formula.ts'
import { textOfCell } from '../files/open-sheet.ts'
import type { Cell, FileRow } from '../files/sheet.ts'
import { remark } from './columns.ts'
import type { ReportedProblem, SeenColumn } from './imports.ts'
import type { FoundProblem, Reading, ReadRow } from './read-rows.ts'

/** What a handful of rows has to report. */
export interface Findings {
  readonly problems: readonly ReportedProblem[]
  /** The rows that were not taken, as a file like the one that came, each with its line and why. */
  readonly refused: string
}

export function findingsOf(reading: Reading, rows: readonly ReadRow[], language: Language): Findings {
  return {
    problems: rows.flatMap((row) => row.problems.map((found) => reported(reading, row, found, language))),
    refused: rows.map((row) => refusedLine(reading, row, language)).join(''),
  }
}

function reported(reading: Reading, row: ReadRow, found: FoundProblem, language: Language): ReportedProblem {
  const { column } = found
  return {
    line: row.line,
    column: column === null ? null : columnName(reading, column),
    field: found.field,
    code: found.problem.code,
    message: sayProblem(found.problem, language),
    value: column === null ? null : shown(row.cells[column]),
  }
}

const samples = 3

/** What the columns are for, and the first of what they hold. */
export const seenColumns = ({ columns }: Reading, rows: readonly FileRow[]): SeenColumn[] =>
  columns.map(({ header, field, index }) => {
    const texts = rows.flatMap(({ cells }) => textOfCell(cells[index]).trim().slice(0, 60) || [])
    return { header, field: field?.slug ?? null, samples: texts.slice(0, samples) }
  })

/** What is wrong with columns, from the given one on: it is told at the header's line. */
export const columnProblems = (
  reading: Reading,
  from: number,
  line: number,
  language: Language,
): ReportedProblem[] =>
  reading.columns
    .slice(from)
    .flatMap(({ header, problem }) => (problem ? [headerProblem(header, problem, line, language)] : []))

export const headerProblem = (
  column: string | null,
  problem: Problem,
  line: number | null,
  language: Language,
): ReportedProblem => ({
  line,
  column,
  field: null,
  code: problem.code,
  message: sayProblem(problem, language),
  value: null,
})

/** Its header; where there is none, its letters in a spreadsheet. */
const columnName = ({ columns }: Reading, index: number): string => columns[index]?.header || letters(index)

const letters = (index: number): string =>
  (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

const shown = (cell: Cell): string => textOfCell(cell).slice(0, 100)

const lineName = { fr: `${remark}ligne`, en: `${remark}line` }
const reasonName = { fr: `${remark}raison`, en: `${remark}reason` }

const colon = { fr: ' : ', en: ': ' }

/** A file like the one that came, each row behind its line and what is wrong: to be mended and sent again. */
export function refusedHeader({ columns }: Reading, language: Language): string {
  const headers = columns.map(({ header }) => shieldFormula(header))
  return `\uFEFF${csvLine([lineName[language], reasonName[language], ...headers])}`
}

function refusedLine(reading: Reading, row: ReadRow, language: Language): string {
  const reasons = row.problems.map((found) => {
    const where = found.column === null ? '' : columnName(reading, found.column) + colon[language]
    return where + sayProblem(found.problem, language)
  })
  const cells = reading.columns.map((_, i) => guarded(textOfCell(row.cells[i])))
  return csvLine([String(row.line), shieldFormula(reasons.join(' | ')), ...cells])
}

/** Numbers stay numbers; what is behind its apostrophe already stays so. */
const guarded = (text: string): string =>
  text.startsWith("'") || /^-?[\d.,\s]+$/.test(text) ? text : shieldFormula(text)
