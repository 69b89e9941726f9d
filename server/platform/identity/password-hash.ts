/** A stored password, read: ours, or one of those that Django writes. */
export type PasswordHash = { readonly foreign: boolean } & (
  | { readonly kind: 'argon2id'; readonly cost: Argon2Cost; readonly salt: Buffer; readonly key: Buffer }
  | {
      readonly kind: 'pbkdf2_sha256'
      readonly iterations: number
      readonly salt: Buffer
      readonly key: Buffer
    }
  | { readonly kind: 'bcrypt_sha256'; readonly bcrypt: string }
)

export interface Argon2Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

/** Bounds on what a hash may cost: one that was slipped in must not hold the processor for minutes. */
const argon2 =
  /^(argon2)?\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/
const pbkdf2 = /^pbkdf2_sha256\$([1-9]\d{0,6})\$([^$]+)\$([A-Za-z0-9+/]{43}=)$/
const bcrypt = /^bcrypt_sha256\$(\$2[aby]\$(?:0[4-9]|1[0-4])\$[./A-Za-z0-9]{53})$/

/** Null: this is no hash. */
export function readHash(stored: string): PasswordHash | null {
  return readArgon2(stored) ?? readPbkdf2(stored) ?? readBcrypt(stored)
}

function readArgon2(stored: string): PasswordHash | null {
  const [, django, m, t, p, salt, key] = argon2.exec(stored) ?? []
  if (key === undefined) return null
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) }
  const read = { salt: Buffer.from(salt!, 'base64'), key: Buffer.from(key, 'base64') }
  if (!isPossible(cost) || read.salt.length < 8 || read.key.length < 16) return null
  return { kind: 'argon2id', foreign: django !== undefined, cost, ...read }
}

const isPossible = ({ memory, passes, parallelism }: Argon2Cost): boolean =>
  parallelism >= 1 && passes >= 1 && memory >= 8 * parallelism && memory <= 1_048_576

function readPbkdf2(stored: string): PasswordHash | null {
  const [, iterations, salt, key] = pbkdf2.exec(stored) ?? []
  if (key === undefined) return null
  const read = { salt: Buffer.from(salt!), key: Buffer.from(key, 'base64') }
  return { kind: 'pbkdf2_sha256', foreign: true, iterations: Number(iterations), ...read }
}

function readBcrypt(stored: string): PasswordHash | null {
  const [, hash] = bcrypt.exec(stored) ?? []
  return hash === undefined ? null : { kind: 'bcrypt_sha256', foreign: true, bcrypt: hash }
}

export function writeArgon2({ memory, passes, parallelism }: Argon2Cost, salt: Buffer, key: Buffer): string {
  const plain = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(key)}`
}
