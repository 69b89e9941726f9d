import { openConnection } from '../tests/support/connection.ts'
import { encodeRequest, type Request } from '../tests/support/load.ts'

export type Row = Readonly<Record<string, unknown>>
export interface Page {
  readonly count: number | null
  readonly count_is_capped?: boolean
  readonly next?: string | null
  readonly results: readonly Row[]
}

/** One request, its answer as JSON; anything but a 2xx throws. */
export async function fetchJson<T>(port: number, request: Request): Promise<T> {
  const connection = openConnection(port)
  try {
    const { status, body } = await connection.ask(encodeRequest(request), true)
    if (status < 200 || status > 299) throw new Error(`${request.path}: ${status} ${body.slice(0, 300)}`)
    return JSON.parse(body) as T
  } finally {
    connection.close()
  }
}

/** The floor's row is what must come back: the same value in each of its fields. What Sugu adds is not looked at. */
export function rowDifferences(where: string, ours: Row | undefined, theirs: Row): string[] {
  if (!ours) return [`${where}: row ${theirs.id} is missing`]
  return Object.entries(theirs)
    .filter(([field, value]) => JSON.stringify(ours[field]) !== JSON.stringify(value))
    .map(
      ([field, value]) =>
        `${where}: ${field} is ${JSON.stringify(ours[field])}, not ${JSON.stringify(value)}`,
    )
}

/** Same rows, same order, same total (up to where Sugu stops counting). */
export function pageDifferences(where: string, ours: Page, theirs: Page): string[] {
  const rows = theirs.results.flatMap((row, i) =>
    rowDifferences(`${where} row ${i + 1}`, ours.results[i], row),
  )
  const more = ours.results.length - theirs.results.length
  return [
    ...(more > 0 ? [`${where}: ${more} rows too many`] : []),
    ...countDifference(where, ours, theirs),
    ...rows,
  ]
}

/** Ranked and typo-tolerant: every row of the floor is found; better ones may come before. */
export function searchDifferences(where: string, ours: Page, theirs: Page): string[] {
  const missing = (theirs.count ?? 0) - (ours.count ?? 0)
  if (missing > 0) return [`${where}: ${missing} of the floor's ${theirs.count} rows are not found`]
  if ((theirs.count ?? 0) > theirs.results.length) return []
  const found = new Map(ours.results.map((row) => [row.id, row]))
  return theirs.results.flatMap((row) => rowDifferences(where, found.get(row.id), row))
}

function countDifference(where: string, ours: Page, theirs: Page): string[] {
  if (ours.count === null || theirs.count === null) return []
  const right = ours.count_is_capped ? theirs.count > ours.count : theirs.count === ours.count
  return right ? [] : [`${where}: counts ${ours.count}, not ${theirs.count}`]
}
