import type { Executor } from '#db/executor.ts'
import { callError } from '#engine/rest/call.ts'
import type { JsonObject } from '#model/json.ts'
import { ask } from '../ask.ts'
import type { SignedIn } from '../desk.ts'
import { identityError } from '../errors.ts'
import { demandTurn, lockedFor } from '../locked.ts'
import { tokenHash } from '../tokens.ts'
import { factorError, factorProblem } from './errors.ts'
import type { Asking, Factors } from './factors.ts'
import { signedPasskey } from './passkey-signature.ts'
import { recoveryHash } from './recovery-codes.ts'
import { passTicket } from './ticket.ts'
import { tellChange } from './told.ts'
import { plainCode, sealedFor, stepOf } from './totp.ts'

/** What is shown with a ticket: a code of the application, a recovery code, or what a passkey signed. */
export interface Shown {
  readonly code: string | null
  readonly passkey: JsonObject | null
}

/** The second step of signing in: the ticket stands for the password, this is the rest. */
export async function secondStep(factors: Factors, asking: Asking, shown: Shown): Promise<SignedIn> {
  await demandTurn(factors.desk, asking.from)
  const { code, passkey } = shown
  if (passkey && code === null) return withPasskey(factors, asking, passkey)
  if (passkey || code === null)
    throw callError('form.invalid', {}, { errors: { code: [factorProblem('factor.one_of_two')] } })
  return /^\d{6}$/.test(plainCode(code))
    ? withTotp(factors, asking, plainCode(code))
    : withRecoveryCode(factors, asking, code)
}

async function withTotp(factors: Factors, asking: Asking, code: string): Promise<SignedIn> {
  const { user, secret: sealed } = await beginTry(factors, asking)
  const secret = sealed === null ? null : factors.seal.open(sealed, sealedFor(user))
  const step = secret && stepOf(code, secret, asking.ctx.now)
  if (step === null) throw factorError('factor.wrong')
  return taking(factors, asking, async (tx, ticket) => {
    demandTaken(await ask<boolean>(tx, 'take_totp', ticket, step), 'factor.wrong')
    return passTicket(factors, tx, asking)
  })
}

interface Begun {
  readonly locked?: number
  readonly user: number
  readonly secret: string | null
}

async function beginTry({ desk }: Factors, { ctx, token }: Asking): Promise<Begun> {
  const { maxLoginAttempts, lockoutMinutes } = desk.limits
  const limits = [maxLoginAttempts, lockoutMinutes * 60]
  const begun = await ask<Begun>(desk.db.site(ctx.site.id), 'begin_code_try', tokenHash(token), ...limits)
  if (!begun) throw identityError('session.ended')
  if (begun.locked === undefined) return begun
  throw lockedFor(begun.locked)
}

const withRecoveryCode = (factors: Factors, asking: Asking, code: string): Promise<SignedIn> =>
  taking(factors, asking, async (tx, ticket) => {
    demandTaken(await ask<boolean>(tx, 'take_recovery_code', ticket, recoveryHash(code)), 'factor.wrong')
    const signedIn = await passTicket(factors, tx, asking)
    const { id, email } = signedIn.user
    await tellChange(tx, asking, { user: id, email: typeof email === 'string' ? email : null }, 'code_used')
    return signedIn
  })

async function withPasskey(factors: Factors, asking: Asking, passkey: JsonObject): Promise<SignedIn> {
  const { credential, counter } = await signedPasskey(factors, asking, passkey)
  return taking(factors, asking, async (tx, ticket) => {
    demandTaken(await ask<boolean>(tx, 'take_passkey', ticket, credential, counter), 'passkey.wrong')
    return passTicket(factors, tx, asking)
  })
}

const taking = (
  { desk }: Factors,
  { ctx, token }: Asking,
  work: (tx: Executor, ticket: string) => Promise<SignedIn>,
): Promise<SignedIn> => desk.db.transaction(ctx.site.id, (tx) => work(tx, tokenHash(token)))

/** Null: the ticket is nobody's any more. */
function demandTaken(taken: boolean | null, otherwise: 'factor.wrong' | 'passkey.wrong'): void {
  if (taken === null) throw identityError('session.ended')
  if (!taken) throw factorError(otherwise)
}
