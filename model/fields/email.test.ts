import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, ivoirian, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { email } from './email.ts'

const plain = fieldOf(email)
keepsItsPromises(
  email,
  fc
    .emailAddress()
    .filter((address) => address.length < 250 && 'value' in email.parse(plain, address))
    .map((address) => [plain, accepted(email.parse(plain, address))] as const),
)

test('the domain has no case, what stands before it may', () => {
  assert.equal(accepted(email.parse(plain, 'Awa.Kone@Exemple.CI')), 'Awa.Kone@exemple.ci')
  assert.equal(accepted(email.parse(plain, 'awa@mairie-abobo.ci')), 'awa@mairie-abobo.ci')
  assert.equal(accepted(email.parse(plain, 'awa+devis@côte.ci')), 'awa+devis@côte.ci')
  assert.equal(accepted(email.read(plain, ' mailto:awa@exemple.ci ', ivoirian)), 'awa@exemple.ci')
})

test('what could send mail elsewhere, or nowhere, is refused', () => {
  for (const wrong of [
    'awa',
    'awa@exemple',
    '@exemple.ci',
    'awa@',
    'awa@@exemple.ci',
    'awa@b@exemple.ci',
    'awa@exemple.ci\r\nBcc: x@y.ci',
    'awa kone@exemple.ci',
    '.awa@exemple.ci',
    'awa.@exemple.ci',
    'a..b@exemple.ci',
    'awa@-exemple.ci',
    'awa@exemple..ci',
    'awa@127.0.0.1',
    'awa@[127.0.0.1]',
    'Awa <awa@exemple.ci>',
    'awa@exemple.ci,bob@exemple.ci',
    '"awa"@exemple.ci',
    `${'a'.repeat(65)}@exemple.ci`,
    'awa@exemple.c',
    'awa@exemple.ci ',
    7,
  ]) {
    assert.equal(refused(email.parse(plain, wrong)), 'email.invalid', String(wrong))
  }
})

test('a hostile address is answered at once', () => {
  const began = performance.now()
  for (const hostile of [`${'a.'.repeat(120)}@`, `a@${'a-'.repeat(120)}`, `a@${'a.'.repeat(120)}!`])
    email.parse(plain, hostile)
  assert.ok(performance.now() - began < 50)
})
