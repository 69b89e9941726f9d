import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { bareRequest } from '../support/bare-request.ts'
import type { Got } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'
import { makeTarget } from '../support/target.ts'

const sugu = await startSugu()
const { admin } = sugu
const raw = (method: string, path: string, headers?: Record<string, string>, body?: string) =>
  bareRequest(admin, sugu.url, method, path, headers, body)

const row = await makeTarget(admin)
const at = `/api/cible/${row.id}/`

const fields = Object.keys(row)
const nasty: string[] = [
  '',
  "'; drop table store.sites; --",
  '\u0000',
  '\\',
  '-9223372036854775809',
  '1e400',
  '0000-01-01T00:00:00Z',
  '__proto__',
]

/** Ours to mend if it is 5xx. */
const fine = (got: Got, what: string): void => {
  assert.ok(got.status < 500, `${what.slice(0, 200)}: ${got.status} ${JSON.stringify(got.body)}`)
}

suite('every parameter takes anything without falling', () => {
  const operators = 'ne gt gte lt lte in contains icontains startswith isnull range'.split(' ')
  for (const value of nasty) {
    test(`a list asked for ${JSON.stringify(value).slice(0, 40)}`, async () => {
      const text = encodeURIComponent(value.toWellFormed())
      const names = ['page', 'page_size', 'cursor', 'ordering', 'search', 'where', 'fields', 'expand']
      const more = ['count', 'as_of', 'trash', 'format', value.toWellFormed().slice(0, 100) || 'x']
      const filters = fields.flatMap((field) => [
        field,
        ...operators.map((op) => `${field}__${op}`),
        `mere__${field}`,
      ])
      for (const name of [...names, ...more, ...filters]) {
        const path = `/api/cible/?${encodeURIComponent(name)}=${text}`
        fine(await admin.get(path), path)
      }
      for (const path of ['where', 'ordering', 'format', 'as_of'])
        fine(await admin.get(`/api/cible/export/?${path}=${text}`), path)
    })
    test(`a condition on ${JSON.stringify(value).slice(0, 40)}`, async () => {
      for (const field of fields) {
        for (const op of ['eq', ...operators]) {
          const asked = op === 'range' ? [value, value] : op === 'in' ? [value] : value
          const where = { field, op, value: asked }
          const got = await admin.post('/api/cible/bulk/', { action: 'delete', where, dry_run: true })
          fine(got, JSON.stringify(where))
        }
      }
    })
    test(`a row written with ${JSON.stringify(value).slice(0, 40)}`, async () => {
      for (const field of fields) {
        for (const sent of [value, [value], { [value]: value }, Number(value) || 0])
          fine(await admin.patch(at, { [field]: sent }), `${field} ${JSON.stringify(sent)}`)
      }
      fine(await admin.patch(at, { [value]: 1 }), 'name')
    })
  }

  test('addresses of any bytes', async () => {
    const ends = [
      '%00',
      '%ff',
      '%c3%28',
      '%',
      '%zz',
      '%2e%2e',
      '%2F',
      "'",
      ';',
      '%E2%80%AE',
      '..',
      '//',
      '-1',
      '0',
    ]
    for (const end of [...ends, 'x'.repeat(150), 'x'.repeat(5000), '1e3', '0x10', '+1', '01', '%20']) {
      for (const path of [`/api/${end}/`, `/api/cible/${end}/`, `/api/cible/${end}/history/`, `/${end}`])
        for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
          const { status } = await raw(method, path)
          assert.ok(status < 500, `${method} ${path.slice(0, 80)} ${status}`)
        }
      for (const path of [`/api/meta/tables/${end}/`, `/api/meta/changes/${end}/`, `/api/imports/${end}/`])
        assert.ok((await raw('GET', path)).status < 500, path.slice(0, 80))
    }
  })

  test('headers of any shape', async () => {
    for (const name of [
      'accept-language',
      'authorization',
      'if-match',
      'if-none-match',
      'idempotency-key',
      'x-site',
      'host',
      'content-type',
      'x-forwarded-for',
      'x-forwarded-host',
      'accept',
    ]) {
      for (const value of [
        '',
        ' ',
        ',',
        '*',
        '\xe9\xff',
        'a'.repeat(7000),
        "'; select 1",
        '[::1',
        'a b',
        '"',
      ]) {
        for (const [method, path] of [
          ['GET', at],
          ['POST', '/api/cible/'],
          ['PATCH', at],
        ] as const) {
          const { status } = await raw(method, path, { [name]: value }, '{"nom":"a"}')
          assert.ok(status < 500, `${method} ${name}: ${value.slice(0, 20)} → ${status}`)
        }
      }
    }
  })
})
