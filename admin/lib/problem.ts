/** One thing that is wrong with one field. */
export interface FieldProblem {
  readonly code: string
  readonly message: string
}

/** What the API refused with, or that it could not be reached: status 0, code `offline`. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  /** A sentence for people, in the screen's language; it says what to do next. */
  readonly detail: string
  readonly errors: Readonly<Record<string, readonly FieldProblem[]>>
  /** The whole answer: a 412 holds both versions, a 403 its ticket. */
  readonly body: Readonly<Record<string, unknown>>
  /** Seconds to wait, where the answer says so. */
  readonly retryAfter: number | null

  constructor(status: number, body: Record<string, unknown>, retryAfter: number | null = null) {
    const detail = typeof body.detail === 'string' ? body.detail : ''
    super(detail)
    this.status = status
    this.code = typeof body.code === 'string' ? body.code : 'unknown'
    this.detail = detail
    this.errors = (body.errors ?? {}) as Problem['errors']
    this.body = body
    this.retryAfter = retryAfter
  }
}

export const isOffline = (error: unknown): boolean => error instanceof Problem && error.status === 0
