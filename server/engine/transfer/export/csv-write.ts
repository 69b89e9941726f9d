import type { Field } from '#model/fields/index.ts'
import type { Locale } from '#model/language.ts'
import type { Row } from '#model/row.ts'
import { shieldFormula } from '../files/formula.ts'
import { cellText, isNumeric } from './cell-text.ts'

const separator = ';'
/** By it Excel knows UTF-8. */
const mark = '\uFEFF'

export async function* csvText(
  fields: readonly Field[],
  names: readonly string[],
  pages: AsyncIterable<readonly Row[]>,
  locale: Locale,
): AsyncGenerator<string> {
  yield mark + csvLine(names.map(shieldFormula))
  for await (const rows of pages) yield rows.map((row) => rowLine(fields, row, locale)).join('')
}

const rowLine = (fields: readonly Field[], row: Row, locale: Locale): string =>
  csvLine(fields.map((field) => shielded(field, cellText(field, row[field.slug] ?? null, locale))))

/** Numbers stay numbers, `-35,01` too; a phone's `+` and digits can compute nothing. */
const shielded = (field: Field, text: string): string =>
  isHarmless(field, text) ? text : shieldFormula(text)

const isHarmless = (field: Field, text: string): boolean =>
  isNumeric(field) ? /^-?[\d.,]*$/.test(text) : field.type === 'phone' && /^\+[\d \u00a0]+$/.test(text)

const special = /[";\r\n]|^\s|\s$/

export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)}\r\n`
