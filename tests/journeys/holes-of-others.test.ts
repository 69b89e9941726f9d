import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Json } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { openOffice, officePassword as password } from '../support/office.ts'
import { testOutbox } from '../support/outbox.ts'

// One test for each hole that a peer really had, named after it: what the attacker did there is done here.
// What concerns requests and sign-ins: holes-on-the-way.test.ts. Held elsewhere: XML bombs (fast-xml-parser
// CVE-2026-26278) in xlsx-read.test.ts, IPv6 by /64 (CVE-2026-45364) in limits/address-key.test.ts, codes tried
// without end in second-factor.test.ts. Uploads, fetchers and restores bring theirs when they come.

const outbox = testOutbox()
const sugu = await openOffice({ SUGU_DATA: outbox.data })
const { admin, stranger, fiche, group, member } = sugu
const awa = await member('awa')
const issa = await member('issa')
const login = (name: unknown, secret: string) =>
  stranger.post('/api/users/login/', { login: name as string, password: secret })

suite('SQL by the way of names', () => {
  const nasty = [
    `nom"; select 1; --`,
    `nom' or '1'='1`,
    'c1',
    't12',
    'site_id',
    '*',
    'nom)::text',
    'nom,(select 1)',
  ]

  test('NocoDB CVE-2026-28399, drizzle GHSA-gpj5: a column’s name, in filter, order, fields, expand and condition', async () => {
    for (const name of nasty) {
      const said = encodeURIComponent(name)
      const where = encodeURIComponent(JSON.stringify({ field: name, op: 'eq', value: '1' }))
      const paths = [`${said}=1`, `ordering=${said}`, `fields=${said}`, `expand=${said}`, `where=${where}`]
      for (const query of paths) assert.equal((await awa.me.get(`/api/fiche/?${query}`)).status, 400, query)
    }
  })

  test('Drupal CVE-2026-9082: the keys of arrays and objects where a value was expected', async () => {
    for (const value of [
      { '0) or (1=1': 'x' },
      [["nom') --"]],
      { op: { eq: 1 } },
      [{ __proto__: 1 }],
    ] as Json[]) {
      const where: Json = { field: 'nom', op: 'in', value }
      assert.equal(
        (await awa.me.post('/api/fiche/bulk/', { action: 'delete', where, dry_run: true })).status,
        400,
      )
      assert.equal((await login(value, 'x')).status, 400)
    }
    for (const query of ['nom[0) or (1=1]=x', 'nom[]=x', 'nom[$ne]=x', 'where[field]=nom'])
      assert.equal((await awa.me.get(`/api/fiche/?${encodeURI(query)}`)).status, 400, query)
  })
})

suite('what is kept from sight', () => {
  test('Strapi CVE-2023-22894: a secret is no filter, no order, no column, not even for an administrator', async () => {
    for (const name of ['password', 'credentials', 'token_hash', 'site_id', 'c1', 's', 'reset_code']) {
      for (const query of [
        `${name}=a`,
        `${name}__startswith=a`,
        `ordering=${name}`,
        `fields=id,${name}`,
        `expand=${name}`,
      ])
        assert.equal((await admin.get(`/api/users/?${query}`)).status, 400, query)
      const where = encodeURIComponent(JSON.stringify({ field: name, op: 'startswith', value: 'a' }))
      assert.equal((await admin.get(`/api/users/?where=${where}`)).status, 400)
      assert.equal((await admin.get(`/api/groups/?fields=id&created_by__${name}=a`)).status, 400)
    }
  })

  test('Payload CVE-2026-25574, pretix CVE-2026-5600, better-auth CVE-2025-71400: what is another’s is not found', async () => {
    const [session] = (await expecting(200, issa.me.get('/api/users/me/sessions/'))).results
    const rights = { fiche: { read: true } }
    const expires = new Date(Date.now() + 9e8).toISOString().slice(0, 10)
    const token = await expecting(201, issa.me.post('/api/tokens/', { name: 'caisse', rights, expires }))
    for (const path of [
      `/api/users/me/sessions/${session.id}/`,
      `/api/tokens/${token.id}/`,
      '/api/users/mfa/passkeys/1/',
    ])
      assert.ok([400, 404].includes((await awa.me.delete(path)).status), path)
    assert.equal((await issa.me.get('/api/users/me/')).status, 200)
    for (const path of [`/api/users/${issa.id}/disable/`, `/api/users/${issa.id}/unlock/`])
      assert.equal((await awa.me.post(path)).status, 403, path)
    await expecting(201, admin.post('/api/sites/', { slug: 'yop', name: 'Yop' }))
    for (const path of [
      '/api/fiche/1/',
      '/api/fiche/1/history/',
      `/api/users/${awa.id}/`,
      `/api/groups/${group.id}/`,
    ])
      assert.ok([401, 403, 404].includes((await awa.me.get(path, { 'x-site': 'yop' })).status), path)
  })
})

suite('what nobody may write', () => {
  test('Craft CVE-2026-28781: every column of the row beside those that are open', async () => {
    const system = {
      id: 999,
      version: 77,
      created_by: issa.id,
      created_at: '2001-01-01T00:00:00Z',
      site_id: 2,
      s: 'x',
    }
    for (const [name, value] of Object.entries(system)) {
      await awa.me.post('/api/fiche/', { nom: 'Une', [name]: value })
      await awa.me.patch(`/api/fiche/${fiche.id}/`, { [name]: value })
    }
    const { results } = await expecting(
      200,
      admin.get('/api/fiche/?fields=id,version,created_by,created_at&page_size=100'),
    )
    for (const row of results) {
      assert.ok(
        row.id < 900 && row.version < 70 && row.created_by !== issa.id && row.created_at > '2020',
        JSON.stringify(row),
      )
    }
  })

  test('and of the account: rights, proofs and secrets do not come with a profile', async () => {
    const taken = {
      est_verifie: true,
      admin: true,
      groups: [group.id],
      networkOwner: true,
      network_owner: true,
      id: 1,
      password: 'abc',
      followers_count: 9,
    }
    for (const [name, value] of Object.entries(taken)) {
      await awa.me.patch('/api/users/me/', { [name]: value })
      const person = {
        username: `p${name.toLowerCase()}`,
        email: `${name}@exemple.ci`,
        password,
        password_confirm: password,
      }
      const { status, body } = await stranger.post('/api/users/register/', { ...person, [name]: value })
      if (status !== 201 || name === 'password') continue
      const joined = sugu.caller({ authorization: `Token ${body.token}` })
      assert.equal((await joined.get('/api/groups/')).status, 403, name)
      assert.equal(body.user.est_verifie, false)
    }
    const me = await expecting(200, awa.me.get('/api/users/me/'))
    assert.deepEqual([me.est_verifie, me.id], [false, awa.id])
    assert.equal((await awa.me.get('/api/groups/')).status, 403)
    assert.equal((await awa.me.post('/api/sites/', { slug: 'moi', name: 'Moi' })).status, 403)
  })

  test('better-auth CVE-2025-61928: an API token for another, asked for by nobody or by a token', async () => {
    const expires = new Date(Date.now() + 9e8).toISOString().slice(0, 10)
    const wanted = { name: 'vol', rights: { fiche: { read: true } }, expires }
    assert.equal((await stranger.post('/api/tokens/', { ...wanted, user: 1 })).status, 401)
    const { token } = await expecting(201, awa.me.post('/api/tokens/', wanted))
    const program = sugu.caller({ authorization: `Token ${token}` })
    assert.equal((await program.get('/api/fiche/')).status, 200)
    const taken = {
      old_password: password,
      new_password: 'deux calebasses rondes',
      new_password_confirm: 'deux calebasses rondes',
    }
    for (const [path, body] of [
      ['/api/tokens/', wanted],
      ['/api/users/password/change/', taken],
      ['/api/users/mfa/totp/', { password }],
    ] as const)
      assert.ok([401, 403].includes((await program.post(path, body)).status), path)
    const asked = await awa.me.post('/api/tokens/', { ...wanted, user: 1 })
    const owners = (await expecting(200, admin.get('/api/tokens/'))).results.map(
      ({ user }: { user: number }) => user,
    )
    assert.ok(!owners.includes(1), String(asked.status))
  })

  test('SheetJS CVE-2023-30533: __proto__ and constructor are names like any other', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString'])
      for (const body of [
        `{"${name}":{"polluted":true},"nom":"a"}`,
        `{"nom":{"${name}":{"polluted":true}}}`,
      ]) {
        await fetch(`${sugu.url}/api/fiche/`, {
          method: 'POST',
          body,
          headers: { ...awa.me.headers, 'content-type': 'application/json' },
        })
        const form = new FormData()
        form.append('file', new Blob([`nom;${name};${name}.polluted\nA;b;c\n`]), 'x.csv')
        await awa.me.post('/api/fiche/import/', form)
      }
    assert.equal(({} as Record<string, unknown>).polluted, undefined)
    assert.equal((await awa.me.get('/api/fiche/?__proto__=1')).status, 400)
  })
})

suite('texts that something else might take for its own', () => {
  test('Kimai CVE-2026-42267: a formula, written through the API, is text in a sheet', async () => {
    for (const [i, begin] of ['=', '+', '-', '@', '\t=', '\r='].entries())
      await expecting(201, awa.me.post('/api/fiche/', { nom: `${begin}cmd|calc!A${i}` }))
    const csv = String((await awa.me.get('/api/fiche/export/?format=csv')).body)
    for (const cell of csv.split(/[;\n]/))
      assert.doesNotMatch(cell.replaceAll('"', ''), /^[=+@\t\r-].*cmd/, cell)
  })

  test('pretix CVE-2026-2415, Strapi CVE-2023-22621: placeholders in a name and in an error stay what they are', async () => {
    const names = ['{code}', '{a.__proto__}', '{{7*7}}', ['$', '{7*7}'].join(''), '<%= 7*7 %>', '{login}']
    for (const [i, name] of names.entries()) {
      const email = `nom${i}@exemple.ci`
      await expecting(
        201,
        stranger.post('/api/users/register/', {
          first_name: name,
          email,
          password,
          password_confirm: password,
        }),
      )
      const said = await outbox.next('verify_email', email)
      assert.doesNotMatch(said, /\b49\b|\[object|undefined/, name)
    }
    const { body } = await admin.get(`/api/${encodeURIComponent('{verb}{table}{__proto__}')}/`)
    assert.match(body.detail, /\{verb\}\{table\}\{__proto__\}/)
  })

  test('Strapi CVE-2026-22707, NocoDB CVE-2026-28357: a page written into a field is never a page in an answer', async () => {
    const page = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    const { id } = await expecting(201, awa.me.post('/api/fiche/', { nom: page }))
    for (const path of [
      `/api/fiche/${id}/`,
      '/api/fiche/export/?format=csv',
      `/api/${encodeURIComponent(page)}/`,
    ]) {
      const { headers } = await awa.me.get(path)
      assert.doesNotMatch(headers.get('content-type') ?? '', /html|svg/, path)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
    }
  })
})
