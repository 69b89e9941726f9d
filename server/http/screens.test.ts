import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describedBy } from './description.ts'
import { screenRoutes } from './screens.ts'
import { createServer } from './server.ts'

const script = 'alert(1)'
const page = `<!doctype html><script>${script}</script>`

/** A folder as the build leaves it. */
function folderOf(...builds: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'sugu-built-'))
  after(() => rmSync(folder, { recursive: true }))
  for (const build of builds) {
    mkdirSync(join(folder, build, 'assets'), { recursive: true })
    writeFileSync(join(folder, build, 'index.html'), page)
    writeFileSync(join(folder, build, 'assets', `main-${build}.js`), `// ${build}`)
    writeFileSync(join(folder, build, 'assets', `main-${build}.js.gz`), gzipSync(`// ${build}`))
  }
  if (builds.length > 0) writeFileSync(join(folder, 'current'), builds.at(-1)!)
  return folder
}

function serverOf(folder: string) {
  const server = createServer({ onError: (error) => assert.fail(String(error)), trustedProxies: [] })
  screenRoutes(server, folder)
  return server
}

suite('the screens', () => {
  const server = serverOf(folderOf('aaaaaaaaaaaa', 'bbbbbbbbbbbb'))
  const get = (url: string, headers = {}) => server.inject({ url, headers })

  test('are where the root leads', async () => {
    const answer = await get('/')
    assert.deepEqual([answer.statusCode, answer.headers.location], [302, '/admin/'])
  })

  test('answer any address of theirs with the page, which is asked for anew and shown by nobody else', async () => {
    for (const url of ['/admin', '/admin/', '/admin/tables/devis', '/admin/tables/devis?ordre=-montant']) {
      const answer = await get(url)
      assert.deepEqual([answer.statusCode, answer.body], [200, page], url)
      assert.equal(answer.headers['cache-control'], 'no-cache')
      const policy = String(answer.headers['content-security-policy'])
      assert.match(policy, /default-src 'none'; script-src 'self' 'sha256-[\w+/]{43}='; style-src 'self';/)
      assert.match(policy, /frame-ancestors 'none'/)
      assert.doesNotMatch(policy, /unsafe/)
    }
    const { headers } = await get('/admin/')
    const again = await get('/admin/', { 'if-none-match': headers.etag })
    assert.deepEqual([again.statusCode, again.body], [304, ''])
  })

  test('keep their named files for ever, packed for whoever can unpack them, those of the last build too', async () => {
    const plain = await get('/admin/assets/main-bbbbbbbbbbbb.js')
    assert.equal(plain.body, '// bbbbbbbbbbbb')
    assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.equal(plain.headers.vary, 'accept-encoding')
    const packed = await get('/admin/assets/main-bbbbbbbbbbbb.js', { 'accept-encoding': 'gzip, br' })
    assert.equal(packed.headers['content-encoding'], 'gzip')
    assert.equal(gunzipSync(packed.rawPayload).toString(), '// bbbbbbbbbbbb')
    assert.equal((await get('/admin/assets/main-aaaaaaaaaaaa.js')).body, '// aaaaaaaaaaaa')
  })

  test('give nothing of a session to what others may keep', async () => {
    const cookie = `sugu=${'x'.repeat(43)}`
    const { headers } = await get('/admin/assets/main-bbbbbbbbbbbb.js', { cookie })
    assert.match(String(headers['cache-control']), /^public/)
    assert.equal(headers['x-csrf-token'], undefined)
    const missing = await get('/admin/assets/nothing.js', { cookie })
    assert.deepEqual([missing.statusCode, missing.headers['cache-control']], [404, 'no-store'])
  })

  test('never lead out of their folder', async () => {
    for (const path of [
      '../current',
      '..%2fcurrent',
      '%2e%2e/current',
      'assets/../../current',
      'assets/%00',
      '__proto__.js',
    ])
      assert.notEqual((await get(`/admin/${path}`)).body, 'bbbbbbbbbbbb', path)
  })

  test('tell which build is the one', async () => {
    const { body, headers } = await get('/admin/build')
    assert.deepEqual([body, headers['cache-control']], ['bbbbbbbbbbbb', 'no-store'])
  })

  test('are no calls: the documentation names none of them', () => {
    assert.deepEqual(describedBy(server).calls, [])
  })
})

test('a new build is served without starting again', async () => {
  const folder = folderOf('aaaaaaaaaaaa')
  const server = serverOf(folder)
  assert.equal((await server.inject('/admin/build')).body, 'aaaaaaaaaaaa')
  mkdirSync(join(folder, 'cccccccccccc'))
  writeFileSync(join(folder, 'cccccccccccc', 'index.html'), 'new')
  writeFileSync(join(folder, 'current'), 'cccccccccccc')
  assert.equal((await server.inject('/admin/')).body, 'new')
  assert.equal((await server.inject('/admin/assets/main-aaaaaaaaaaaa.js')).statusCode, 200)
})

test('where nobody built them, it is said what to type', async () => {
  const answer = await serverOf(folderOf()).inject('/admin/')
  assert.equal(answer.statusCode, 503)
  assert.match(answer.body, /\.\/sugu build/)
})
