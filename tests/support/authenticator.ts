import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** An authenticator in software, which can also do what no honest one does. */
export interface Authenticator {
  readonly id: string
  /** As `toJSON()` of what `navigator.credentials.create()` answers. */
  create(asked: Question, lies?: Lies): Answer
  /** As `toJSON()` of what `navigator.credentials.get()` answers. */
  get(asked: Question, lies?: Lies): Answer
}

export interface Question {
  readonly challenge: string
  readonly origin: string
  readonly host: string
}

export interface Lies {
  readonly type?: string
  readonly crossOrigin?: boolean
  readonly flags?: number
  readonly counter?: number
  /** Signs with another key. */
  readonly key?: KeyObject
  readonly id?: string
}

export interface Answer {
  readonly id: string
  readonly rawId: string
  readonly type: string
  readonly response: Readonly<Record<string, string | string[]>>
}

const base64url = (bytes: Buffer): string => bytes.toString('base64url')
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest()

export function authenticator(kind: 'ed25519' | 'p256' | 'rsa' = 'p256', counts = true): Authenticator {
  const { privateKey, publicKey } = keysOf(kind)
  const credential = randomBytes(32)
  const id = base64url(credential)
  let counter = 0
  const clientOf = (type: string, { challenge, origin }: Question, lies: Lies): Buffer =>
    Buffer.from(
      JSON.stringify({ type: lies.type ?? type, challenge, origin, crossOrigin: lies.crossOrigin ?? false }),
    )
  const headOf = ({ host }: Question, flags: number, lies: Lies): Buffer => {
    counter += counts ? 1 : 0
    const head = Buffer.alloc(37)
    sha256(host).copy(head)
    head[32] = lies.flags ?? flags
    head.writeUInt32BE(lies.counter ?? counter, 33)
    return head
  }
  const answer = (response: Answer['response'], lies: Lies): Answer => {
    const said = lies.id ?? id
    return { id: said, rawId: said, type: 'public-key', response }
  }
  return {
    id,
    create(asked, lies = {}) {
      const length = Buffer.from([0, credential.length])
      const data = Buffer.concat([headOf(asked, 0x45, lies), Buffer.alloc(16), length, credential])
      const spki = publicKey.export({ format: 'der', type: 'spki' })
      return answer(
        {
          clientDataJSON: base64url(clientOf('webauthn.create', asked, lies)),
          authenticatorData: base64url(data),
          publicKey: base64url(spki),
          transports: ['internal'],
        },
        lies,
      )
    },
    get(asked, lies = {}) {
      const client = clientOf('webauthn.get', asked, lies)
      const data = headOf(asked, 0x05, lies)
      const digest = kind === 'ed25519' ? null : 'sha256'
      const signature = sign(digest, Buffer.concat([data, sha256(client)]), lies.key ?? privateKey)
      return answer(
        {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
        },
        lies,
      )
    },
  }
}

function keysOf(kind: 'ed25519' | 'p256' | 'rsa') {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519')
  if (kind === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}
