import { encode } from './encode.ts'

// The frontend half of PostgreSQL's protocol 3.0, written into one buffer that leaves in one write.

const keep = 1 << 20
let bytes = Buffer.allocUnsafe(1 << 16)
let at = 0

/** Starts a packet; whatever an encoding error left behind is dropped. */
export const begin = (): void => {
  at = 0
}

/** The packet. A big one takes the buffer with it. */
export function packet(): Buffer {
  if (bytes.length > keep) {
    const whole = bytes.subarray(0, at)
    bytes = Buffer.allocUnsafe(1 << 16)
    return whole
  }
  const copy = Buffer.allocUnsafe(at)
  bytes.copy(copy, 0, 0, at)
  return copy
}

function room(size: number): void {
  if (at + size <= bytes.length) return
  const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, at + size))
  bytes.copy(larger, 0, 0, at)
  bytes = larger
}

function int32(value: number, position: number): void {
  bytes[position] = value >>> 24
  bytes[position + 1] = value >>> 16
  bytes[position + 2] = value >>> 8
  bytes[position + 3] = value
}

function int16(value: number): void {
  bytes[at++] = value >>> 8
  bytes[at++] = value
}

/** UTF-8; short plain text without a call into the runtime. Room was made. */
function text(value: string): void {
  const { length } = value
  if (length > 40) {
    at += bytes.write(value, at)
    return
  }
  const start = at
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i)
    if (code > 127) {
      at = start + bytes.write(value, start)
      return
    }
    bytes[at++] = code
  }
}

function cstring(value: string): void {
  text(value)
  bytes[at++] = 0
}

/** Opens a message of the given code; answers where its length goes. */
function open(code: number, size: number): number {
  room(size + 8)
  bytes[at++] = code
  at += 4
  return at - 4
}

const shut = (length: number): void => int32(at - length, length)

export function parse(name: string, sql: string): void {
  const length = open(0x50, (name.length + sql.length) * 3 + 4)
  cstring(name)
  cstring(sql)
  int16(0)
  shut(length)
}

/** Bind to the unnamed portal; parameters as text (buffers as binary), results as text. */
export function bind(name: string, values: readonly unknown[]): void {
  if (values.length > 65_535) throw new RangeError(`${values.length} values in one statement`)
  const length = open(0x42, name.length * 3 + 16 + values.length * 2)
  bytes[at++] = 0
  cstring(name)
  formats(values)
  int16(values.length)
  for (let i = 0; i < values.length; i++) parameter(values[i])
  room(2)
  int16(0)
  shut(length)
}

function formats(values: readonly unknown[]): void {
  let binary = false
  for (let i = 0; i < values.length; i++) if (values[i] instanceof Uint8Array) binary = true
  int16(binary ? values.length : 0)
  if (binary) for (let i = 0; i < values.length; i++) int16(values[i] instanceof Uint8Array ? 1 : 0)
}

function parameter(value: unknown): void {
  const encoded = encode(value)
  room(encoded === null ? 4 : 4 + encoded.length * 3)
  const length = at
  at += 4
  if (typeof encoded === 'string') text(encoded)
  else if (encoded !== null) at += encoded.copy(bytes, at)
  int32(encoded === null ? -1 : at - length - 4, length)
}

/** Asks for the columns of the unnamed portal. */
export function describe(): void {
  const length = open(0x44, 2)
  bytes[at++] = 0x50
  bytes[at++] = 0
  shut(length)
}

export function execute(): void {
  const length = open(0x45, 5)
  bytes[at++] = 0
  int32(0, at)
  at += 4
  shut(length)
}

/** Forgets a prepared statement. */
export function close(name: string): void {
  const length = open(0x43, name.length * 3 + 2)
  bytes[at++] = 0x53
  cstring(name)
  shut(length)
}

export const sync = (): void => shut(open(0x53, 0))

/** The simple protocol: a script of several commands. */
export function query(sql: string): void {
  const length = open(0x51, sql.length * 3 + 1)
  cstring(sql)
  shut(length)
}

export const terminate = (): void => shut(open(0x58, 0))
