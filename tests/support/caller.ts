import type { Json } from '#model/json.ts'
import { noticeHeaders, noticeSecrets } from './secrets.ts'

/** What came back, for asserting on. */
export interface Got {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
  readonly body: any
  readonly headers: Headers
}

/** Somebody with a browser or curl. */
export interface Caller {
  /** Which go with every request. */
  readonly headers: Readonly<Record<string, string>>
  get(path: string, headers?: Record<string, string>): Promise<Got>
  post(path: string, body?: Json | FormData, headers?: Record<string, string>): Promise<Got>
  patch(path: string, body: Json, headers?: Record<string, string>): Promise<Got>
  put(path: string, body: Json, headers?: Record<string, string>): Promise<Got>
  delete(path: string, headers?: Record<string, string>): Promise<Got>
}

export function callerOf(url: string, own: Record<string, string> = {}): Caller {
  const call = async (
    method: string,
    path: string,
    body?: Json | FormData,
    headers: Record<string, string> = {},
  ): Promise<Got> => {
    const isForm = body instanceof FormData
    noticeHeaders({ ...own, ...headers })
    if (!isForm) noticeSecrets(body)
    const type: Record<string, string> =
      body === undefined || isForm ? {} : { 'content-type': 'application/json' }
    const response = await fetch(path.startsWith('http') ? path : url + path, {
      method,
      headers: { ...type, ...own, ...headers },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    const came = text && isJson ? JSON.parse(text) : text
    noticeSecrets(came)
    return { status: response.status, body: came, headers: response.headers }
  }
  return {
    headers: own,
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body = {}, headers) => call('POST', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    delete: (path, headers) => call('DELETE', path, undefined, headers),
  }
}

/** The answer's body when its status is what was asked for; throws what came instead otherwise. */
export async function expecting(status: number, asked: Promise<Got>): Promise<Got['body']> {
  const { status: came, body } = await asked
  if (came === status) return body
  throw new Error(`${came} instead of ${status}: ${JSON.stringify(body).slice(0, 500)}`)
}

export async function signIn(
  url: string,
  login: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Caller> {
  const { token } = await expecting(
    200,
    callerOf(url, headers).post('/api/users/login/', { login, password }),
  )
  return callerOf(url, { ...headers, authorization: `Token ${token}` })
}
