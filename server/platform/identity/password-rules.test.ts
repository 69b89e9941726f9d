import assert from 'node:assert/strict'
import { test } from 'node:test'
import { usual } from './desk.ts'
import { type PasswordPolicy, passwordProblems, policyFor } from './password-rules.ts'

const anybody = policyFor(usual, 'public')

const codes = (password: unknown, own: string[] = [], policy: PasswordPolicy = anybody) =>
  passwordProblems(password, policy, own).map(({ code }) => code)

test('length counts, not figures and capitals; the briefs’ own passwords are accepted', () => {
  for (const fine of ['newpass123', 'testpass123', 'quatre mots au hasard', '😀😀😁😂🤣🙂😇😉'])
    assert.deepEqual(codes(fine), [], fine)
  assert.deepEqual(codes('court'), ['password.too_short'])
  assert.deepEqual(codes('é'.repeat(257)), ['password.too_long'])
  assert.deepEqual(codes(undefined), ['password.required'])
  assert.deepEqual(codes(12345678), ['password.required'])
})

test('staff need fifteen characters, or twelve beside a second factor; the installation may say otherwise', () => {
  const twelve = 'ombre-pirogue'.slice(0, 12)
  assert.deepEqual(codes(twelve), [])
  for (const standing of ['staff', 'administrator'] as const) {
    assert.deepEqual(codes(twelve, [], policyFor(usual, standing)), ['password.too_short'])
    assert.deepEqual(codes(twelve, [], policyFor(usual, standing, true)), [])
    assert.deepEqual(codes(twelve, [], policyFor({ ...usual, staffPasswordMinAlone: 10 }, standing)), [])
  }
})

test('what anybody would try first is refused', () => {
  assert.deepEqual(codes('aminata1', ['aminata']), ['password.own_words'])
  assert.deepEqual(codes('Aminata99', ['aminata@exemple.ci']), ['password.own_words'])
  assert.deepEqual(codes('BoutiqueDeCocody', ['Boutique de Cocody']), ['password.own_words'])
  assert.deepEqual(codes('aaaaaaaaaaaa'), ['password.too_simple'])
  assert.deepEqual(codes('aminata chante sous la pluie', ['aminata']), [])
})

test('what breaches hold is refused, with its capitals, accents, figures and signs too', () => {
  for (const known of [
    'azertyuiop',
    'Password',
    'P@ssw0rd!',
    'motdepasse2026',
    'Soleil2026!',
    '123456789',
    'Marseille13',
    'jetaime123',
    'bonjourbonjour',
    'Côte d ivoire',
    'Abidjan225!',
  ])
    assert.deepEqual(codes(known), ['password.common'], known)
})
