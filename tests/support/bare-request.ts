import { request } from 'node:http'
import type { Caller } from './caller.ts'

export interface Bare {
  readonly status: number
  readonly body: string
}

/** As no client of good manners would send it: the path and the bytes untouched. */
export function bareRequest(
  who: Caller,
  url: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Bare> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: new URL(url).port,
        method,
        path,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body, 'latin1'),
          ...who.headers,
          ...headers,
        },
      },
      (answer) => {
        let text = ''
        answer.on('data', (piece) => (text += piece))
        answer.on('end', () => resolve({ status: answer.statusCode!, body: text.slice(0, 500) }))
      },
    )
    asked.on('error', reject)
    asked.end(body, 'latin1')
  })
}
