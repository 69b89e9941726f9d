import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import { isObject, type JsonObject } from '#model/json.ts'

/**
 * What a passkey signed, judged as Web Authentication Level 3 says (7.1, 7.2). Who made the key is not asked
 * (attestation `none`), so that its public half may be taken as the browser read it, from `toJSON()`.
 */

/** What the browser was asked for, and where. */
export interface Asked {
  readonly challenge: string
  /** `https://sugu.example.com`. */
  readonly origin: string
  /** The `rp.id`: the origin's host. */
  readonly host: string
}

/** As it is kept; binary as base64url. */
export interface Passkey {
  readonly credential: string
  /** DER of a SubjectPublicKeyInfo. */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
}

/** In the order of preference: Ed25519, P-256, RSA. */
export const algorithms = [-8, -7, -257] as const

/** The key that was made; null where anything is not as asked. */
export function readNewPasskey(given: JsonObject, asked: Asked): Passkey | null {
  const { id, response } = given
  if (typeof id !== 'string' || !isObject(response) || !clientData(response, 'webauthn.create', asked))
    return null
  const seen = authenticatorData(response.authenticatorData, asked)
  const publicKey = bytesOf(response.publicKey)
  if (!seen || seen.credential !== id || !publicKey || !readKey(publicKey)) return null
  const { transports } = response
  return {
    credential: id,
    publicKey: publicKey.toString('base64url'),
    counter: seen.counter,
    transports: Array.isArray(transports) ? transports.filter(isTransport).slice(0, 8) : [],
  }
}

/** The counter of a signature that holds; null where anything is not as asked. */
export function readSignature(given: JsonObject, asked: Asked, key: Passkey): number | null {
  const { id, response } = given
  if (id !== key.credential || !isObject(response)) return null
  const client = clientData(response, 'webauthn.get', asked)
  const seen = authenticatorData(response.authenticatorData, asked)
  const signature = bytesOf(response.signature)
  if (!client || !seen || !signature) return null
  const signed = Buffer.concat([seen.bytes, hash('sha256', client, 'buffer')])
  const publicKey = readKey(Buffer.from(key.publicKey, 'base64url'))
  return publicKey && verify(digestOf(publicKey), signed, publicKey, signature) ? seen.counter : null
}

const isTransport = (name: unknown): name is string => typeof name === 'string' && /^[a-z-]{1,20}$/.test(name)

function bytesOf(text: unknown): Buffer | null {
  if (typeof text !== 'string' || text.length > 8192 || !/^[\w-]+$/.test(text)) return null
  return Buffer.from(text, 'base64url')
}

/** Its bytes, where they say what was asked: another site's page cannot pass on what it was given. */
function clientData(response: JsonObject, type: string, asked: Asked): Buffer | null {
  const bytes = bytesOf(response.clientDataJSON)
  if (!bytes) return null
  try {
    const said = JSON.parse(bytes.toString('utf8')) as JsonObject | null
    const isAsked = said?.type === type && said.challenge === asked.challenge && said.origin === asked.origin
    return isAsked && said.crossOrigin !== true ? bytes : null
  } catch {
    return null
  }
}

interface Seen {
  readonly bytes: Buffer
  readonly counter: number
  /** Of a key that was just made. */
  readonly credential: string | null
}

const flags = { present: 0x01, canBeCopied: 0x08, isCopied: 0x10, holdsKey: 0x40 } as const
const headBytes = 37
const keyIdAt = 55

function authenticatorData(text: unknown, asked: Asked): Seen | null {
  const bytes = bytesOf(text)
  if (!bytes || bytes.length < headBytes) return null
  const set = bytes[32]!
  const has = (flag: number): boolean => (set & flag) !== 0
  if (!bytes.subarray(0, 32).equals(hash('sha256', asked.host, 'buffer')) || !has(flags.present)) return null
  if (has(flags.isCopied) && !has(flags.canBeCopied)) return null
  return { bytes, counter: bytes.readUInt32BE(33), credential: has(flags.holdsKey) ? keyIdIn(bytes) : null }
}

function keyIdIn(bytes: Buffer): string | null {
  if (bytes.length < keyIdAt) return null
  const length = bytes.readUInt16BE(keyIdAt - 2)
  return length >= 1 && length <= 1023 && bytes.length >= keyIdAt + length
    ? bytes.toString('base64url', keyIdAt, keyIdAt + length)
    : null
}

/** Null for a kind of key that was not offered. */
function readKey(der: Buffer): KeyObject | null {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
    if (key.asymmetricKeyType === 'ed25519') return key
    if (key.asymmetricKeyType === 'ec') return namedCurve === 'prime256v1' ? key : null
    return key.asymmetricKeyType === 'rsa' && modulusLength >= 2048 && modulusLength <= 8192 ? key : null
  } catch {
    return null
  }
}

const digestOf = (key: KeyObject): string | null => (key.asymmetricKeyType === 'ed25519' ? null : 'sha256')
