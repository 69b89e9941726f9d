import { hash } from 'node:crypto'

/** All that is kept of a token, in hexadecimal. Whoever holds the token itself is signed in. */
export const tokenHash = (token: string): string => hash('sha256', token, 'hex')
