import type { EntryState } from '#model/entry-form.ts'
import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Rule } from '#model/rules.ts'
import { language, say } from './words.ts'

/** What `GET /api/entry-forms/{key}/` tells. */
export interface Form {
  readonly name: string
  readonly site: string
  readonly state: EntryState
  readonly opens: string | null
  readonly intro: string | null
  readonly locale: { readonly country: string; readonly currency: string; readonly timeZone: string }
  readonly fields?: readonly Field[]
  readonly rules?: readonly Rule[]
  readonly button?: string | null
  readonly question?: string | null
  readonly ticket?: string
}

export interface Refusal {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: Readonly<Record<string, readonly { readonly message: string }[]>>
  readonly wait: number
}

export const key = location.pathname.split('/')[2] ?? ''
const site = new URLSearchParams(location.search).get('site')
const path = `/api/entry-forms/${encodeURIComponent(key)}/`

export const readForm = (): Promise<Form | Refusal> => ask<Form>(path)

export interface Answer {
  readonly ticket: string
  readonly values: Readonly<Record<string, Json>>
  readonly answer: string | null
  readonly site_web: string | null
}

export const sendAnswer = (answer: Answer): Promise<{ readonly confirmation: string | null } | Refusal> =>
  ask(`${path}answer/`, { method: 'POST', body: JSON.stringify(answer) })

export const isRefusal = (answer: object): answer is Refusal => 'status' in answer

/** Never throws: what did not come back is a refusal without a status. */
async function ask<T>(address: string, init: RequestInit = {}): Promise<T | Refusal> {
  try {
    const answer = await fetch(address, {
      ...init,
      credentials: 'omit',
      headers: {
        'accept-language': language,
        ...(init.body && { 'content-type': 'application/json' }),
        ...(site && { 'x-site': site }),
      },
    })
    const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>
    if (answer.ok) return body as T
    return refusal(answer.status, body, Number(answer.headers.get('retry-after') ?? 0))
  } catch {
    return refusal(0, { detail: say('offline') }, 0)
  }
}

const refusal = (
  status: number,
  { code, detail, errors }: Record<string, unknown>,
  wait: number,
): Refusal => ({
  status,
  code: String(code ?? ''),
  detail: typeof detail === 'string' ? detail : say('failed'),
  errors: (errors ?? {}) as Refusal['errors'],
  wait,
})

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds))
