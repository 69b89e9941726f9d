import assert from 'node:assert/strict'
import type { HalfSignedIn, SignedIn } from '#platform/identity/desk.ts'

/** Where no second factor is due. */
export function whole(done: SignedIn | HalfSignedIn): SignedIn {
  assert.ok('token' in done, 'a second factor is asked for')
  return done
}
