import assert from 'node:assert/strict'
import { request } from 'node:http'
import { connect } from 'node:net'
import { suite, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Caller, expecting } from '../support/caller.ts'
import { openOffice, officePassword as password } from '../support/office.ts'

// One test for each hole that a peer really had, named after it; see holes-of-others.test.ts.

const sugu = await openOffice({
  TRUSTED_PROXIES: '10.9.9.9',
  GOOGLE_OAUTH2_CLIENT_ID: 'client.example.com',
  GOOGLE_OAUTH2_CLIENT_SECRET: 'une valeur pour les essais seulement',
})
const { admin, stranger, member } = sugu
const awa = await member('awa')
const login = (name: string, secret: string, headers = {}) =>
  stranger.post('/api/users/login/', { login: name, password: secret }, headers)

suite('on the way', () => {
  test('Directus CVE-2024-28239, CVE-2026-22032: after signing in elsewhere nobody is led to another’s site', async () => {
    for (const next of [
      '//mal.example',
      'https://mal.example',
      '/\\mal.example',
      '\\\\mal.example',
      'javascript:alert(1)',
      '/%0d%0aLocation:x',
      ' //mal.example',
      '/\t/mal.example',
      'http:mal.example',
    ]) {
      const asked = `${sugu.url}/api/users/oauth/google/?next=${encodeURIComponent(next)}`
      const { status, headers } = await fetch(asked, { redirect: 'manual' })
      const to = headers.get('location') ?? ''
      assert.ok(
        status >= 400 || !/^(?:https?:)?[\\/]{2}mal|mal\.example/.test(decodeURIComponent(to)),
        `${next} → ${status} ${to}`,
      )
    }
  })

  test('Next.js CVE-2026-44572, CVE-2025-49826: what no cache knows of does not shape an answer, and what is personal is not kept', async () => {
    const plain = await awa.me.get('/api/fiche/?page_size=1')
    const forged = {
      'x-forwarded-host': 'mal.example',
      'x-forwarded-proto': 'gopher',
      'x-original-url': '/api/users/',
      'x-forwarded-for': '192.0.2.66',
    }
    const shaped = await awa.me.get('/api/fiche/?page_size=1', forged)
    assert.deepEqual(shaped.body, plain.body)
    assert.doesNotMatch(JSON.stringify(shaped.body), /mal\.example|gopher/)
    for (const path of ['/api/users/me/', '/api/fiche/', '/api/users/me/sessions/', '/api/tokens/'])
      assert.match(
        (await awa.me.get(path)).headers.get('cache-control') ?? '',
        /no-store|private|no-cache/,
        path,
      )
    const strange = await new Promise<number>((resolve) =>
      request(
        { port: new URL(sugu.url).port, host: '127.0.0.1', path: '/api/', headers: { host: 'mal.example' } },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode!)
        },
      ).end(),
    )
    assert.ok(strange >= 400 && strange < 500, String(strange))
  })

  test('undici CVE-2026-22036: a body packed in a hundred layers is not unpacked', async () => {
    let body = gzipSync(Buffer.alloc(1_000_000, '{"nom":"a"}'))
    for (let layer = 0; layer < 3; layer++) body = gzipSync(body)
    const started = performance.now()
    const headers = {
      ...awa.me.headers,
      'content-type': 'application/json',
      'content-encoding': Array(100).fill('gzip').join(', '),
    }
    const { status } = await fetch(`${sugu.url}/api/fiche/`, { method: 'POST', body, headers })
    assert.ok([400, 413, 415].includes(status), String(status))
    assert.ok(performance.now() - started < 1000)
  })

  test('better-auth GHSA-x732: an address written otherwise opens no other door', async () => {
    const ask = (path: string) =>
      new Promise<number>((resolve, reject) => {
        const socket = connect(Number(new URL(sugu.url).port), '127.0.0.1')
        socket.once('data', (piece) => {
          resolve(Number(piece.toString('latin1').slice(9, 12)))
          socket.destroy()
        })
        socket.once('error', reject)
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
      })
    for (const path of [
      '//api/users/me/',
      '/api//users/me/',
      '/api/./users/me/',
      '/API/users/me/',
      '/api/users/me/%2e%2e/',
      '/api/users;/me/',
      '/api%2fusers%2fme/',
      '//api/audit/',
      '/api/users//',
    ])
      assert.ok([301, 308, 400, 401, 403, 404, 405].includes(await ask(path)), path)
  })
})

suite('coming in', () => {
  test('Strapi CVE-2025-64526: a login in other letters, or a forged address, is not a new count', async () => {
    await member('rama')
    const forms = ['rama', 'RAMA', ' rama ', 'Rama', 'rAMa']
    const tries = forms.map((name, i) => login(name, `faux ${i} mot`, { 'x-forwarded-for': `192.0.2.${i}` }))
    for (const tried of tries) assert.equal((await tried).status, 401)
    assert.equal(
      (
        await login('rAmA', 'faux encore', {
          'x-forwarded-for': '198.51.100.7',
          forwarded: 'for=198.51.100.8',
        })
      ).status,
      423,
    )
  })

  test('Strapi CVE-2026-22706, Directus GHSA-56p6, Payload CVE-2025-4643: an old session does not outlive what ended it', async () => {
    const ends: Readonly<Record<string, (id: number, me: Caller, name: string) => Promise<unknown>>> = {
      change: (_, me) =>
        me.post('/api/users/password/change/', {
          old_password: password,
          new_password: 'deux calebasses bien rondes',
          new_password_confirm: 'deux calebasses bien rondes',
        }),
      disable: (id) => admin.post(`/api/users/${id}/disable/`),
      everywhere: (_, me) => me.post('/api/users/logout/all/'),
      erase: (_, me) => me.delete('/api/users/me/', {}),
    }
    for (const [how, end] of Object.entries(ends)) {
      const { id, me } = await member(`fin${how}`)
      const other = await sugu.signIn(`fin${how}`, password)
      await expecting(200, other.get('/api/users/me/'))
      if (how === 'erase')
        await fetch(`${sugu.url}/api/users/me/`, {
          method: 'DELETE',
          body: JSON.stringify({ password }),
          headers: { ...me.headers, 'content-type': 'application/json' },
        })
      else await end(id, me, how)
      assert.equal((await other.get('/api/users/me/')).status, 401, how)
      assert.equal((await other.get('/api/fiche/')).status, 401, how)
    }
  })

  test('Keycloak CVE-2024-1722, CVE-2026-9798: tries at once are counted, and no other way in leaves them uncounted', async () => {
    const { me } = await member('sita')
    const tries = await Promise.all(Array.from({ length: 40 }, (_, i) => login('sita', `faux ${i} mot`)))
    const count = (status: number) => tries.filter((one) => one.status === status).length
    assert.deepEqual([count(401), count(423)], [5, 35])
    assert.equal((await login('sita@exemple.ci', 'faux encore')).status, 401)
    const changes = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        me.post('/api/users/password/change/', {
          old_password: `faux ${i}`,
          new_password: 'deux calebasses bien rondes',
          new_password_confirm: 'deux calebasses bien rondes',
        }),
      ),
    )
    assert.ok(
      changes.some(({ status }) => status === 423 || status === 429),
      'a stolen session does not try passwords for ever',
    )
  })
})
