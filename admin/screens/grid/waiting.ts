import type { Json } from '#model/json.ts'
import type { Row } from '../../lib/table.ts'

/** What of a row is not saved yet. */
export interface Entry {
  /** Below zero: a new row. */
  readonly id: number
  /** As it was read; null: a new row. */
  readonly base: Row | null
  readonly values: Readonly<Record<string, Json>>
  /** What the server refused of it, with why. */
  readonly refused: Readonly<Record<string, string>>
  /** Somebody else wrote the same fields otherwise: their row. */
  readonly theirs: Row | null
  readonly isSending: boolean
  /** Under which a new row is made once, however often it is asked. */
  readonly key: string
  /** What was sent under that key, and may have arrived: it is sent again as it was. */
  readonly attempt: Readonly<Record<string, Json>> | null
}

/** `crypto.randomUUID` is not there where the address is plain http. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Entries survive a reload, a cut and a closed tab: in this browser, for this person at this site. */
export const storageName = (person: number, site: string, table: string): string =>
  `sugu.grid.unsaved.${person}.${site}.${table}`

export function hasEntries(name: string): boolean {
  try {
    return localStorage.getItem(name) !== null
  } catch {
    return false
  }
}

export function readEntries(name: string): Entry[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isEntry).map((entry) => ({ ...entry, isSending: false })) : []
  } catch {
    return []
  }
}

const isEntry = (entry: unknown): entry is Entry => {
  const { id, values, key } = (entry ?? {}) as Partial<Entry>
  return typeof id === 'number' && typeof values === 'object' && values !== null && typeof key === 'string'
}

/** Another tab's entries stay as that tab wrote them. */
export function keepEntries(name: string, mine: Iterable<Entry>, gone: ReadonlySet<number>): void {
  const entries = [...mine]
  const own = new Set([...entries.map(({ id }) => id), ...gone])
  const others = readEntries(name).filter(({ id }) => !own.has(id))
  const all = [...others, ...entries]
  try {
    if (all.length === 0) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(all))
  } catch {
    // Full or private: they wait in this tab alone.
  }
}
