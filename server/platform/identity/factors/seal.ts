import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Secrets that must be read again: closed with a key that is not where they lie. */
export interface Seal {
  /** `about`: whose it is, or what it is for. It opens under the same name alone. */
  close(open: Buffer, about: string): string
  /** Null where it was made with another key, under another name, or altered. */
  open(closed: string, about: string): Buffer | null
}

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** `purpose` keeps what one part has sealed from being opened by another. */
export function sealOf(secretKey: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', `sugu ${purpose}`, 32))
  return {
    close(open, about) {
      const nonce = randomBytes(nonceBytes)
      const closing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(about))
      const closed = Buffer.concat([closing.update(open), closing.final()])
      return Buffer.concat([nonce, closing.getAuthTag(), closed]).toString('base64url')
    },
    open(closed, about) {
      const bytes = Buffer.from(closed, 'base64url')
      const body = nonceBytes + tagBytes
      if (bytes.length < body) return null
      const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes))
      opening.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(nonceBytes, body))
      try {
        return Buffer.concat([opening.update(bytes.subarray(body)), opening.final()])
      } catch {
        return null
      }
    },
  }
}
