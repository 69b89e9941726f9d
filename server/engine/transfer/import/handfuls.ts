import type { FileRow } from '../files/sheet.ts'

const mostRows = 5000
const mostCharacters = 8_000_000

/** The rows in handfuls of a size that one statement carries well; the same file always gives the same ones. */
export async function* handfuls(
  batches: AsyncIterable<readonly FileRow[]>,
): AsyncGenerator<readonly FileRow[]> {
  let rows: FileRow[] = []
  let characters = 0
  for await (const batch of batches) {
    for (const row of batch) {
      rows.push(row)
      characters += weight(row)
      if (rows.length < mostRows && characters < mostCharacters) continue
      yield rows
      rows = []
      characters = 0
    }
  }
  if (rows.length > 0) yield rows
}

function weight({ cells }: FileRow): number {
  let characters = 0
  for (const cell of cells) characters += typeof cell === 'string' ? cell.length : 8
  return characters
}
