import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { type AroundSettings, privateNetwork } from './around.ts'
import { telling } from './description.ts'
import { createServer } from './server.ts'
import { cookieHeaders, csrfToken } from './session-cookie.ts'
import { tokenOf } from './token.ts'

const told = telling({
  group: { name: { fr: 'Essais', en: 'Trials' } },
  summary: { fr: 'Essayer', en: 'Try' },
  to: 'anyone',
  answers: { 200: null },
})

function serverWith(settings: Partial<AroundSettings>) {
  const server = createServer({
    onError: (error) => assert.fail(String(error)),
    trustedProxies: ['loopback'],
    around: { ...privateNetwork, ...settings },
    knowsHost: async (host) => host === 'boutique.example',
  })
  server.get('/who', told, async (request) => ({ token: tokenOf(request) }))
  server.post('/write', told, async (request) => ({ token: tokenOf(request) }))
  server.post('/api/users/login/', told, async () => ({}))
  server.get('/page', told, (_request, reply) => {
    void reply
      .header('content-security-policy', "script-src 'self'")
      .header('cache-control', 'public')
      .send('x')
  })
  return server
}

const https: Partial<AroundSettings> = {
  url: 'https://boutique.example',
  https: true,
  sslRedirect: true,
  hstsSeconds: 31_536_000,
}
const overHttps = { host: 'boutique.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.1' }
const inClear = { host: 'boutique.example', 'x-forwarded-proto': 'http', 'x-forwarded-for': '192.0.2.1' }

interface Asked {
  readonly url: string
  readonly method?: 'POST' | 'DELETE'
  readonly payload?: string
  readonly headers?: Record<string, string>
}

suite('every answer', () => {
  const server = serverWith(https)
  const ways: [string, string | Asked][] = [
    ['what was found', '/who'],
    ['what was not', '/nowhere'],
    ['a method that is not answered', { method: 'DELETE', url: '/who' }],
    ['an address that is none', '/%zz'],
    ['an address of too long a part', `/${'x'.repeat(20_000)}`],
    [
      'a body that is none',
      { method: 'POST', url: '/write', payload: '{', headers: { 'content-type': 'application/json' } },
    ],
    [
      'a body of another type',
      { method: 'POST', url: '/write', payload: 'a', headers: { 'content-type': 'text/plain' } },
    ],
    ['a redirection', { url: '/who', headers: inClear }],
    ['a refused header', { url: '/who', headers: { authorization: 'Basic x' } }],
  ]
  for (const [name, asked] of ways) {
    test(`has the headers that keep browsers safe: ${name}`, async () => {
      const given: Asked = typeof asked === 'string' ? { url: asked } : asked
      const { headers } = await server.inject({ ...given, headers: { ...overHttps, ...given.headers } })
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.equal(headers['x-frame-options'], 'DENY')
      assert.equal(headers['referrer-policy'], 'same-origin')
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
      assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/)
      assert.match(String(headers['permissions-policy']), /microphone=\(\)/)
      assert.equal(headers['cache-control'], 'no-store')
    })
  }

  test('a page keeps the policy that it brought, and what is public may be kept by caches', async () => {
    const { headers } = await server.inject({ url: '/page', headers: overHttps })
    assert.equal(headers['content-security-policy'], "script-src 'self'")
    assert.equal(headers['cache-control'], 'public')
  })

  test('what is given to somebody is stored nowhere, whatever the route says', async () => {
    const token = await server.inject({ url: '/page', headers: { ...overHttps, authorization: 'Token abc' } })
    assert.equal(token.headers['cache-control'], 'no-store')
    const cookie = await server.inject({ url: '/page', headers: { ...overHttps, cookie: '__Host-sugu=abc' } })
    assert.equal(cookie.headers['cache-control'], 'no-store')
  })
})

suite('https', () => {
  test('HSTS goes with what came over https alone, as the settings say', async () => {
    const server = serverWith(https)
    const safe = await server.inject({ url: '/who', headers: overHttps })
    assert.equal(safe.headers['strict-transport-security'], 'max-age=31536000')
    assert.equal(safe.headers['cross-origin-opener-policy'], 'same-origin')
    const clear = await server.inject({ url: '/who', headers: inClear })
    assert.equal(clear.headers['strict-transport-security'], undefined)
    const all = serverWith({ ...https, hstsSubdomains: true, hstsPreload: true })
    const said = await all.inject({ url: '/who', headers: overHttps })
    assert.equal(said.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains; preload')
    const none = await serverWith({ ...https, hstsSeconds: 0 }).inject({ url: '/who', headers: overHttps })
    assert.equal(none.headers['strict-transport-security'], undefined)
  })

  const server = serverWith(https)

  test('a read in clear is sent on, with all that was asked', async () => {
    const { statusCode, headers } = await server.inject({ url: '/who?a=1&b=%2F', headers: inClear })
    assert.equal(statusCode, 308)
    assert.equal(headers.location, 'https://boutique.example/who?a=1&b=%2F')
  })

  test('a write in clear is refused, and not sent on', async () => {
    const { statusCode, headers } = await server.inject({ method: 'POST', url: '/write', headers: inClear })
    assert.equal(statusCode, 403)
    assert.equal(headers.location, undefined)
  })

  test('nobody is sent on to a name that is not ours, or to another host', async () => {
    for (const host of ['evil.example', 'boutique.example.evil.example', 'evil.example:443']) {
      const { statusCode, headers } = await server.inject({ url: '/who', headers: { ...inClear, host } })
      assert.equal(statusCode, 400, host)
      assert.equal(headers.location, undefined)
    }
    const forwarded = { ...inClear, 'x-forwarded-host': 'evil.example' }
    assert.equal((await server.inject({ url: '/who', headers: forwarded })).statusCode, 400)
    const twice = await server.inject({ url: '//evil.example/who', headers: inClear })
    assert.equal(twice.headers.location, 'https://boutique.example/evil.example/who')
  })

  test('a proxy that does not say https or http is told so, in place of a redirection for ever', async () => {
    const headers = { host: 'boutique.example', 'x-forwarded-for': '192.0.2.1' }
    const { statusCode, body } = await server.inject({ url: '/who', headers })
    assert.equal(statusCode, 400)
    assert.match(body, /X-Forwarded-Proto/)
  })

  test('a stranger is no proxy: they cannot say that they came over https', async () => {
    const { statusCode } = await server.inject({
      url: '/who',
      headers: overHttps,
      remoteAddress: '192.0.2.9',
    })
    assert.equal(statusCode, 308)
  })

  test('who watches over the process, and this machine itself, are answered in clear', async () => {
    assert.equal((await server.inject({ url: '/who', headers: { host: 'localhost' } })).statusCode, 200)
    assert.equal(
      (await server.inject({ url: '/who', headers: { host: 'boutique.example' } })).statusCode,
      308,
    )
    assert.equal((await server.inject({ url: '/healthz', headers: inClear })).statusCode, 404)
  })

  test('on a private network there is no redirection, no HSTS and a plain cookie', async () => {
    const plain = serverWith({ url: 'http://boutique.example' })
    const { statusCode, headers } = await plain.inject({ url: '/who', headers: inClear })
    assert.equal(statusCode, 200)
    assert.equal(headers['strict-transport-security'], undefined)
    assert.equal(headers['cross-origin-opener-policy'], undefined)
    assert.equal(
      cookieHeaders({ https: false }, 'abc')['set-cookie'],
      'sugu=abc; Path=/; HttpOnly; SameSite=Lax',
    )
    assert.equal(
      cookieHeaders({ https: true }, 'abc')['set-cookie'],
      '__Host-sugu=abc; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
  })
})

suite('other addresses’ pages', () => {
  const app = 'https://app.example'
  const server = serverWith({ ...https, corsOrigins: [app] })

  test('those of the list may call, and read what matters of the answer', async () => {
    const { headers } = await server.inject({ url: '/who', headers: { ...overHttps, origin: app } })
    assert.equal(headers['access-control-allow-origin'], app)
    assert.match(String(headers['access-control-expose-headers']), /etag.*x-csrf-token/)
    assert.match(String(headers.vary), /origin/)
    const asked = { ...overHttps, origin: app, 'access-control-request-method': 'PATCH' }
    const preflight = await server.inject({ method: 'OPTIONS', url: '/api/devis/1/', headers: asked })
    assert.equal(preflight.statusCode, 204)
    assert.match(String(preflight.headers['access-control-allow-methods']), /PATCH/)
    assert.match(String(preflight.headers['access-control-allow-headers']), /authorization/)
  })

  test('a refusal may be read too', async () => {
    const { statusCode, headers } = await server.inject({
      url: '/nowhere',
      headers: { ...overHttps, origin: app },
    })
    assert.equal(statusCode, 404)
    assert.equal(headers['access-control-allow-origin'], app)
  })

  test('no other page may, whatever its address resembles', async () => {
    for (const origin of [
      'https://app.example.evil',
      'http://app.example',
      'https://app.example:8443',
      'null',
      '*',
      '',
    ]) {
      const { headers } = await server.inject({ url: '/who', headers: { ...overHttps, origin } })
      assert.equal(headers['access-control-allow-origin'], undefined, origin)
      assert.match(String(headers.vary), /origin/)
      const asked = { ...overHttps, origin, 'access-control-request-method': 'POST' }
      const preflight = await server.inject({ method: 'OPTIONS', url: '/who', headers: asked })
      assert.equal(preflight.headers['access-control-allow-origin'], undefined, origin)
      assert.notEqual(preflight.statusCode, 204)
    }
  })
})

suite('a browser’s cookie', () => {
  const server = serverWith({ ...https, csrfOrigins: ['https://app.example'] })
  const cookie = '__Host-sugu=abc'
  const csrf = csrfToken('abc')
  const own = { origin: 'https://boutique.example', 'x-csrf-token': csrf }
  const write = (headers: Record<string, string>, more: object = {}) =>
    server.inject({ method: 'POST', url: '/write', headers: { ...overHttps, cookie, ...headers }, ...more })

  test('reads by itself, and each answer tells the page what to write with', async () => {
    const answer = await server.inject({ url: '/who', headers: { ...overHttps, cookie: `a=b; ${cookie}` } })
    assert.deepEqual(answer.json(), { token: 'abc' })
    assert.equal(answer.headers['x-csrf-token'], csrf)
    assert.ok(!JSON.stringify(answer.headers).includes('abc'))
  })

  test('writes with the page’s word', async () => {
    assert.deepEqual((await write(own)).json(), { token: 'abc' })
    assert.equal((await write({ ...own, origin: 'https://app.example' })).statusCode, 200)
    const { 'x-csrf-token': _, ...django } = { ...own, 'x-csrftoken': csrf }
    assert.equal((await write(django)).statusCode, 200)
  })

  const faults: [string, Record<string, string>][] = [
    ['without the token', { origin: own.origin }],
    ['with another session’s token', { ...own, 'x-csrf-token': csrfToken('abd') }],
    ['with an empty token', { ...own, 'x-csrf-token': '' }],
    ['from another address', { ...own, origin: 'https://evil.example' }],
    ['from a name that begins like ours', { ...own, origin: 'https://boutique.example.evil.example' }],
    ['from a page in clear', { ...own, origin: 'http://boutique.example' }],
    ['from nowhere in particular', { ...own, origin: 'null' }],
    ['from another address, by the Referer', { 'x-csrf-token': csrf, referer: 'https://evil.example/a' }],
    [
      'from another address, by what the browser says',
      { 'x-csrf-token': csrf, 'sec-fetch-site': 'cross-site' },
    ],
    ['from a neighbour', { 'x-csrf-token': csrf, 'sec-fetch-site': 'same-site' }],
  ]
  for (const [name, headers] of faults) {
    test(`writes nothing ${name}`, async () => {
      const { statusCode, json } = await write(headers)
      assert.equal(statusCode, 403)
      assert.match(json().code, /^csrf\./)
    })
  }

  test('that comes twice, or under the name of plain http, is nobody’s', async () => {
    for (const bad of [`${cookie}; __Host-sugu=other`, 'sugu=abc', '__Host-sugu=a b', '__Host-sugu=']) {
      const answer = await server.inject({ url: '/who', headers: { ...overHttps, cookie: bad } })
      assert.deepEqual(answer.json(), { token: null }, bad)
    }
  })

  test('is not looked at where an Authorization header speaks', async () => {
    assert.deepEqual((await write({ authorization: 'Bearer xyz' })).json(), { token: 'xyz' })
  })

  test('is not given to a page of another address', async () => {
    const asked = { url: '/api/users/login/', payload: { session: 'cookie' } }
    const foreign = { cookie: '', origin: 'https://evil.example' }
    assert.equal((await write(foreign, asked)).json().code, 'csrf.origin')
    assert.equal((await write({ cookie: '', origin: own.origin }, asked)).statusCode, 200)
    assert.equal((await write({ cookie: '' }, asked)).statusCode, 200)
  })
})
