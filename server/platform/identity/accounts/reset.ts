import { type Context, inTransaction } from '#engine/context.ts'
import { enqueue } from '#engine/enqueue.ts'
import type { Job, SiteJob } from '#engine/job.ts'
import type { Language } from '#model/language.ts'
import { phoneNumber } from '#model/phones.ts'
import type { Problems } from '#model/problem.ts'
import { audit } from '../../audit/audit.ts'
import { addressKey } from '../../limits/address-key.ts'
import { demandBudget } from '../../limits/limits.ts'
import { send } from '../../messages/send.ts'
import { ask } from '../ask.ts'
import type { Origin } from '../desk.ts'
import { identityError, passwordProblem } from '../errors.ts'
import { newPasswordProblems, passwordFacts } from '../password-policy.ts'
import { passwordProblems, policyFor } from '../password-rules.ts'
import { hashPassword } from '../passwords.ts'
import type { AccountSettings, Accounts } from './accounts.ts'
import { type Channel, codeHash, newResetCode, resetLife } from './codes.ts'
import { accountError } from './errors.ts'

type Asked = { login: string; phone: string | null; language: Language }
const resetJob: Job<Asked, 'site'> = { name: 'accounts.reset', for: 'site' }

/** As a sign-in reads it. */
function namesIn(login: string, country: string) {
  const plain = login.normalize('NFC').replaceAll('\0', '').trim().toLowerCase().slice(0, 254)
  const phone = phoneNumber(plain, country)
  return { login: phone ?? plain, phone }
}

/**
 * Leaves a job and does nothing else: whether somebody has that login is looked up later and elsewhere, so that
 * neither the answer nor its time can tell.
 */
export async function askForReset(
  { limits, settings }: Accounts,
  ctx: Context,
  login: string,
  from: Origin,
): Promise<void> {
  await demandBudget(limits, 'accounts', addressKey(from.address), settings.accountBudget)
  await enqueue(ctx, resetJob, { ...namesIn(login, ctx.site.country), language: ctx.language })
}

interface Found {
  readonly person: number
  readonly channel: Channel
  readonly to: string
  readonly username: string
}

/** Sends the code, where somebody has that login and can be reached. */
export const resetting = (settings: AccountSettings): SiteJob<Asked> => ({
  ...resetJob,
  poll: 0.5,
  async run(ctx, { login, phone, language }) {
    const found = await ask<Found>(ctx.tx, 'find_reset', login, phone)
    if (found) await sendCode(settings, { ...ctx, language }, found)
  },
})

async function sendCode(settings: AccountSettings, ctx: Context, found: Found): Promise<void> {
  const { person, channel, to, username } = found
  const code = newResetCode(channel)
  const { seconds, tries, perHour } = resetLife(channel, settings.passwordResetSeconds)
  const hash = codeHash(settings.secretKey, code)
  await inTransaction(ctx, async ({ tx, language }) => {
    if (!(await ask(tx, 'begin_reset', person, channel, hash, seconds, tries, perHour))) return
    await send(
      tx,
      channel === 'email'
        ? { to: { email: to }, kind: 'reset_email', language, data: { code, login: username } }
        : { to: { phone: to }, kind: 'reset_phone', language, data: { code } },
    )
  })
}

export interface Reset {
  readonly login: string
  readonly code: string
  readonly new_password: string
  readonly new_password_confirm: string
}

/** With the code of a reset, another password: no session, so that a second factor is still asked for. */
export async function confirmReset(
  accounts: Accounts,
  ctx: Context,
  wanted: Reset,
  from: Origin,
): Promise<void> {
  const { desk, limits, settings } = accounts
  await demandBudget(limits, 'accounts.confirm', addressKey(from.address), settings.accountBudget)
  demandSound(accounts, wanted)
  const names = namesIn(wanted.login, ctx.site.country)
  const hash = codeHash(settings.secretKey, wanted.code)
  const tried = await ask<Tried>(ctx.tx, 'try_reset', names.login, names.phone, hash)
  if (!tried) throw accountError('code.wrong')
  const facts = (await passwordFacts(ctx.tx, tried.person, desk.limits.passwordHistory))!
  refuse({ new_password: await newPasswordProblems(desk.limits, facts, wanted.new_password) })
  await setPassword(ctx, tried, await hashPassword(wanted.new_password), from)
}

interface Tried {
  readonly person: number
  readonly code: number
}

async function setPassword(ctx: Context, { person, code }: Tried, hashed: string, from: Origin) {
  await inTransaction(ctx, async ({ tx, language, now }) => {
    const reach = await ask<{ email: string | null; phone: string | null }>(
      tx,
      'finish_reset',
      person,
      code,
      hashed,
    )
    if (!reach) throw accountError('code.wrong')
    const about = `user:${person}`
    await audit(tx, { kind: 'password.reset', actor: about, about, address: from.address })
    const to = reach.email === null ? { phone: reach.phone! } : { email: reach.email }
    const data = { at: now.toISOString(), address: from.address }
    await send(tx, { to, kind: 'password_changed', language, data })
  })
}

/** What can be said without looking at anybody: it is said first, to everybody. */
function demandSound({ desk }: Accounts, { new_password: wanted, new_password_confirm: again }: Reset): void {
  refuse({
    new_password: passwordProblems(wanted, policyFor(desk.limits, 'public')),
    new_password_confirm: again === wanted ? [] : [passwordProblem('password.not_the_same')],
  })
}

function refuse(found: Problems): void {
  const errors = Object.fromEntries(Object.entries(found).filter(([, problems]) => problems.length > 0))
  if (Object.keys(errors).length > 0) throw identityError('password.invalid', {}, { errors })
}
