import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublic, problemOf, resolve } from './addresses.ts'
import { send, signatureOf } from './send.ts'

/** Each a way to say « this side of the internet », or no web address at all. */
const hostile = [
  'http://example.com/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://sous.localhost/',
  'https://serveur/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.255.255.254/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://100.100.100.200/',
  'https://198.18.0.1/',
  'https://192.0.2.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::127.0.0.1]/',
  'https://[0:0:0:0:0:ffff:10.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:7f00:1::]/',
  'https://[fe80::1]/',
  'https://[fec0::1]/',
  'https://[fc00::1]/',
  'https://[fd12:3456::1]/',
  'https://[ff02::1]/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127。0。0。1/',
  'https://user:secret@example.com/',
  'https://example.com@127.0.0.1/',
  'https://example.com:25/',
  'https://example.com:22/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_',
  'javascript:alert(1)',
  '//example.com/',
  'example.com',
  '',
]

test('fifty hostile addresses are refused, as they are written', () => {
  for (const address of hostile) assert.ok(problemOf(address, []), address)
})

test('what is on the internet is not', () => {
  for (const address of [
    'https://example.com/',
    'https://93.184.215.14:8443/x',
    'https://[2606:4700::1111]/',
  ])
    assert.equal(problemOf(address, []), null, address)
  assert.ok(isPublic('172.32.0.1') && isPublic('100.128.0.1') && isPublic('2a00:1450:4007::1'))
})

test('a name is judged by what it stands for at the moment of sending, and held to that', async () => {
  const url = new URL('https://localhost./')
  await assert.rejects(resolve(url, []), { message: 'webhook.address' })
  assert.match((await resolve(url, ['localhost'])).address, /^(127\.0\.0\.1|::1)$/)
  assert.match((await resolve(url, ['127.0.0.1', '::1'])).address, /^(127\.0\.0\.1|::1)$/)
})

test('a host that was named is allowed, its neighbour is not', () => {
  assert.equal(problemOf('http://192.168.1.20:9000/', ['192.168.1.20']), null)
  assert.equal(problemOf('http://caisse.local/', ['caisse.local']), null)
  assert.ok(problemOf('http://192.168.1.21/', ['192.168.1.20']))
  assert.ok(problemOf('http://user@192.168.1.20/', ['192.168.1.20']))
})

test('nothing is sent where it may not go', async () => {
  const sending = { body: '{}', secret: 's', delivery: 1, event: 'test' }
  const sent = await send({ ...sending, address: 'https://169.254.169.254/latest/' }, [])
  assert.deepEqual([sent.status, sent.problem], [null, 'webhook.private'])
})

test('a signature is what anybody can make anew who has the secret', () => {
  assert.equal(
    signatureOf('whsec_exemple', '{"event":"test"}', 1_763_690_000),
    't=1763690000,v1=09e01788d985d770163302f4080ed256a8a108026d1f346abae1b47a0e4ea6b6',
  )
})
