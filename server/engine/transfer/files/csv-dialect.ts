import { csvReading, readRows } from './csv-read.ts'

export const separators = [';', ',', '\t', '|'] as const

/** Excel's own way of naming the separator, on a line of its own before the rest. */
const declared = /^\uFEFF?sep=(.)(\r\n|\r|\n)/i

/** The separator of a CSV file by its first pages; `;` where nothing tells. */
export function detectSeparator(sample: string, whole: boolean): string {
  const named = declared.exec(sample)
  if (named) return named[1]!
  const scores = separators.map((separator) => score(sample, separator, whole))
  const best = scores.indexOf(Math.max(...scores))
  return scores[best]! > 0 ? separators[best]! : ';'
}

export const declaresSeparator = (sample: string): boolean => declared.test(sample)

/** How well rows agree with the header on its number of cells; then, the more cells the better. */
function score(sample: string, separator: string, whole: boolean): number {
  const [header, ...rows] = rowsOf(sample, separator, whole)
  if (!header || header.cells.length < 2) return 0
  const agreeing = rows.filter((row) => row.cells.length === header.cells.length).length
  const share = rows.length === 0 ? 1 : agreeing / rows.length
  return share + header.cells.length / 10_000
}

function rowsOf(sample: string, separator: string, whole: boolean) {
  try {
    return readRows(csvReading(separator), sample, whole).slice(0, 200)
  } catch {
    return []
  }
}
