import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json } from '#model/json.ts'
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

/** Ours to mend if it is 5xx. */
const fine = (got: Got, what: string): void => {
  assert.ok(got.status < 500, `${what.slice(0, 200)}: ${got.status} ${JSON.stringify(got.body)}`)
}

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
        for (const headers of [{}, { 'idempotency-key': `${name} ${path}` }] as Record<string, string>[]) {
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
