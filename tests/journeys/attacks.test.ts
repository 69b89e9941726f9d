import assert from 'node:assert/strict'
import { request } from 'node:http'
import { suite, test } from 'node:test'
import type { Json } from '#model/json.ts'
import { callerOf, expecting, type Got } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin } = sugu
const port = Number(new URL(sugu.url).port)

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'cible',
    fields: [
      { slug: 'nom', type: 'text', required: true },
      { slug: 'code', type: 'text', unique: true },
      { slug: 'nombre', type: 'integer' },
      { slug: 'taux', type: 'decimal', digits: 12, places: 2 },
      { slug: 'jour', type: 'date' },
      { slug: 'instant', type: 'datetime' },
      { slug: 'etat', type: 'choice', options: ['neuf', 'use'] },
      { slug: 'actif', type: 'boolean' },
      { slug: 'mere', type: 'reference', table: 'cible' },
      { slug: 'soeurs', type: 'references', table: 'cible' },
      { slug: 'fiche', type: 'json' },
      { slug: 'lieu', type: 'location' },
      { slug: 'tel', type: 'phone' },
      { slug: 'mail', type: 'email' },
      { slug: 'site_web', type: 'url' },
      { slug: 'note', type: 'rating', max: 5 },
    ],
    search: ['nom', 'code'],
  }),
)
const row = await expecting(201, admin.post('/api/cible/', { nom: 'Une', fiche: { a: 1 } }))
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
          for (const asked of [value, [value], [value, value]]) {
            const where = { field, op, value: asked }
            const got = await admin.post('/api/cible/bulk/', { action: 'delete', where, dry_run: true })
            fine(got, JSON.stringify(where))
          }
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

suite('bodies of any shape', () => {
  const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)
  const bodies: [string, string][] = [
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '1'],
    ['a text', '"x"'],
    ['a list', '[]'],
    ['a deep list', `{"fiche":${deep('[', ']', 200_000)}}`],
    ['a deep object', `{"fiche":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['a deep condition', `{"action":"delete","where":${'{"not":'.repeat(50_000)}{}${'}'.repeat(50_000)}}`],
    [
      'a wide condition',
      JSON.stringify({ action: 'delete', where: { any: Array(10_000).fill({ all: [] }) } }),
    ],
    ['a prototype', '{"__proto__":{"a":1}}'],
    ['a prototype within', '{"fiche":{"__proto__":{"a":1}}}'],
    ['a constructor', '{"constructor":{"prototype":{"a":1}}}'],
    ['huge numbers', '{"nombre":1e400,"taux":-1e400,"mere":1e400,"soeurs":[1e400]}'],
    [
      'many fields',
      JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`f${i}`, i]))),
    ],
    [
      'ten thousand ids',
      JSON.stringify({ nom: 'a', soeurs: Array.from({ length: 10_000 }, (_, i) => i + 1) }),
    ],
    ['ten thousand texts', JSON.stringify({ nom: 'a', soeurs: Array(10_000).fill("' or 1=1") })],
    ['bytes that are not UTF-8', '{"nom":"\xff\xfe"}'],
    ['half a pair', '{"nom":"\\ud800"}'],
    ['NUL', '{"nom":"\\u0000","fiche":{"\\u0000":"\\u0000"}}'],
    ['half a pair within', '{"nom":"a","fiche":{"a":"\\ud800"}}'],
    ['half a pair as a name', '{"\\ud800":1}'],
    ['a byte order mark', '\xef\xbb\xbf{"nom":"a"}'],
    ['the same name twice', '{"nom":"a","nom":{"b":1}}'],
  ]
  const paths = [
    ['POST', '/api/cible/'],
    ['PATCH', at],
    ['PUT', at],
    ['POST', '/api/cible/bulk/'],
    ['POST', `${at}restore/`],
    ['POST', '/api/meta/tables/'],
    ['POST', '/api/meta/tables/cible/plan/'],
    ['POST', '/api/meta/tables/cible/apply/'],
    ['POST', '/api/meta/tables/contact/undo/'],
    ['POST', '/api/users/login/'],
    ['POST', '/api/users/'],
    ['POST', '/api/users/password/change/'],
    ['POST', '/api/groups/'],
    ['POST', '/api/memberships/'],
    ['POST', '/api/sites/'],
  ] as const
  for (const [name, body] of bodies) {
    test(name, async () => {
      for (const [method, path] of paths) {
        for (const headers of [{}, { 'idempotency-key': `${name} ${path}` }]) {
          const got = await raw(method, path, headers, body)
          assert.ok(got.status < 500, `${method} ${path}: ${got.status} ${got.body}`)
        }
      }
    })
  }

  test('members of any type, one by one', async () => {
    const values: Json[] = [
      null,
      true,
      0,
      -1,
      1.5,
      1e300,
      '',
      'x',
      [],
      [null],
      [[]],
      {},
      { a: null },
      ['__proto__'],
    ]
    const members: [string, string[], object][] = [
      [
        '/api/cible/bulk/',
        ['action', 'ids', 'where', 'values', 'dry_run'],
        { action: 'update', ids: [row.id], dry_run: true },
      ],
      [
        '/api/meta/tables/',
        [
          'slug',
          'label',
          'fields',
          'rules',
          'unique',
          'indexes',
          'order',
          'search',
          'title',
          'allow',
          'owner',
          'scope',
          'aliases',
        ],
        { slug: 'jamais', fields: [{ slug: 'a', type: 'inconnu' }] },
      ],
      ['/api/meta/tables/cible/plan/', ['changes'], {}],
      ['/api/meta/tables/cible/apply/', ['plan', 'accept_loss'], {}],
      ['/api/users/login/', ['login', 'password'], { login: 'x', password: 'y' }],
      ['/api/users/', ['username', 'email', 'password', 'groups', 'admin', 'telephone'], { username: '1' }],
      ['/api/memberships/', ['user', 'site', 'groups', 'admin'], { user: 999 }],
      ['/api/groups/', ['name', 'permissions'], { name: 'G', nul: 1 }],
      [
        '/api/sites/',
        ['slug', 'name', 'hosts', 'country', 'currency', 'language', 'time_zone'],
        { slug: '1' },
      ],
    ]
    for (const [path, names, whole] of members)
      for (const name of names)
        for (const value of values)
          fine(
            await admin.post(path, { ...whole, [name]: value } as Json),
            `${path} ${name}=${JSON.stringify(value)}`,
          )
  })

  test('each kind of change, with members of any type', async () => {
    const kinds =
      'add type rename drop require readonly unique index order positions rule label options default search title allow'
    const values: Json[] = [
      null,
      true,
      -1,
      '',
      'nom',
      'inconnu',
      [],
      [null],
      ['nom'],
      {},
      { type: 'text' },
      [{}],
      { fr: 1 },
    ]
    for (const change of kinds.split(' '))
      for (const member of [
        'field',
        'to',
        'fields',
        'order',
        'rules',
        'options',
        'default',
        'search',
        'title',
        'allow',
        'label',
      ])
        for (const value of values)
          fine(
            await admin.post('/api/meta/tables/cible/plan/', {
              changes: [{ change, field: 'nom', [member]: value }],
            }),
            `${change} ${member}=${JSON.stringify(value)}`,
          )
  })
})

suite('two at once', () => {
  test('update and delete of one row: one of them, or both in turn; never half', async () => {
    for (let i = 0; i < 10; i++) {
      const { id } = await expecting(201, admin.post('/api/cible/', { nom: 'Course' }))
      const [patched, deleted] = await Promise.all([
        admin.patch(`/api/cible/${id}/`, { nom: 'Vite' }),
        admin.delete(`/api/cible/${id}/`),
      ])
      assert.ok([200, 404].includes(patched!.status), JSON.stringify(patched!.body))
      assert.equal(deleted!.status, 204)
      assert.equal((await admin.get(`/api/cible/${id}/`)).status, 404)
    }
  })

  test('the same restore, the same bulk, the same key', async () => {
    const { id } = await expecting(201, admin.post('/api/cible/', { nom: 'Retour', code: 'R-1' }))
    await expecting(204, admin.delete(`/api/cible/${id}/`))
    const restored = await Promise.all([1, 2, 3].map(() => admin.post(`/api/cible/${id}/restore/`)))
    assert.equal(
      restored.filter(({ status }) => status === 200).length,
      1,
      restored.map((one) => one.status).join(),
    )
    for (const got of restored) assert.ok(got.status < 500, JSON.stringify(got.body))
    const ids = await Promise.all(
      [1, 2, 3, 4].map(async (n) => (await expecting(201, admin.post('/api/cible/', { nom: `${n}` }))).id),
    )
    const bulks = await Promise.all(
      [ids, ids.toReversed(), ids].map((all, n) =>
        admin.post('/api/cible/bulk/', { action: 'update', ids: all, values: { nombre: n } }),
      ),
    )
    for (const got of bulks) assert.equal(got.status, 200, JSON.stringify(got.body))
  })

  test('a value comes back from the trash that another row has taken since', async () => {
    const { id } = await expecting(201, admin.post('/api/cible/', { nom: 'A', code: 'PRIS' }))
    await expecting(204, admin.delete(`/api/cible/${id}/`))
    await expecting(201, admin.post('/api/cible/', { nom: 'B', code: 'PRIS' }))
    const got = await admin.post(`/api/cible/${id}/restore/`)
    assert.equal(got.status, 400)
    assert.equal(got.body.errors.code[0].code, 'field.not_unique')
  })

  test('the same table made ten times at once is one table', async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, () =>
        admin.post('/api/meta/tables/', { slug: 'jumelle', fields: [{ slug: 'a', type: 'text' }] }),
      ),
    )
    assert.equal(made.filter(({ status }) => status === 201).length, 1)
    for (const got of made) assert.ok([201, 400].includes(got.status), JSON.stringify(got.body))
  })

  test('rows are written while their table changes', async () => {
    const other = callerOf(sugu.url, admin.headers)
    const writes: Promise<Got>[] = []
    for (let i = 0; i < 5; i++) {
      for (let n = 0; n < 10; n++) writes.push(other.post('/api/jumelle/', { a: `${i}.${n}` }))
      const plan = await expecting(
        200,
        admin.post('/api/meta/tables/jumelle/plan/', {
          changes: [{ change: 'add', field: { slug: `b${i}`, type: 'integer' } }],
        }),
      )
      const applied = await admin.post('/api/meta/tables/jumelle/apply/', { plan: plan.id })
      assert.ok([200, 202, 409].includes(applied.status), JSON.stringify(applied.body))
    }
    for (const got of await Promise.all(writes)) assert.equal(got.status, 201, JSON.stringify(got.body))
  })
})

interface Bare {
  readonly status: number
  readonly body: string
}

/** As no client of good manners would send it: the path and the bytes untouched. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Bare> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body, 'latin1'),
          ...admin.headers,
          ...headers,
        },
      },
      (answer) => {
        let text = ''
        answer.on('data', (piece) => (text += piece))
        answer.on('end', () => resolve({ status: answer.statusCode!, body: text.slice(0, 500) }))
      },
    )
    asked.on('error', reject)
    asked.end(body, 'latin1')
  })
}
