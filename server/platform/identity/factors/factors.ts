import type { Config } from '#base/config.ts'
import type { Executor } from '#db/executor.ts'
import type { Context } from '#engine/context.ts'
import { callError } from '#engine/rest/call.ts'
import { ask } from '../ask.ts'
import type { Desk, Origin } from '../desk.ts'
import { identityError, passwordProblem } from '../errors.ts'
import { demandPassword } from '../sessions.ts'
import { tokenHash } from '../tokens.ts'
import { factorError } from './errors.ts'
import { type Seal, sealOf } from './seal.ts'

/** Where people show what they have besides their password. One per process. */
export interface Factors {
  readonly desk: Desk
  readonly seal: Seal
}

export const openFactors = (desk: Desk, config: Pick<Config, 'secretKey'>): Factors => ({
  desk,
  seal: sealOf(config.secretKey, 'second factors'),
})

/** One request: who sends it (a session's token, or a ticket), to where, from where. */
export interface Asking {
  readonly ctx: Context
  readonly token: string
  readonly from: Origin
  /** `https://sugu.example.com`: where the browser believes itself to be. */
  readonly origin: string
}

/** Whose factors are changed. */
export interface Owner {
  readonly user: number
  readonly kind: 'session' | 'second_factor'
  readonly username: string
  readonly email: string | null
  readonly administrator: boolean
  readonly factors: readonly string[]
  /** Of the session, in seconds. */
  readonly age: number
  /** False for somebody who came through a provider and has chosen none. */
  readonly hasPassword: boolean
}

/** Whoever may change their own: a session, or the ticket of somebody who has no second factor yet. */
export async function ownerOf(
  { desk }: Pick<Factors, 'desk'>,
  { ctx, token }: Pick<Asking, 'ctx' | 'token'>,
  tx = desk.db.site(ctx.site.id),
): Promise<Owner> {
  const owner = await ask<Owner>(tx, 'factor_owner', tokenHash(token))
  if (!owner) throw identityError('session.ended')
  return owner
}

const freshSeconds = 600

/** The same, who has just shown again that it is them: a session that was left open is not enough. */
export async function demandOwner(factors: Factors, asking: Asking, password: string | null): Promise<Owner> {
  const owner = await ownerOf(factors, asking)
  if (owner.kind === 'session' && !isFreshWithoutPassword(owner))
    await demandPassword(factors.desk, owner.user, given(password), asking.from)
  return owner
}

/** Whether no password can be asked for, and none need be: other changes that ask for it look here first. */
export const needsNoPassword = async (desk: Desk, ctx: Context, token: string): Promise<boolean> =>
  isFreshWithoutPassword(await ownerOf({ desk }, { ctx, token }))

function isFreshWithoutPassword({ hasPassword, age }: Owner): boolean {
  if (!hasPassword && age > freshSeconds) throw factorError('factor.sign_in_again')
  return !hasPassword
}

function given(password: string | null): string {
  if (password !== null) return password
  throw callError('form.invalid', {}, { errors: { password: [passwordProblem('password.required')] } })
}

/** In the transaction that removed one: of an administrator who must have one, the last one stays. */
export async function demandAnother(factors: Factors, tx: Executor, asking: Asking): Promise<void> {
  const { administrator, factors: left } = await ownerOf(factors, asking, tx)
  if (factors.desk.limits.adminSecondFactor && administrator && left.length === 0)
    throw factorError('factor.required')
}
