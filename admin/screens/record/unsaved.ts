import { fieldTypeOf, type Field as ModelField } from '#model/fields/index.ts'
import { isObject, type Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { isUnread, unread } from '../../fields/unread.ts'
import type { Edits } from './judge.ts'

/** A request of which nobody knows yet whether it arrived: to be asked again under the same key. */
export interface Attempt {
  readonly key: string
  readonly input: Readonly<Record<string, Json>>
}

/** What somebody wrote and has not saved: it outlives a reload, a closed tab, a cut network. */
export interface Unsaved {
  /** When it was last written at, in milliseconds. */
  readonly at: number
  /** The row that it began from; null: a new one. */
  readonly before: Row | null
  readonly edits: Edits
  readonly attempt: Attempt | null
}

/** Whose, where, and of which row: somebody else at the same screen does not see it. */
export interface Place {
  readonly user: number
  readonly site: string
  readonly table: string
  readonly row: number | 'new'
}

const prefix = 'sugu.unsaved.'
const nameOf = ({ user, site, table, row }: Place): string => `${prefix}${user}.${site}.${table}.${row}`
const longestKept = 60 * 86_400_000

export function keepUnsaved(place: Place, unsaved: Unsaved): boolean {
  const typed: Record<string, string> = {}
  const edits: Record<string, Json> = {}
  for (const [slug, value] of Object.entries(unsaved.edits)) {
    if (isUnread(value)) typed[slug] = value.text
    else edits[slug] = value
  }
  return write(nameOf(place), JSON.stringify({ ...unsaved, edits, typed }))
}

export function forgetUnsaved(place: Place): void {
  try {
    localStorage.removeItem(nameOf(place))
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Null: nothing, or nothing that can be read. Fields that are gone since are left out. */
export function readUnsaved(place: Place, table: Table, locale: Locale): Unsaved | null {
  const found = parsed(nameOf(place))
  if (!isObject(found) || !isObject(found.edits) || typeof found.at !== 'number') return null
  const known = new Map(table.fields.map((field) => [field.slug, field]))
  const edits: Record<string, Edits[string]> = {}
  for (const [slug, value] of Object.entries(found.edits)) if (known.has(slug)) edits[slug] = value ?? null
  for (const [slug, text] of Object.entries(isObject(found.typed) ? found.typed : {})) {
    const field = known.get(slug)
    if (field && typeof text === 'string') edits[slug] = readAgain(field, text, locale)
  }
  if (Object.keys(edits).length === 0 && !isObject(found.attempt)) return null
  return {
    at: found.at,
    before: isObject(found.before) ? (found.before as Row) : null,
    edits,
    attempt: attemptOf(found.attempt),
  }
}

function readAgain(field: ModelField, text: string, locale: Locale): Edits[string] {
  const read = fieldTypeOf(field).read(field, text, locale)
  return isProblem(read) ? unread(text, read.problem) : read.value
}

const attemptOf = (found: unknown): Attempt | null =>
  isObject(found) && typeof found.key === 'string' && isObject(found.input)
    ? { key: found.key, input: found.input as Attempt['input'] }
    : null

function parsed(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

/** Where there is no room left, what is oldest goes; told by false where even that does not help. */
function write(name: string, text: string): boolean {
  for (;;) {
    try {
      localStorage.setItem(name, text)
      return true
    } catch {
      if (!forgetOldest(name)) return false
    }
  }
}

function ours(): { name: string; at: number }[] {
  const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ name, at: Number((parsed(name) as { at?: number } | null)?.at ?? 0) }))
    .sort((a, b) => a.at - b.at)
}

function forgetOldest(but: string): boolean {
  try {
    const oldest = ours().find(({ name }) => name !== but)
    if (oldest) localStorage.removeItem(oldest.name)
    return oldest !== undefined
  } catch {
    return false
  }
}

/** What nobody came back to for two months. */
export function forgetOld(now = Date.now()): void {
  try {
    for (const { name, at } of ours()) if (now - at > longestKept) localStorage.removeItem(name)
  } catch {
    // As above.
  }
}

/** A key that nobody else has; plain HTTP on a private network has no `randomUUID`. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `form-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
