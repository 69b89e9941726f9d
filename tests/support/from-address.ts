import { request } from 'node:http'
import type { Json } from '#model/json.ts'

export interface Posted {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
  readonly body: any
}

/** A POST from an address of this machine's own, which all of 127.0.0.0/8 are on Linux: no header says so. */
export function postFrom(
  address: string,
  url: string,
  body: Json,
  headers: Record<string, string> = {},
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      localAddress: address,
      agent: false as const,
      headers: { 'content-type': 'application/json', ...headers },
    }
    const asked = request(url, options, (answer) => {
      let text = ''
      answer.on('data', (piece) => (text += piece))
      answer.on('end', () => resolve({ status: answer.statusCode!, body: text && JSON.parse(text) }))
    })
    asked.on('error', reject)
    asked.end(JSON.stringify(body))
  })
}
