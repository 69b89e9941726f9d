import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { randomToken } from '#base/ids.ts'

/** Given with a form, and handed in with its answer: when it was opened, and that it was. */
export interface Tickets {
  give(form: string, now: Date): string
  /** Null where it was not given by us, for this form, or is too old. */
  read(ticket: string, form: string, now: Date): Ticket | null
}

export interface Ticket {
  readonly id: string
  /** Milliseconds since it was given. */
  readonly age: number
  readonly ends: Date
}

/** A page is left open over a day's work. */
const life = 12 * 3600_000

export function ticketsOf(secretKey: string): Tickets {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'sugu entry forms', 32))
  const sign = (form: string, text: string): Buffer =>
    createHmac('sha256', key).update(`${form}\n${text}`).digest().subarray(0, 16)
  return {
    give(form, now) {
      const text = `${now.getTime().toString(36)}.${randomToken(12)}`
      return `${text}.${sign(form, text).toString('base64url')}`
    },
    read(ticket, form, now) {
      const [, text = '', at = '', id = '', mark = ''] =
        /^(([0-9a-z]{1,9})\.([\w-]{16}))\.([\w-]{22})$/.exec(ticket) ?? []
      if (!timingSafeEqual(sign(form, text), sized(Buffer.from(mark, 'base64url')))) return null
      const given = Number.parseInt(at, 36)
      const age = now.getTime() - given
      return age < -60_000 || age > life ? null : { id, age, ends: new Date(given + life + 60_000) }
    },
  }
}

const sized = (bytes: Buffer): Buffer => (bytes.length === 16 ? bytes : Buffer.alloc(16))
