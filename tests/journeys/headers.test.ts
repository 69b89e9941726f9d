import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Caller } from '../support/caller.ts'
import { readOpenApi, routesOf } from '../support/openapi.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu({ SUGU_URL: 'https://boutique.example' })
const https = {
  'x-forwarded-host': 'boutique.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-for': '192.0.2.1',
}

const demanded: Readonly<Record<string, RegExp>> = {
  'strict-transport-security': /^max-age=31536000$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^same-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'permissions-policy': /microphone=\(\)/,
  'cache-control': /./,
}

/** Everything that the API tells of, asked for with whatever parameters: found or refused, it is an answer. */
async function answersTo(who: Caller) {
  const routes = routesOf(await readOpenApi(sugu.admin))
  return Promise.all(
    routes
      .filter(({ path }) => !path.includes('logout'))
      .map(async ({ method, path }) => {
        const response = await fetch(sugu.url + path.replaceAll(/\{\w+\}/g, '1'), {
          method,
          headers: { 'content-type': 'application/json', ...https, ...who.headers },
          redirect: 'manual',
          ...(method === 'GET' ? {} : { body: '{}' }),
        })
        await response.arrayBuffer()
        return {
          name: `${method} ${path} ${response.status}`,
          status: response.status,
          headers: response.headers,
        }
      }),
  )
}

test('every address answers with all the headers that keep browsers safe', async (t) => {
  const answers = await answersTo(sugu.stranger)
  t.diagnostic(`${answers.length} addresses`)
  assert.ok(answers.length > 100)
  for (const { name, status, headers } of answers) {
    assert.ok(status < 500, name)
    for (const [header, right] of Object.entries(demanded)) {
      assert.match(headers.get(header) ?? '', right, `${name}: ${header}`)
    }
    assert.doesNotMatch(headers.get('content-security-policy')!, /script-src[^;]*'unsafe/, name)
    assert.equal(headers.get('server') ?? headers.get('x-powered-by'), null, name)
  }
})

// Next.js CVE-2026-44572 and CVE-2025-49826 gave one person's page to the next.
test('no cache keeps what somebody was shown', async () => {
  for (const { name, headers } of await answersTo(sugu.admin))
    assert.equal(headers.get('cache-control'), 'no-store', name)
})

test('who comes in clear is sent on to https, under names that are ours alone', async () => {
  const inClear = { ...https, 'x-forwarded-proto': 'http' }
  const ask = (headers: Record<string, string>) =>
    fetch(`${sugu.url}/api/contact/?page=1`, { headers, redirect: 'manual' })
  const sent = await ask(inClear)
  assert.equal(sent.status, 308)
  assert.equal(sent.headers.get('location'), 'https://boutique.example/api/contact/?page=1')
  assert.equal(sent.headers.get('strict-transport-security'), null)
  const foreign = await ask({ ...inClear, 'x-forwarded-host': 'evil.example' })
  assert.equal(foreign.status, 400)
  const written = await sugu.caller(inClear).post('/api/users/login/', { login: 'admin', password: 'x' })
  assert.deepEqual([written.status, written.body.code], [403, 'https.required'])
})
