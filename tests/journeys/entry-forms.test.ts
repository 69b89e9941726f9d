import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { useClock } from '#base/clock.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { type Caller, expecting, type Got } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

/** Nobody waits here: what takes two seconds outside is two seconds by this clock. */
let ahead = 0
useClock(() => Date.now() + ahead)
const wait = () => {
  ahead += 2100
}

const sugu = await startSugu({ RATE_LIMIT_ENTRY_FORM: '60/h' })
const { admin, stranger } = sugu
const password = 'un-pagne-bleu-plié-en-quatre'

const table = await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'inscription',
    fields: [
      { slug: 'nom', type: 'text', required: true, max: 60 },
      { slug: 'age', type: 'integer', min: 16 },
      { slug: 'formule', type: 'choice', options: ['jour', 'soir'] },
      { slug: 'lieu', type: 'text' },
      { slug: 'note_interne', type: 'text' },
      { slug: 'statut', type: 'text', default: 'nouveau' },
      { slug: 'courriel', type: 'email', unique: true },
      { slug: 'parrain', type: 'reference', table: 'inscription' },
    ],
    rules: [
      { field: 'lieu', when: { field: 'formule', op: 'ne', value: 'soir' }, then: { hidden: true } },
      { field: 'lieu', when: { field: 'formule', op: 'eq', value: 'soir' }, then: { required: true } },
      { field: 'age', when: { field: 'note_interne', op: 'eq', value: 'vip' }, then: { required: true } },
    ],
  }),
)
await expecting(201, admin.post('/api/inscription/', { nom: 'Fétiche', courriel: 'fetiche@example.com' }))

const asked_fields: Json = [
  { field: 'nom', label: { fr: 'Votre nom' } },
  { field: 'age', required: true },
  { field: 'formule' },
  { field: 'lieu' },
]
const draft = { table: table.id, name: 'Inscription', asked_fields, confirmation: 'Merci !' }
const make = (more: JsonObject = {}, who: Caller = admin) =>
  who.post('/api/entry_forms/', { ...draft, ...more })
interface Made {
  readonly id: number
  readonly key: string
}
async function made(more: JsonObject = {}): Promise<Made> {
  const { id } = await expecting(201, make(more))
  const { key } = await expecting(200, admin.get(`/api/entry_forms/${id}/link/`))
  return { id, key }
}
const show = (key: string, who: Caller = stranger) => who.get(`/api/entry-forms/${key}/`)
const ticketOf = async (key: string): Promise<string> => (await expecting(200, show(key))).ticket
const answer = (key: string, body: JsonObject, who: Caller = stranger): Promise<Got> =>
  who.post(`/api/entry-forms/${key}/answer/`, body)
const rows = async () =>
  (
    await expecting(
      200,
      admin.get(
        '/api/inscription/?page_size=100&ordering=id&fields=id,version,nom,age,formule,lieu,statut,note_interne',
      ),
    )
  ).results
const good = { nom: 'Awa', age: 30, formule: 'jour' }
const outcome = ({ status, body }: Got) => [status, body.code]

/** Tickets that have waited long enough, as many as a test may want. */
const form = await made()
const tickets = await Promise.all(Array.from({ length: 40 }, () => ticketOf(form.key)))
const young = await answer(form.key, { ticket: tickets[0]!, values: good })
wait()
const ready = (): string => tickets.pop()!

suite('whoever has the link', () => {
  test('is told what is asked for, and nothing of what else there is', async () => {
    const { body, headers } = await show(form.key)
    assert.deepEqual(
      body.fields.map(({ slug, required, label }: JsonObject) => [
        slug,
        required ?? false,
        (label as JsonObject).fr,
      ]),
      [
        ['nom', true, 'Votre nom'],
        ['age', true, 'Age'],
        ['formule', false, 'Formule'],
        ['lieu', false, 'Lieu'],
      ],
    )
    assert.deepEqual(
      body.rules.map((rule: JsonObject) => rule.field),
      ['lieu', 'lieu'],
    )
    for (const secret of [
      'note_interne',
      'courriel',
      'parrain',
      'Fétiche',
      'fetiche',
      'statut',
      'inscription',
    ])
      assert.ok(!JSON.stringify(body).includes(secret), secret)
    assert.match(headers.get('cache-control') ?? '', /no-store/)
  })

  test('adds a row with the table’s defaults, in the form’s name', async () => {
    const { status, body } = await answer(form.key, { ticket: ready(), values: good })
    assert.deepEqual([status, body], [201, { confirmation: 'Merci !' }])
    const row = (await rows()).at(-1)
    assert.deepEqual(
      { ...row, id: 0, version: 0 },
      { ...good, lieu: null, statut: 'nouveau', note_interne: null, id: 0, version: 0 },
    )
    const { results } = await expecting(200, admin.get(`/api/inscription/${row.id}/history/`))
    assert.equal(results[0].actor, `system:entry_form:${form.id}`)
    assert.equal((await admin.get(`/api/entry_forms/${form.id}/link/`)).body.answers, 1)
  })

  test('is held to the table’s rules and types, and sends the same ticket again', async () => {
    const ticket = ready()
    for (const [values, field] of [
      [{ ...good, age: 12 }, 'age'],
      [{ ...good, nom: '' }, 'nom'],
      [{ nom: 'Awa', formule: 'jour' }, 'age'],
      [{ ...good, formule: 'soir' }, 'lieu'],
      [{ ...good, lieu: 'Dakar' }, 'lieu'],
      [{ ...good, formule: 'midi' }, 'formule'],
      [{ ...good, nom: { $ne: 1 } }, 'nom'],
    ] as const) {
      const { status, body } = await answer(form.key, { ticket, values })
      assert.deepEqual(
        [status, body.code, Object.keys(body.errors)],
        [400, 'entry.invalid', [field]],
        JSON.stringify(values),
      )
    }
    await expecting(201, answer(form.key, { ticket, values: { ...good, formule: 'soir', lieu: 'Dakar' } }))
  })
})

suite('an attacker with the link', () => {
  test('writes no field that is not asked for, whatever it is called', async () => {
    const before = (await rows()).length
    const ticket = ready()
    for (const field of [
      'note_interne',
      'statut',
      'courriel',
      'parrain',
      'id',
      'version',
      'created_by',
      'jamais',
      '__proto__',
    ]) {
      const values = JSON.parse(`{"nom":"x","age":20,"${field}":"1"}`)
      const { status, body } = await answer(form.key, { ticket, values })
      assert.ok(status === 400, `${field}: ${status}`)
      if (field !== '__proto__')
        assert.deepEqual(
          body.errors[field]?.map((one: JsonObject) => one.code),
          ['entry.not_asked'],
          field,
        )
    }
    for (const body of [
      { ticket, values: good, table: 1 },
      { ticket, values: good, verb: 'x' },
    ])
      assert.deepEqual(outcome(await answer(form.key, body)), [400, 'form.invalid'])
    assert.equal((await rows()).length, before)
  })

  test('answers neither too soon, nor twice, nor with another’s ticket', async () => {
    assert.deepEqual(outcome(young), [409, 'entry.too_soon'])
    const ticket = ready()
    const both = await Promise.all([1, 2, 3].map(() => answer(form.key, { ticket, values: good })))
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409, 409])
    assert.deepEqual(outcome(await answer(form.key, { ticket, values: good })), [409, 'entry.sent'])
    const other = await made({ name: 'Autre' })
    for (const stolen of [ready(), '', 'x', `${ready()}x`, ready().replace(/^./, '0'), 'a.b.c'])
      assert.ok(
        [400, 409].includes((await answer(other.key, { ticket: stolen, values: good })).status),
        stolen,
      )
    assert.equal((await admin.get(`/api/entry_forms/${other.id}/link/`)).body.answers, 0)
  })

  test('is thanked where it fills in what no person sees, and nothing comes of it', async () => {
    const before = (await rows()).length
    const body = { ticket: ready(), values: good, site_web: 'https://pilules.example' }
    assert.equal((await answer(form.key, body)).status, 201)
    assert.equal((await rows()).length, before)
  })

  test('finds nothing under other keys, at another site, in the trash, or behind a link that was replaced', async () => {
    for (const key of ['x', 'a'.repeat(22), '1', '..%2Fviews', `${form.key.slice(0, 21)}_`])
      assert.equal((await show(key)).status, 404, key)
    await expecting(201, admin.post('/api/sites/', { slug: 'yop', name: 'Yop' }))
    const elsewhere = sugu.caller({ 'x-site': 'yop' })
    assert.deepEqual(outcome(await show(form.key, elsewhere)), [404, 'entry.not_found'])
    assert.deepEqual(outcome(await answer(form.key, { ticket: ready(), values: good }, elsewhere)), [
      404,
      'entry.not_found',
    ])
    const gone = await made({ name: 'À jeter' })
    const renewed = await expecting(200, admin.post(`/api/entry_forms/${gone.id}/nouveau_lien/`))
    assert.equal((await show(gone.key)).status, 404)
    assert.equal((await show(renewed.key)).status, 200)
    await expecting(204, admin.delete(`/api/entry_forms/${gone.id}/`))
    assert.equal((await show(renewed.key)).status, 404)
  })

  test('sends nothing huge', async () => {
    const huge = await answer(form.key, { ticket: ready(), values: { ...good, nom: 'x'.repeat(70_000) } })
    assert.deepEqual(outcome(huge), [413, 'entry.too_large'])
    const more = await answer(form.key, { ticket: ready(), values: { nom: 'x'.repeat(1_100_000) } })
    assert.equal(more.status, 413)
    const deep = JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`)
    assert.equal((await answer(form.key, { ticket: ready(), values: deep })).status, 400)
  })

  test('reads no rows by it: neither the table, nor its views, nor the form itself', async () => {
    for (const path of [
      '/api/inscription/',
      '/api/meta/tables/inscription/',
      '/api/entry_forms/',
      `/api/entry_forms/${form.id}/`,
      `/api/entry_forms/${form.id}/link/`,
    ])
      assert.ok([401, 404].includes((await stranger.get(path)).status), path)
    assert.ok([404, 405].includes((await stranger.get(`/api/entry-forms/${form.key}/answer/`)).status))
  })
})

suite('a form', () => {
  test('opens, closes and is full when it says', async () => {
    const [past, future] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
    for (const [more, state] of [
      [{ opens: future }, 'not_yet'],
      [{ closes: past }, 'closed'],
      [{ active: false }, 'closed'],
      [{ opens: past, closes: future }, 'open'],
    ] as const) {
      const { key } = await made(more as JsonObject)
      const { body } = await show(key)
      assert.deepEqual(
        [body.state, 'fields' in body, 'ticket' in body],
        [state, state === 'open', state === 'open'],
      )
    }
  })

  test('takes exactly as many answers as it says, of many at once', async () => {
    const { id, key } = await made({ most: 3 })
    const some = await Promise.all(Array.from({ length: 8 }, () => ticketOf(key)))
    wait()
    const before = (await rows()).length
    const all = await Promise.all(some.map((ticket) => answer(key, { ticket, values: good })))
    assert.deepEqual(
      all
        .map(outcome)
        .map(([status]) => status)
        .sort(),
      [201, 201, 201, 409, 409, 409, 409, 409],
    )
    assert.equal((await rows()).length, before + 3)
    assert.deepEqual((await show(key)).body.state, 'full')
    assert.equal((await admin.get(`/api/entry_forms/${id}/link/`)).body.answers, 3)
  })

  test('may ask a question that robots do not answer', async () => {
    const { key } = await made({ question: 'Capitale du Mali ?', expected: 'Bamako / bko' })
    const shown = await expecting(200, show(key))
    assert.equal(shown.question, 'Capitale du Mali ?')
    assert.ok(!JSON.stringify(shown).toLowerCase().includes('bamako'))
    wait()
    const wrong = await answer(key, { ticket: shown.ticket, values: good, answer: 'Ségou' })
    assert.deepEqual([wrong.status, Object.keys(wrong.body.errors)], [400, ['answer']])
    await expecting(201, answer(key, { ticket: shown.ticket, values: good, answer: ' BAMAKO ' }))
  })

  test('asks for nothing that would tell a stranger of other rows, and for all that the table requires', async () => {
    const by = async (fields: Json) => {
      const { status, body } = await make({ asked_fields: fields })
      return [status, body.errors?.asked_fields?.map((one: JsonObject) => one.code)]
    }
    const nom = { field: 'nom' }
    assert.deepEqual(await by([nom, { field: 'parrain' }]), [400, ['entry.field_unfit']])
    assert.deepEqual(await by([nom, { field: 'courriel' }]), [400, ['entry.field_unique']])
    assert.deepEqual(await by([nom, nom]), [400, ['entry.field_twice']])
    assert.deepEqual(await by([nom, { field: 'jamais' }]), [400, ['entry.field_unknown']])
    assert.deepEqual(await by([{ field: 'age' }]), [400, ['entry.field_missing']])
    assert.deepEqual(await by([]), [400, ['field.required']])
    assert.deepEqual(await by({ nom: 1 }), [
      400,
      ['definition.list', 'entry.no_fields', 'entry.field_missing'],
    ])
  })

  test('is made by administrators, or by those whom they let, and gives away no more than its maker has', async () => {
    const somebody = async (username: string, permissions: JsonObject) => {
      const group = await expecting(201, admin.post('/api/groups/', { name: username, permissions }))
      await expecting(201, admin.post('/api/users/', { username, password, groups: [group.id] }))
      return sugu.signIn(username, password)
    }
    const forms = { read: true, create: true, update: true }
    const reader = await somebody('lectrice', { entry_forms: forms, inscription: { read: true } })
    const writer = await somebody('greffier', {
      entry_forms: forms,
      inscription: { read: true, create: { except: ['age'] } },
    })
    const nobody = await somebody('quidam', { inscription: { create: true } })
    assert.equal((await make({}, nobody)).status, 403)
    const refused = await make({}, reader)
    assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [400, ['table']])
    const some = await make({}, writer)
    assert.deepEqual(
      some.body.errors?.asked_fields?.map((one: JsonObject) => one.code),
      ['entry.field_unknown'],
    )
    await expecting(201, make({ asked_fields: [{ field: 'nom' }] }, writer))
    const groups = (await expecting(200, admin.get('/api/meta/tables/groups/'))).id
    assert.equal((await make({ table: groups, asked_fields: [{ field: 'name' }] })).status, 400)
    const file = new FormData()
    file.append('file', new Blob([JSON.stringify([{ ...draft, name: 'Par fichier' }])]), 'formulaires.json')
    await expecting(202, reader.post('/api/entry_forms/import/', file))
    await sleep(1200)
    const { results } = await expecting(200, admin.get('/api/entry_forms/?search=fichier'))
    assert.deepEqual(results, [])
  })

  test('follows its table: a name that changes, a field that goes, one that must now be filled in', async () => {
    const fields = [
      { slug: 'nom', type: 'text', required: true },
      { slug: 'ville', type: 'text' },
      { slug: 'matricule', type: 'text' },
    ]
    const { id: table } = await expecting(201, admin.post('/api/meta/tables/', { slug: 'petite', fields }))
    const { key } = await made({ table, asked_fields: [{ field: 'nom' }, { field: 'ville' }] })
    const change = async (...changes: JsonObject[]) => {
      const plan = await expecting(200, admin.post('/api/meta/tables/petite/plan/', { changes }))
      await expecting(200, admin.post('/api/meta/tables/petite/apply/', { plan: plan.id, accept_loss: true }))
    }
    await change({ change: 'rename', field: 'nom', to: 'nom_complet' }, { change: 'drop', field: 'ville' })
    const shown = await expecting(200, show(key))
    assert.deepEqual(
      shown.fields.map(({ slug }: JsonObject) => slug),
      ['nom_complet'],
    )
    await change({ change: 'require', field: 'matricule', required: true })
    wait()
    const got = await answer(key, { ticket: shown.ticket, values: { nom_complet: 'Awa' } })
    assert.deepEqual(outcome(got), [409, 'entry.unfit'])
    assert.ok(!JSON.stringify(got.body).includes('matricule'), 'the field is not named')
  })

  test('is answered only so often from one address', async () => {
    const { key } = await made({ name: 'Foule' })
    let refused = 0
    for (let i = 0; i < 64; i++) {
      const got = await answer(key, { ticket: 'x', values: {} })
      if (got.status === 429) refused++
    }
    assert.equal(refused, 4)
  })
})
