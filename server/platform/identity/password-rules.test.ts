import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordProblems, publicPolicy, staffPolicy } from './password-rules.ts'

const codes = (password: unknown, own: string[] = [], policy = publicPolicy) =>
  passwordProblems(password, policy, own).map(({ code }) => code)

test('length counts, not figures and capitals; the briefs’ own password is accepted', () => {
  assert.deepEqual(codes('newpass123'), [])
  assert.deepEqual(codes('quatre mots au hasard'), [])
  assert.deepEqual(codes('court'), ['password.too_short'])
  assert.deepEqual(codes('mot de pass', [], staffPolicy), ['password.too_short'])
  assert.deepEqual(codes('😀😀😁😂🤣🙂😇😉'), [])
  assert.deepEqual(codes('é'.repeat(257)), ['password.too_long'])
  assert.deepEqual(codes(undefined), ['password.required'])
  assert.deepEqual(codes(12345678), ['password.required'])
})

test('what anybody would try first is refused', () => {
  assert.deepEqual(codes('aminata1', ['aminata']), ['password.own_words'])
  assert.deepEqual(codes('Aminata99', ['aminata@exemple.ci']), ['password.own_words'])
  assert.deepEqual(codes('aaaaaaaaaaaa'), ['password.too_simple'])
  assert.deepEqual(codes('aminata chante sous la pluie', ['aminata']), [])
})
