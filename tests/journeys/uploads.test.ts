import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openConnection } from '../support/connection.ts'
import { encodeRequest } from '../support/load.ts'
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

test('what is left of a refused upload holds up nothing that follows on its connection', {
  timeout: 20_000,
}, async () => {
  const part = (name: string) => `--b\r\ncontent-disposition: form-data; name="${name}"`
  const file = `nom\r\n${'Koné\r\n'.repeat(500_000)}`
  const body = `${part('couleur')}\r\n\r\nrouge\r\n${part('file')}; filename="a.csv"\r\n\r\n${file}--b--\r\n`
  const headers = {
    authorization: sugu.admin.headers.authorization!,
    'content-type': 'multipart/form-data; boundary=b',
  }
  const connection = openConnection(Number(new URL(sugu.url).port))
  const upload = encodeRequest({ method: 'POST', path: '/api/contact/import/', headers, body })
  assert.equal((await connection.ask(upload)).status, 400)
  assert.equal((await connection.ask(encodeRequest({ path: '/healthz' }))).status, 200)
  connection.close()
})

test('a slug that no address can hold is not found', async () => {
  for (const slug of ['%00', '%E0%A4%A', '..%2F', '%F0%9F%98%80', 'a%20b']) {
    const { status } = await sugu.admin.get(`/api/contact/${slug}/`)
    assert.equal(status, 404, slug)
  }
})
