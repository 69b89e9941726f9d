import { AppError } from '#base/errors.ts'
import type { Language } from '#model/language.ts'
import { type Problems, sayProblem } from '#model/problem.ts'
import { httpError } from './errors.ts'

export interface ProblemReply {
  readonly status: number
  readonly body: string
  readonly headers: Record<string, string>
  /** Ours to mend: it goes to the log with its cause. */
  readonly ours: boolean
}

/** The one place where an error becomes an answer: `application/problem+json`, in the reader's language. */
export function problemReply(thrown: unknown, language: Language): ProblemReply {
  const error = thrown instanceof AppError ? thrown : asAppError(thrown)
  const detail = sayProblem(error.problem, language)
  const body = {
    type: `urn:sugu:problem:${error.problem.code}`,
    title: titles[language][error.status] ?? detail,
    status: error.status,
    code: error.problem.code,
    detail,
    error: detail,
    ...(error.errors && { errors: spoken(error.errors, language) }),
    ...error.more,
  }
  return {
    status: error.status,
    body: JSON.stringify(body),
    headers: headersOf(error),
    ours: error.status >= 500,
  }
}

const spoken = (errors: Problems, language: Language): Record<string, { code: string; message: string }[]> =>
  Object.fromEntries(
    Object.entries(errors).map(([field, problems]) => [
      field,
      problems.map((problem) => ({ code: problem.code, message: sayProblem(problem, language) })),
    ]),
  )

function headersOf(error: AppError): Record<string, string> {
  const headers: Record<string, string> = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  if (error.status === 401) headers['www-authenticate'] = 'Bearer'
  if (error.status === 429 || error.status === 503)
    headers['retry-after'] = String(error.more.retry_after ?? 5)
  return headers
}

/** The reader of uploads gives its complaints no code. */
const brokenUpload =
  /^(Unexpected end of (multipart data|form|file)|Multipart: |Malformed (part header|content type)|Part terminated early)/i

/** What the web server itself refuses, by its codes; anything else is our own failure. */
function asAppError(error: unknown): AppError {
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return httpError('body.too_large', { limit: 1 }, { cause: error })
    case 'FST_REQ_FILE_TOO_LARGE':
      return httpError('body.too_large', { limit: 200 }, { cause: error })
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return httpError('http.not_found', {}, { cause: error })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return httpError('body.type', { wanted: 'application/json' }, { cause: error })
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return httpError('body.invalid', {}, { cause: error })
  }
  if (error instanceof Error && brokenUpload.test(error.message)) {
    return httpError('body.bad_multipart', {}, { cause: error })
  }
  if (error instanceof SyntaxError && statusCode === 400)
    return httpError('body.invalid', {}, { cause: error })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return httpError('http.bad_request', {}, { cause: error })
  }
  return httpError('http.failed', {}, { cause: error })
}

const titles: Record<Language, Record<number, string>> = {
  fr: {
    400: 'Requête à corriger',
    401: 'Connexion nécessaire',
    403: 'Interdit',
    404: 'Introuvable',
    405: 'Méthode refusée',
    406: 'Format indisponible',
    409: 'Conflit',
    412: 'Modifié entre-temps',
    413: 'Trop volumineux',
    415: 'Type refusé',
    422: 'Requête à corriger',
    423: 'Compte verrouillé',
    429: 'Trop de demandes',
    500: 'Erreur interne',
    503: 'Momentanément indisponible',
    507: 'Disque plein',
  },
  en: {
    400: 'Bad request',
    401: 'Sign-in needed',
    403: 'Forbidden',
    404: 'Not found',
    405: 'Method not allowed',
    406: 'Not acceptable',
    409: 'Conflict',
    412: 'Changed in the meantime',
    413: 'Too large',
    415: 'Unsupported type',
    422: 'Bad request',
    423: 'Account locked',
    429: 'Too many requests',
    500: 'Internal error',
    503: 'Unavailable for now',
    507: 'Storage full',
  },
}
