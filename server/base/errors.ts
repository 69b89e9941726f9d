import type { Text } from '#model/language.ts'
import type { Params, Problem, Problems } from '#model/problem.ts'

/** The statuses that an error may answer with. */
export type Status =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 406
  | 409
  | 412
  | 413
  | 415
  | 422
  | 423
  | 429
  | 500
  | 503
  | 507

/**
 * The one error. Thrown where most is known, mapped once at the door (`http/problem-reply.ts`).
 * `problem` is for people and machines; `cause` is for the log and never leaves.
 */
export class AppError extends Error {
  readonly status: Status
  readonly problem: Problem
  readonly errors: Problems | undefined
  /** Further members of the problem document: the two versions of a 412, the ticket of a 403. */
  readonly more: Readonly<Record<string, unknown>>

  constructor(
    status: Status,
    problem: Problem,
    options: { errors?: Problems; more?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(problem.code, { cause: options.cause })
    this.status = status
    this.problem = problem
    this.errors = options.errors
    this.more = options.more ?? {}
  }
}

/** What somebody may be refused with, as the documentation names it. */
export interface Refusal {
  readonly status: Status
  readonly code: string
  readonly text: Text
}

/**
 * A dictionary of errors: `const error = errorsOf({ 'row.not_found': [404, { fr, en }] })`, then
 * `throw error('row.not_found')`; `error.named('row.not_found')` for the documentation.
 */
export function errorsOf<Code extends string>(texts: Record<Code, readonly [Status, Text]>) {
  const error = (
    code: Code,
    params: Params = {},
    options: ConstructorParameters<typeof AppError>[2] = {},
  ): AppError => new AppError(texts[code][0], { code, text: texts[code][1], params }, options)
  const named = (...codes: readonly Code[]): Refusal[] =>
    codes.map((code) => ({ status: texts[code][0], code, text: texts[code][1] }))
  return Object.assign(error, { named })
}
