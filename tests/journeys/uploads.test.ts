import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()

const broken: Readonly<Record<string, { type: string; body: string }>> = {
  'an upload that ends early': {
    type: 'multipart/form-data; boundary=b',
    body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nnom;prenom\r\nKoné;A',
  },
  'an upload without its boundary': { type: 'multipart/form-data', body: 'nom' },
  'an upload of another boundary': { type: 'multipart/form-data; boundary=b', body: '--c\r\n\r\n--c--' },
  'an upload without a file': {
    type: 'multipart/form-data; boundary=b',
    body: '--b\r\nContent-Disposition: form-data; name="match"\r\n\r\nnom\r\n--b--\r\n',
  },
  'an empty upload': { type: 'multipart/form-data; boundary=b', body: '' },
}

for (const [name, { type, body }] of Object.entries(broken)) {
  test(`${name} is refused and leaves no import behind`, async () => {
    const token = await sugu.stranger.post('/api/users/login/', {
      login: 'admin',
      password: 'une lampe bleue sur le quai',
    })
    const authorization = `Token ${token.body.token}`
    const response = await fetch(`${sugu.url}/api/contact/import/`, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body,
    })
    assert.equal(response.status, 400, await response.text())
    const { body: left } = await sugu.admin.get('/api/contact/imports/')
    assert.deepEqual(left.results, [])
  })
}

test('a slug that no address can hold is not found', async () => {
  for (const slug of ['%00', '%E0%A4%A', '..%2F', '%F0%9F%98%80', 'a%20b']) {
    const { status } = await sugu.admin.get(`/api/contact/${slug}/`)
    assert.equal(status, 404, slug)
  }
})
