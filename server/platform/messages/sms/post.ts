import { isObject, type JsonObject } from '#model/json.ts'

export interface Posted {
  readonly status: number
  /** Empty where the service did not answer in JSON. */
  readonly body: JsonObject
}

const patience = 15_000

/** One question to a service; it leads nowhere else, and does not hang. */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | URLSearchParams,
): Promise<Posted> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', ...headers },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  const read: unknown = await answer.json().catch(() => null)
  return { status: answer.status, body: isObject(read) ? read : {} }
}

/** What is at that place of an answer: nobody vouches for its form. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (found, name) =>
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined,
    value,
  )
