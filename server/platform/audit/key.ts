import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto'

/** Signs seals. Made of the installation's secret key, which lies outside of the database. */
export interface AuditKey {
  /** Tells keys apart; says nothing of the key. */
  readonly name: string
  sign(text: string): Buffer
  /** With this key, or with one that was it before. */
  verifies(text: string, signature: Buffer): boolean
  knows(name: string): boolean
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const wrapping = Buffer.from('302e020100300506032b657004220420', 'hex')

/** `former`: the secret keys of before, which signed what is older. */
export function auditKey(secretKey: string, former: readonly string[] = []): AuditKey {
  const keys = [secretKey, ...former].map(pairOf)
  const [{ name, own }] = keys as [ReturnType<typeof pairOf>]
  return {
    name,
    sign: (text) => sign(null, Buffer.from(text), own),
    verifies: (text, signature) => keys.some(({ open }) => verify(null, Buffer.from(text), open, signature)),
    knows: (other) => keys.some((key) => key.name === other),
  }
}

function pairOf(secretKey: string) {
  const seed = Buffer.from(hkdfSync('sha256', secretKey, '', 'sugu audit seals', 32))
  const own = createPrivateKey({ key: Buffer.concat([wrapping, seed]), format: 'der', type: 'pkcs8' })
  const open = createPublicKey(own)
  const print = createHash('sha256')
    .update(open.export({ format: 'der', type: 'spki' }))
    .digest('hex')
  return { own, open, name: print.slice(0, 16) }
}
