import type { FastifyRequest } from 'fastify'
import type { Around } from './around.ts'

type Headers = readonly (readonly [name: string, value: string])[]

/** Answers are data: a browser that is made to show one runs nothing of it. Pages bring a policy of their own. */
const always: Headers = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()'],
  [
    'content-security-policy',
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
]

const opener = ['cross-origin-opener-policy', 'same-origin'] as const

export function safeHeaders({ hsts }: Around, request: FastifyRequest): Headers {
  if (request.protocol !== 'https') return always
  return hsts === null ? [...always, opener] : [...always, opener, ['strict-transport-security', hsts]]
}
