import { createHash } from 'node:crypto'
import { isObject, type Json } from '#model/json.ts'
import { recordError } from './errors.ts'

/** A place in a list: the values of the order's fields there, and a digest of filter and order. */
export interface Cursor {
  readonly values: readonly Json[]
  readonly backwards: boolean
  /** What the first page counted: a walk from page to page is not counted anew at each step. */
  readonly counted: number | null
}

export const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 10)

export const writeCursor = (cursor: Cursor, digest: string): string =>
  Buffer.from(JSON.stringify([digest, cursor.backwards ? 1 : 0, cursor.counted, ...cursor.values])).toString(
    'base64url',
  )

/** A cursor of another filter, another order or another hand is refused: it would show a wrong page. */
export function readCursor(text: string, digest: string, length: number): Cursor {
  const parts = partsOf(text)
  if (!parts || parts.length !== length + 3 || parts[0] !== digest) throw recordError('list.bad_cursor')
  const [, backwards, counted, ...values] = parts
  if (values.some((value) => isObject(value) || Array.isArray(value))) throw recordError('list.bad_cursor')
  const isCount = Number.isSafeInteger(counted) && (counted as number) >= 0
  return { values, backwards: backwards === 1, counted: isCount ? (counted as number) : null }
}

function partsOf(text: string): Json[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(parts) ? parts : null
  } catch {
    return null
  }
}
