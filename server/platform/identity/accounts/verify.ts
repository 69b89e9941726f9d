import { type Context, inTransaction } from '#engine/context.ts'
import { send } from '../../messages/send.ts'
import { ask } from '../ask.ts'
import type { Profile } from '../desk.ts'
import { type Accounts, personIn } from './accounts.ts'
import { type Channel, codeHash, newCode, verificationLife } from './codes.ts'
import { accountError } from './errors.ts'

interface Begun {
  readonly state: 'missing' | 'proven' | 'many' | 'begun'
  readonly to: string
}

/** A code on its way to the person's own e-mail or phone. Inside a transaction: the code and its message are one. */
export async function beginVerification(
  { settings }: Accounts,
  ctx: Context,
  person: number,
  channel: Channel,
): Promise<Begun['state']> {
  const code = newCode()
  const { seconds, tries, perHour } = verificationLife
  const hash = codeHash(settings.secretKey, code)
  const life = [seconds, tries, perHour]
  const { state, to } = (await ask<Begun>(ctx.tx, 'begin_verification', person, channel, hash, ...life))!
  if (state === 'begun') {
    const recipient = channel === 'email' ? { email: to } : { phone: to }
    const kind = channel === 'email' ? 'verify_email' : 'verify_phone'
    await send(ctx.tx, { to: recipient, kind, language: ctx.language, data: { code } })
  }
  return state
}

const refusals = { missing: 'contact.missing', proven: 'contact.verified', many: 'code.too_many' } as const

/** Sends a code, where none is given yet. */
export async function askForCode(accounts: Accounts, ctx: Context, channel: Channel): Promise<void> {
  const person = personIn(ctx)
  const state = await inTransaction(ctx, (inner) => beginVerification(accounts, inner, person, channel))
  if (state !== 'begun') throw accountError(refusals[state])
}

/** The profile, with the contact proven. Each wrong code counts, whatever becomes of the request. */
export async function verify(
  { settings }: Accounts,
  ctx: Context,
  channel: Channel,
  code: string,
): Promise<Profile> {
  const hash = codeHash(settings.secretKey, code)
  const profile = await ask<Profile>(ctx.tx, 'verify_contact', personIn(ctx), channel, hash)
  if (!profile) throw accountError('code.wrong')
  return profile
}
