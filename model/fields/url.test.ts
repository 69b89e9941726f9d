import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, ivoirian, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { url } from './url.ts'

const plain = fieldOf(url)
keepsItsPromises(
  url,
  fc
    .webUrl({ withFragments: true, withQueryParameters: true })
    .filter((address) => 'value' in url.parse(plain, address))
    .map((address) => [plain, accepted(url.parse(plain, address))] as const),
)

test('most of what browsers open is taken', () => {
  for (const address of [
    'https://exemple.ci',
    'http://localhost:8000/media/a.jpg',
    'https://côte.ci/é?a=b#c',
    'http://127.0.0.1:80',
    'http://[::1]:8000/',
  ]) {
    assert.equal(accepted(url.parse(plain, address)), address)
  }
  assert.equal(accepted(url.parse(plain, 'HTTPS://Exemple.CI/Page')), 'https://exemple.ci/Page')
})

test('people leave https:// out', () => {
  assert.equal(accepted(url.read(plain, ' www.exemple.ci/page ', ivoirian)), 'https://www.exemple.ci/page')
  assert.equal(accepted(url.read(plain, 'http://exemple.ci', ivoirian)), 'http://exemple.ci')
})

test('what is no address, or a dangerous one, is refused', () => {
  for (const wrong of [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://exemple.ci',
    '//exemple.ci',
    'https://',
    'https://exemple',
    'https://a b.ci',
    'https://exemple.ci/a b',
    'https://awa:secret@exemple.ci',
    'https://exemple.ci/"onload',
    'https://exemple.ci/\n',
    'https:/exemple.ci',
    'exemple.ci',
    '',
    ' https://exemple.ci',
  ]) {
    assert.equal(refused(url.parse(plain, wrong)), 'url.invalid', wrong)
  }
  assert.equal(refused(url.parse(plain, `https://exemple.ci/${'a'.repeat(2048)}`)), 'text.too_long')
})
