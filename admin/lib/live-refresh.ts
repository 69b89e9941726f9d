import type { LiveEvent } from './live-stream.ts'
import { queries, readAllAgain } from './query.ts'

/** Several at once are one: what they concern is read again a moment after the last. */
const together = 250
const longest = 1000

const due = new Map<string, readonly unknown[]>()
let timer: ReturnType<typeof setTimeout> | undefined
let since = 0

/** Whatever of it is on a screen is read again; the rest when it is next looked at. */
export function refresh({ event, data }: LiveEvent): void {
  for (const key of keysOf(event, data)) due.set(JSON.stringify(key), key)
  if (event === 'hello' && data.resumed === false && isLater()) readAllAgain()
  if (event === 'rights') readAllAgain()
  if (due.size === 0) return
  const now = Date.now()
  if (timer === undefined) since = now
  clearTimeout(timer)
  timer = setTimeout(readAgain, Math.max(0, Math.min(together, since + longest - now)))
}

let heardBefore = false

/** At the first word nothing was missed: what is shown was read a moment ago. */
function isLater(): boolean {
  const is = heardBefore
  heardBefore = true
  return is
}

function readAgain(): void {
  timer = undefined
  for (const queryKey of due.values()) void queries.invalidateQueries({ queryKey })
  due.clear()
}

function keysOf(event: string, data: LiveEvent['data']): readonly (readonly unknown[])[] {
  const { table, id } = data
  switch (event) {
    case 'change':
      return isRead(table, id, data.version)
        ? [['rows', table]]
        : [
            ['rows', table],
            ['row', table, id],
          ]
    case 'changes':
      return [
        ['rows', table],
        ['row', table],
      ]
    case 'comment':
      return [['comments', table, id]]
    case 'notification':
      return [['notifications']]
    case 'structure':
      return [['here'], ['table']]
    default:
      return []
  }
}

/** What this tab wrote itself it has read already. */
function isRead(table: unknown, id: unknown, version: unknown): boolean {
  const row = queries.getQueryData<{ version?: number }>(['row', table, id])
  return typeof version === 'number' && typeof row?.version === 'number' && row.version >= version
}
