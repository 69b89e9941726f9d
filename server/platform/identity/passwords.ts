import { type Argon2Parameters, argon2, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { bcryptSha256Matches } from './bcrypt.ts'
import { inLine } from './in-line.ts'
import { type Argon2Cost, type PasswordHash, readHash, writeArgon2 } from './password-hash.ts'

/** OWASP's floor for Argon2id. Raise it here: each password is hashed anew at its next sign-in. */
export const cost: Argon2Cost = { memory: 19456, passes: 2, parallelism: 1 }

const saltBytes = 16
const keyBytes = 32

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$key`: what every other Argon2 library reads too. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const key = await oneOfTwo(() => argon2id(sameForm(password), salt, cost, keyBytes))
  return writeArgon2(cost, salt, key)
}

/** Against a hash of ours, or of Django's. What is no hash takes as long, and matches nothing. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const hash = readHash(stored)
  if (!hash) {
    await verifyPassword(password, nobodysHash)
    return false
  }
  if (await oneOfTwo(() => matches(sameForm(password), hash))) return true
  // Django hashed what was typed, in whichever of the two forms the keyboard gave.
  return hash.foreign && password !== sameForm(password) && oneOfTwo(() => matches(password, hash))
}

/** Was it made in another way than today's, or with another cost? */
export function isOutdated(stored: string): boolean {
  const read = readHash(stored)
  return read?.kind !== 'argon2id' || stored !== writeArgon2(cost, read.salt, read.key)
}

/** What an absent account is checked against, so that its refusal takes as long as another's. */
export const nobodysHash = writeArgon2(cost, randomBytes(saltBytes), randomBytes(keyBytes))

async function matches(password: string, hash: PasswordHash): Promise<boolean> {
  if (hash.kind === 'bcrypt_sha256') return bcryptSha256Matches(password, hash.bcrypt)
  const { length } = hash.key
  const key =
    hash.kind === 'argon2id'
      ? await argon2id(password, hash.salt, hash.cost, length)
      : await pbkdf2Sha256(password, hash.salt, hash.iterations, length)
  return timingSafeEqual(key, hash.key)
}

/** Two at a time: a burst of sign-ins must leave the threads, and the processor, to the other requests. */
const oneOfTwo = inLine(2)

const argon2id = (message: string, nonce: Buffer, spent: Argon2Cost, tagLength: number): Promise<Buffer> => {
  const parameters: Argon2Parameters = { message, nonce, ...spent, tagLength }
  return new Promise((resolve, reject) =>
    argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key))),
  )
}

const pbkdf2Sha256 = (password: string, salt: Buffer, iterations: number, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    pbkdf2(password, salt, iterations, length, 'sha256', (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )

/** « é » typed as one character or as two is one password. */
const sameForm = (password: string): string => password.normalize('NFC')
