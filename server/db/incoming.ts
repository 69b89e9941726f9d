import type { DatabaseErrorFields } from './errors.ts'
import type { Cell } from './executor.ts'

// The backend half of PostgreSQL's protocol 3.0. Messages are read where they lie; cells become strings at once.

/** Told of every whole message: its code and where its body lies. */
export type Message = (code: number, bytes: Buffer, start: number, end: number) => void

/** Cuts a stream of chunks into messages. */
export function cutter(message: Message): (chunk: Buffer) => void {
  let rest: Buffer | null = null
  let filled = 0
  return (chunk) => {
    let bytes = chunk
    let end = chunk.length
    if (rest !== null) {
      rest = grown(rest, filled, filled + chunk.length)
      chunk.copy(rest, filled)
      bytes = rest
      end = filled + chunk.length
    }
    const at = cut(bytes, end, message)
    filled = end - at
    rest = filled === 0 ? null : leftOver(bytes, at, end, rest)
  }
}

function cut(bytes: Buffer, end: number, message: Message): number {
  let at = 0
  while (at + 5 <= end) {
    const next = at + 1 + int32(bytes, at + 1)
    if (next > end) break
    message(bytes[at]!, bytes, at + 5, next)
    at = next
  }
  return at
}

const grown = (rest: Buffer, filled: number, size: number): Buffer => {
  if (size <= rest.length) return rest
  const larger = Buffer.allocUnsafe(Math.max(size, rest.length * 2))
  rest.copy(larger, 0, 0, filled)
  return larger
}

/** What begins the next message, in a buffer of our own with room for the whole of it. */
function leftOver(bytes: Buffer, at: number, end: number, own: Buffer | null): Buffer {
  if (bytes === own && at === 0) return own
  const whole = end - at >= 5 ? 1 + int32(bytes, at + 1) : 0
  const copy = Buffer.allocUnsafe(Math.max(whole, end - at, 64))
  bytes.copy(copy, 0, at, end)
  return copy
}

export const int32 = (bytes: Buffer, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!

const int16 = (bytes: Buffer, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!

export function readRow(bytes: Buffer, start: number, encoding: 'utf8' | 'latin1' = 'utf8'): Cell[] {
  const count = int16(bytes, start)
  const cells: Cell[] = new Array(count)
  let at = start + 2
  for (let i = 0; i < count; i++) {
    const length = int32(bytes, at)
    at += 4
    if (length === -1) cells[i] = null
    else {
      cells[i] = length === 0 ? '' : bytes.toString(encoding, at, at + length)
      at += length
    }
  }
  return cells
}

/** Names of a RowDescription; 18 bytes of types follow each. */
export function readColumns(bytes: Buffer, start: number): string[] {
  const names: string[] = new Array(int16(bytes, start))
  let at = start + 2
  for (let i = 0; i < names.length; i++) {
    const stop = bytes.indexOf(0, at)
    names[i] = bytes.toString('utf8', at, stop)
    at = stop + 19
  }
  return names
}

/** The number that ends a command tag: `INSERT 0 5`, `SELECT 1`; 0 for those without. */
export function readCount(bytes: Buffer, start: number, end: number): number {
  let count = 0
  let place = 1
  for (let at = end - 2; at >= start; at--) {
    const digit = bytes[at]! - 48
    if (digit < 0 || digit > 9) break
    count += digit * place
    place *= 10
  }
  return count
}

export function readError(bytes: Buffer, start: number): DatabaseErrorFields & { message: string } {
  const fields: Record<string, string> = {}
  let at = start
  while (bytes[at] !== 0) {
    const stop = bytes.indexOf(0, at + 1)
    fields[String.fromCharCode(bytes[at]!)] = bytes.toString('utf8', at + 1, stop)
    at = stop + 1
  }
  const { C: code = 'XX000', M: message = '', n: constraint, t: table, c: column, D: detail } = fields
  return { code, message, constraint, table, column, detail }
}
