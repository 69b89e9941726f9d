import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { type Caller, expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin } = sugu
const password = 'un-pagne-bleu-plié-en-quatre'

let people = 0
async function somebody(permissions: JsonObject, names: JsonObject = {}): Promise<Caller> {
  const username = `personne${++people}`
  const group = await expecting(201, admin.post('/api/groups/', { name: username, permissions }))
  await expecting(201, admin.post('/api/users/', { username, password, groups: [group.id], ...names }))
  return sugu.signIn(username, password)
}

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'etat',
    fields: [
      { slug: 'categorie', type: 'text' },
      { slug: 'valeur', type: 'text' },
      { slug: 'libelle', type: 'text' },
      { slug: 'couleur', type: 'text' },
      { slug: 'ordre', type: 'integer' },
    ],
  }),
)
for (const [i, valeur] of ['ouvert', 'clos', 'perdu'].entries()) {
  const couleur = ['#00AA00', 'javascript:alert(1)', null][i]!
  const state = { categorie: 'fiche', valeur, libelle: `Le ${valeur}`, couleur, ordre: 3 - i }
  await expecting(201, admin.post('/api/etat/', state))
}
await expecting(
  201,
  admin.post('/api/etat/', { categorie: 'autre', valeur: 'ailleurs', libelle: 'x', ordre: 1 }),
)
await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'fiche',
    fields: [
      { slug: 'nom', type: 'text', required: true },
      { slug: 'cout', type: 'integer' },
      { slug: 'marge', type: 'integer' },
      { slug: 'etat', type: 'choice', table: 'etat', category: 'fiche' },
    ],
    sections: [{ label: { fr: 'Argent', en: 'Money' }, fields: ['cout', 'marge'] }],
  }),
)

const newRow = (who: Caller, row: JsonObject) => expecting(201, who.post('/api/fiche/', row))
const allowedTo = (who: Caller, id: number) => expecting(200, who.get(`/api/fiche/${id}/allowed/`))
const historyOf = async (who: Caller, id: number) =>
  (await expecting(200, who.get(`/api/fiche/${id}/history/`))).results

suite('sections of a form', () => {
  const sections = async () => (await expecting(200, admin.get('/api/meta/tables/fiche/'))).sections

  test('are told with the definition, planned, and undone', async () => {
    const before = await sections()
    assert.deepEqual(before, [{ label: { fr: 'Argent', en: 'Money' }, fields: ['cout', 'marge'] }])
    const changes = [{ change: 'sections', sections: [{ label: 'Tout', fields: ['nom', 'cout'] }] }]
    const plan = await expecting(200, admin.post('/api/meta/tables/fiche/plan/', { changes }))
    assert.deepEqual(plan.losses, [])
    await expecting(200, admin.post('/api/meta/tables/fiche/apply/', { plan: plan.id }))
    assert.deepEqual(await sections(), [{ label: { fr: 'Tout' }, fields: ['nom', 'cout'] }])
    await expecting(200, admin.post('/api/meta/tables/fiche/undo/'))
    assert.deepEqual(await sections(), before)
  })

  test('follow a field that is renamed, and forget one that is dropped', async () => {
    const changes = [
      { change: 'rename', field: 'cout', to: 'prix' },
      { change: 'drop', field: 'marge' },
    ]
    const plan = await expecting(200, admin.post('/api/meta/tables/fiche/plan/', { changes }))
    await expecting(200, admin.post('/api/meta/tables/fiche/apply/', { plan: plan.id, accept_loss: true }))
    assert.deepEqual((await sections())[0].fields, ['prix'])
    await expecting(200, admin.post('/api/meta/tables/fiche/undo/'))
    assert.deepEqual((await sections())[0].fields, ['cout', 'marge'])
  })

  test('one that names a field that is not there is refused, and names it', async () => {
    const changes = [{ change: 'sections', sections: [{ label: 'Tout', fields: ['absent'] }] }]
    const { errors } = await expecting(400, admin.post('/api/meta/tables/fiche/plan/', { changes }))
    assert.deepEqual(Object.keys(errors), ['changes.0.sections.0.fields.0'])
  })

  test('show nothing of a field that the caller may not see', async () => {
    const who = await somebody({ fiche: { read: { except: ['marge'] } } })
    const { sections: seen } = await expecting(200, who.get('/api/meta/tables/fiche/'))
    assert.deepEqual(seen[0].fields, ['cout'])
  })
})

suite('the values of a choice that another table holds', () => {
  test('come in their order, with label and colour; a colour that is none is not told', async () => {
    assert.deepEqual(await expecting(200, admin.get('/api/meta/tables/fiche/choices/')), {
      etat: [
        { value: 'perdu', label: 'Le perdu', color: null },
        { value: 'clos', label: 'Le clos', color: null },
        { value: 'ouvert', label: 'Le ouvert', color: '#00aa00' },
      ],
    })
  })

  test('are not for those to whom the table is closed, nor of a field that they may not see', async () => {
    const nobody = await somebody({})
    assert.equal((await nobody.get('/api/meta/tables/fiche/choices/')).status, 404)
    const who = await somebody({ fiche: { read: { fields: ['nom'] } } })
    assert.deepEqual(await expecting(200, who.get('/api/meta/tables/fiche/choices/')), {})
  })

  test('show no label to those to whom the reference table shows none', async () => {
    const who = await somebody({ fiche: { read: true }, etat: { read: { fields: ['valeur'] } } })
    const { etat } = await expecting(200, who.get('/api/meta/tables/fiche/choices/'))
    assert.ok(!JSON.stringify(etat).includes('Le '))
  })
})

suite('what one may do with a row', () => {
  test('an administrator: everything', async () => {
    const { id } = await newRow(admin, { nom: 'A' })
    const all = { update: true, delete: true, history: true, fields: {}, verbs: [] }
    assert.deepEqual(await allowedTo(admin, id), all)
  })

  test('a right that is a condition is told for the row itself', async () => {
    const own = { field: 'created_by', op: 'eq', value: { var: 'me' } }
    const who = await somebody({ fiche: { read: true, create: true, update: own, delete: false } })
    const theirs = await newRow(admin, { nom: 'B' })
    const mine = await newRow(who, { nom: 'C' })
    assert.deepEqual((await allowedTo(who, theirs.id)).update, false)
    const told = await allowedTo(who, mine.id)
    assert.deepEqual([told.update, told.delete, told.history], [true, false, true])
  })

  test('fields that are not open are named, and the server refuses just those', async () => {
    const who = await somebody({ fiche: { read: true, update: { fields: ['nom', 'cout'] } } })
    const { id } = await newRow(admin, { nom: 'D' })
    assert.deepEqual((await allowedTo(who, id)).fields, { marge: 'fixed', etat: 'fixed' })
    assert.equal((await who.patch(`/api/fiche/${id}/`, { marge: 1 })).status, 400)
    assert.equal((await who.patch(`/api/fiche/${id}/`, { cout: 1 })).status, 200)
  })

  test('a field that is open in an old row alone is told so in the definition', async () => {
    const who = await somebody({ fiche: { read: true, update: true, create: { fields: ['nom'] } } })
    const { fields } = await expecting(200, who.get('/api/meta/tables/fiche/'))
    const closed = fields.map(({ slug, closed: how }: { slug: string; closed?: string }) => [slug, how])
    assert.deepEqual(closed, [
      ['nom', undefined],
      ['cout', 'create'],
      ['marge', 'create'],
      ['etat', 'create'],
    ])
  })

  test('a row that is not there, and one that they may not see, are alike', async () => {
    const who = await somebody({ fiche: { read: { field: 'nom', op: 'eq', value: 'rien' } } })
    const { id } = await newRow(admin, { nom: 'E' })
    assert.equal((await who.get(`/api/fiche/${id}/allowed/`)).status, 404)
    assert.equal((await admin.get('/api/fiche/999999/allowed/')).status, 404)
  })
})

suite('the past of a row', () => {
  test('names who wrote it, to whom it is told', async () => {
    const all = { read: true, update: true }
    const who = await somebody({ fiche: all }, { first_name: 'Awa', last_name: 'Koné' })
    const { id } = await newRow(admin, { nom: 'F' })
    await expecting(200, who.patch(`/api/fiche/${id}/`, { nom: 'G' }))
    const [last, first] = await historyOf(admin, id)
    assert.deepEqual([last.name, first.name], ['Awa Koné', 'admin'])
    const reader = await somebody({ fiche: { read: { except: ['created_by'] } } })
    const lines = await historyOf(reader, id)
    assert.deepEqual([lines[0].name, lines[0].actor], [null, 'user'])
  })

  test('one field of a version can be brought back without the rest', async () => {
    const { id } = await newRow(admin, { nom: 'un', cout: 1 })
    await expecting(200, admin.patch(`/api/fiche/${id}/`, { nom: 'deux', cout: 2 }))
    const back = await expecting(
      200,
      admin.post(`/api/fiche/${id}/restore/`, { version: 1, fields: ['cout'] }),
    )
    assert.deepEqual([back.nom, back.cout, back.version], ['deux', 1, 3])
    const wrong = await admin.post(`/api/fiche/${id}/restore/`, { version: 1, fields: ['absent'] })
    assert.deepEqual([wrong.status, wrong.body.code], [400, 'row.no_such_field'])
    assert.equal((await admin.post(`/api/fiche/${id}/restore/`, { version: 1, fields: 'cout' })).status, 400)
  })

  test('a field that is not theirs to write is not theirs to bring back', async () => {
    const who = await somebody({ fiche: { read: true, update: { fields: ['nom'] } } })
    const { id } = await newRow(admin, { nom: 'un', cout: 1 })
    await expecting(200, admin.patch(`/api/fiche/${id}/`, { cout: 2 }))
    const tried = await who.post(`/api/fiche/${id}/restore/`, { version: 1, fields: ['cout'] })
    assert.equal(tried.status, 400)
  })
})
