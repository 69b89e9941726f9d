import { hash } from 'node:crypto'
import { randomToken } from '#base/ids.ts'

/** All that is kept of a token, in hexadecimal. Whoever holds the token itself is signed in. */
export const tokenHash = (token: string): string => hash('sha256', token, 'hex')

/** What a token is for stands at its beginning, so that one that lies about is known for what it is. */
const beginnings = { api: 'sugu_api_', seeAs: 'sugu_vu_' } as const

export type TokenKind = keyof typeof beginnings | 'session'

export const newToken = (kind: keyof typeof beginnings): string => beginnings[kind] + randomToken()

export const kindOfToken = (token: string): TokenKind =>
  (Object.keys(beginnings) as (keyof typeof beginnings)[]).find((kind) =>
    token.startsWith(beginnings[kind]),
  ) ?? 'session'
