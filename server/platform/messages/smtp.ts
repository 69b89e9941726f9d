import nodemailer from 'nodemailer'
import type { Config } from '#base/config.ts'
import { mailOf, type Waiting } from './compose.ts'

/** What `EMAIL_*` say. */
export type MailSettings = NonNullable<Config['mail']>

export interface Post {
  /** Throws where trying again may help; `refused`: the server will never take it for that address. */
  deliver(message: Waiting, email: string): Promise<'smtp' | 'refused'>
}

/** Some ten seconds for each step: a server that hangs is tried again later. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** The same id at each try, so that a mailbox which got the message twice shows it once. */
const idOf = ({ id, stamp }: Waiting, from: string): string =>
  `<sugu-${id}-${stamp}@${/@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'}>`

export function openPost({ host, port, security, user, password, from }: MailSettings): Post {
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    ...patience,
  })
  return {
    async deliver(message, email) {
      const mail = {
        from,
        to: { name: '', address: email },
        messageId: idOf(message, from),
        ...mailOf(message),
      }
      const headers = { 'Auto-Submitted': 'auto-generated' }
      return transport.sendMail({ ...mail, headers }).then(() => 'smtp' as const, refusedOrThrown)
    },
  }
}

function refusedOrThrown(error: { command?: string; responseCode?: number }): 'refused' {
  if (error.command === 'RCPT TO' && (error.responseCode ?? 0) >= 500) return 'refused'
  throw error
}
