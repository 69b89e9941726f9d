import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { chromiumPath, openBrowser } from '../support/browser.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const skip = chromiumPath ? false : 'no Chromium on this machine'

/** On the same machine under another port: another origin, to which a browser sends the same cookies. */
const elsewhere = createServer((_request, answer) =>
  answer.setHeader('content-type', 'text/html').end('<!doctype html><title>Une autre page</title>'),
).listen(0, '127.0.0.1')
after(() => elsewhere.close())

/** What a hostile page can do without asking: a form, a script's request of the simple kind, one with a JSON body. */
const attacks = (to: string): Readonly<Record<string, string>> => ({
  'a script that sends JSON': `fetch('${to}/api/contact/', { method: 'POST', credentials: 'include',
    headers: { 'content-type': 'application/json' }, body: JSON.stringify({ nom: 'Intrus' }) })
    .then((answer) => 'read ' + answer.status, (error) => 'refused')`,
  'a script that sends blindly': `fetch('${to}/api/contact/', { method: 'POST', credentials: 'include',
    mode: 'no-cors', body: JSON.stringify({ nom: 'Intrus' }) }).then((answer) => answer.type, () => 'refused')`,
  'a file in a form': `(() => { const form = new FormData()
    form.set('file', new Blob(['nom\\nIntrus\\n'], { type: 'text/csv' }), 'a.csv')
    return fetch('${to}/api/contact/import/', { method: 'POST', credentials: 'include', mode: 'no-cors', body: form })
      .then((answer) => answer.type, () => 'refused') })()`,
  'a script that reads': `fetch('${to}/api/users/me/', { credentials: 'include' })
    .then((answer) => answer.text(), () => 'refused')`,
})

test('another page can neither write nor read with the cookie of whoever visits it', { skip }, async () => {
  const browser = await openBrowser()
  const page = await browser.newPage()
  await page.goto(`${sugu.url}/api/docs/`)
  const csrf = await page.evaluate<string>(`fetch('/api/users/login/', { method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'admin', password: ${JSON.stringify(adminPassword)}, session: 'cookie' }) })
    .then((answer) => answer.headers.get('x-csrf-token'))`)
  const own = (token: string) => `fetch('/api/contact/', { method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': '${token}' },
    body: JSON.stringify({ nom: 'Awa' }) }).then((answer) => answer.status)`
  assert.equal(await page.evaluate(own(csrf)), 201)
  assert.equal(await page.evaluate('document.cookie'), '')

  await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`)
  for (const [name, script] of Object.entries(attacks(sugu.url))) {
    const got = await page.evaluate<string>(script)
    assert.ok(['refused', 'opaque'].includes(got), `${name}: ${got}`)
  }
  const { body } = await sugu.admin.get('/api/contact/')
  assert.deepEqual(
    body.results.map(({ nom }: { nom: string }) => nom),
    ['Awa'],
  )
  const imports = await sugu.admin.get('/api/contact/imports/')
  assert.deepEqual(imports.body.results ?? [], [])

  await page.goto(`${sugu.url}/api/docs/`)
  assert.equal(await page.evaluate(own(csrf)), 201)
})
