import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { inLine } from './in-line.ts'

/** OWASP's floor for Argon2id. Raise it here: each password is hashed anew at its next sign-in. */
export const cost: Cost = { memory: 19456, passes: 2, parallelism: 1 }

interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

const saltBytes = 16
const keyBytes = 32

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$key`: what every other Argon2 library reads too. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  return written(cost, salt, await derive(password, salt, cost, keyBytes))
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const read = readHash(stored)
  if (!read) return false
  return timingSafeEqual(await derive(password, read.salt, read.cost, read.key.length), read.key)
}

/** Was it made with another cost than today's? */
export function isOutdated(stored: string): boolean {
  const read = readHash(stored)
  return !read || written(read.cost, read.salt, read.key) !== written(cost, read.salt, read.key)
}

/** What an absent account is checked against, so that its refusal takes as long as another's. */
export const nobodysHash = written(cost, randomBytes(saltBytes), randomBytes(keyBytes))

interface Hash {
  readonly cost: Cost
  readonly salt: Buffer
  readonly key: Buffer
}

const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function readHash(stored: string): Hash | null {
  const [, memory, passes, parallelism, salt, key] = phc.exec(stored) ?? []
  if (!key) return null
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt!, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
}

function written({ memory, passes, parallelism }: Cost, salt: Buffer, key: Buffer): string {
  const plain = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(key)}`
}

/** Two at a time: a burst of sign-ins must leave the threads, and the processor, to the other requests. */
const twoAtATime = inLine(2)

const derive = (password: string, nonce: Buffer, { memory, passes, parallelism }: Cost, tagLength: number) =>
  twoAtATime(() => argon2id({ message: sameForm(password), nonce, memory, passes, parallelism, tagLength }))

const argon2id = (parameters: Argon2Parameters): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key))),
  )

/** « é » typed as one character or as two is one password. */
const sameForm = (password: string): string => password.normalize('NFC')
