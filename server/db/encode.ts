/**
 * A JavaScript value as PostgreSQL reads it in a text parameter; null for null.
 * An array becomes an array literal: JSON that may be an array is given as `JSON.stringify(value)`.
 */
export function encode(value: unknown): string | Buffer | null {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
      return String(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? null : encodeObject(value)
    case 'undefined':
      return null
    default:
      throw new TypeError(`a ${typeof value} is no value for PostgreSQL`)
  }
}

function encodeObject(value: object): string | Buffer {
  if (Array.isArray(value)) return encodeArray(value)
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return value
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return JSON.stringify(value)
}

function encodeArray(items: readonly unknown[]): string {
  let text = '{'
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ','
    text += encodeItem(items[i])
  }
  return `${text}}`
}

function encodeItem(item: unknown): string {
  if (typeof item === 'string') return quoted(item)
  if (typeof item === 'number' || typeof item === 'boolean' || typeof item === 'bigint') return String(item)
  if (Array.isArray(item)) return encodeArray(item)
  const text = encode(item)
  if (text === null) return 'NULL'
  return quoted(typeof text === 'string' ? text : `\\x${text.toString('hex')}`)
}

const special = /["\\]/
const quoted = (text: string): string =>
  special.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
