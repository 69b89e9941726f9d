import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { readConfig } from '#base/config.ts'
import { noLog, openLog } from '#base/log.ts'
import type { Json } from '#model/json.ts'
import { openSugu, type Sugu } from '../../server/main.ts'
import { testDatabase } from './database.ts'

/** What came back, for asserting on. */
export interface Got {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
  readonly body: any
  readonly headers: Headers
}

/** Somebody with a browser or curl. */
export interface Caller {
  get(path: string, headers?: Record<string, string>): Promise<Got>
  post(path: string, body?: Json | FormData, headers?: Record<string, string>): Promise<Got>
  patch(path: string, body: Json, headers?: Record<string, string>): Promise<Got>
  put(path: string, body: Json, headers?: Record<string, string>): Promise<Got>
  delete(path: string, headers?: Record<string, string>): Promise<Got>
}

export interface TestSugu {
  readonly url: string
  readonly sugu: Sugu
  readonly stranger: Caller
  /** The first administrator, signed in. */
  readonly admin: Caller
  caller(headers: Record<string, string>): Caller
  signIn(login: string, password: string, headers?: Record<string, string>): Promise<Caller>
}

export const adminPassword = 'une lampe bleue sur le quai'

/** A whole Sugu on a database of its own, listening on a free port; closed when the test file ends. Called at its top. */
export async function startSugu(env: Record<string, string> = {}): Promise<TestSugu> {
  const data = mkdtempSync(join(tmpdir(), 'sugu-data-'))
  let opened: Sugu | undefined
  // Before the database's own end, which is asked for next.
  after(async () => {
    await opened?.close()
    rmSync(data, { recursive: true, force: true })
  })
  const db = await testDatabase()
  const config = readConfig({ SUGU_ADMIN_PASSWORD: adminPassword, SUGU_DATA: data, ...env, PORT: '0' })
  const sugu = await openSugu(
    config,
    process.env.SUGU_TEST_LOG ? openLog('info', [(line) => console.error(line)]) : noLog,
    db,
  )
  opened = sugu
  const url = await sugu.listen()
  await sugu.work()
  const caller = (headers: Record<string, string>) => callerOf(url, headers)
  const signIn = async (login: string, password: string, headers: Record<string, string> = {}) => {
    const { body } = await caller(headers).post('/api/users/login/', { login, password })
    if (!body.token) throw new Error(`no token: ${JSON.stringify(body)}`)
    return caller({ ...headers, authorization: `Token ${body.token}` })
  }
  return { url, sugu, caller, signIn, stranger: caller({}), admin: await signIn('admin', adminPassword) }
}

function callerOf(url: string, own: Record<string, string>): Caller {
  const call = async (
    method: string,
    path: string,
    body?: Json | FormData,
    headers: Record<string, string> = {},
  ) => {
    const isForm = body instanceof FormData
    const type: Record<string, string> =
      body === undefined || isForm ? {} : { 'content-type': 'application/json' }
    const response = await fetch(path.startsWith('http') ? path : url + path, {
      method,
      headers: { ...type, ...own, ...headers },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      body: text && isJson ? JSON.parse(text) : text,
      headers: response.headers,
    }
  }
  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body = {}, headers) => call('POST', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    delete: (path, headers) => call('DELETE', path, undefined, headers),
  }
}
