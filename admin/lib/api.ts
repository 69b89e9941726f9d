import { earlyAnswer, rememberFirst } from './early.ts'
import { language } from './language.ts'
import { Problem } from './problem.ts'
import { site } from './site.ts'
import { dictionary, wordsIn } from './words.ts'

export type Params = Readonly<
  Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>
>

interface Options {
  /** An `Idempotency-Key`: asked again after a cut, it happens once. */
  readonly key?: string
  readonly signal?: AbortSignal
  /** Goes out even if the page is left at that moment. */
  readonly keepalive?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

/** The documented API, as the session's cookie opens it. Throws a `Problem` for whatever is not a 2xx. */
export const api = {
  get: <T>(path: string, params?: Params, options: Options = {}): Promise<T> =>
    ask<T>('GET', withParams(path, params), undefined, options),
  post: <T>(path: string, body: unknown = {}, options: Options = {}): Promise<T> =>
    ask<T>('POST', path, body, options),
  patch: <T>(path: string, body: unknown, options: Options = {}): Promise<T> =>
    ask<T>('PATCH', path, body, options),
  put: <T>(path: string, body: unknown, options: Options = {}): Promise<T> =>
    ask<T>('PUT', path, body, options),
  delete: <T = void>(path: string, body?: unknown, options: Options = {}): Promise<T> =>
    ask<T>('DELETE', path, body, options),
  /** The answer itself, for files. */
  open: (path: string, params?: Params, options: Options = {}): Promise<Response> =>
    send('GET', withParams(path, params), undefined, options).then(demandGood),
}

/** Told where a session has ended under the page. */
let ended: () => void = () => {}
export const onSessionEnd = (tell: () => void): void => {
  ended = tell
}

/** Told of each answer and each silence of the server. */
let reached: (isThere: boolean) => void = () => {}
export const onReach = (tell: (isThere: boolean) => void): void => {
  reached = tell
}

const words = dictionary({
  offline: [
    'Le serveur ne répond pas. Vérifiez la connexion, puis réessayez.',
    'The server does not answer. Check the connection, then try again.',
  ],
  broken: [
    'La réponse du serveur est illisible. Réessayez.',
    'The server’s answer cannot be read. Try again.',
  ],
})

/** Given with every answer to a session; it goes with each write. */
let csrf: string | null = null

async function ask<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
  const answer = await demandGood(await sendSurely(method, path, body, options))
  if (answer.status === 204) return undefined as T
  try {
    return (await answer.json()) as T
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new Problem(answer.status, { code: 'broken', detail: wordsIn(words).broken })
  }
}

/** A write before the page has read anything, or after another tab signed in: the token is fetched, once. */
async function sendSurely(method: string, path: string, body: unknown, options: Options): Promise<Response> {
  const answer = await send(method, path, body, options)
  if (answer.status !== 403 || method === 'GET') return answer
  const refusal = (await answer
    .clone()
    .json()
    .catch(() => ({}))) as { code?: string }
  if (refusal.code !== 'csrf.missing') return answer
  await send('GET', '/api/users/me/', undefined, {})
  return send(method, path, body, options)
}

async function send(method: string, path: string, body: unknown, options: Options): Promise<Response> {
  try {
    const answer = await asked(method, path, options, {
      method,
      credentials: 'same-origin',
      headers: headersOf(method, body, options),
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
      ...(options.signal && { signal: options.signal }),
      ...(options.keepalive && { keepalive: true }),
    })
    csrf = answer.headers.get('x-csrf-token') ?? csrf
    reached(true)
    return answer
  } catch (error) {
    if (options.signal?.aborted) throw error
    reached(false)
    throw new Problem(0, { code: 'offline', detail: wordsIn(words).offline })
  }
}

/** What the page asked for as it began is not asked again. */
function asked(method: string, path: string, { headers }: Options, request: RequestInit): Promise<Response> {
  if (method !== 'GET' || headers) return fetch(path, request)
  rememberFirst(path)
  const early = earlyAnswer(path, site.now(), language.now())
  return early?.catch(() => fetch(path, request)) ?? fetch(path, request)
}

function headersOf(method: string, body: unknown, { key, headers }: Options): Record<string, string> {
  const at = site.now()
  return {
    accept: 'application/json',
    'accept-language': language.now(),
    ...(at !== null && { 'x-site': at }),
    ...(method !== 'GET' && csrf !== null && { 'x-csrf-token': csrf }),
    ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...headers,
  }
}

async function demandGood(answer: Response): Promise<Response> {
  if (answer.ok) return answer
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  const wait = answer.headers.get('retry-after')
  const problem = new Problem(answer.status, body, wait === null ? null : Number(wait))
  if (problem.code === 'auth.required' || problem.code === 'session.ended') ended()
  throw problem
}

export function withParams(path: string, params: Params = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined) continue
    search.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`
}
