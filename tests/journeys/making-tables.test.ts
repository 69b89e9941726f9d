import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu
/** Compared without minding its no-break spaces. */
const plain = (said: readonly string[]) => said.map((one) => one.replaceAll('\u00a0', ' '))
const meta = (slug: string) => expecting(200, admin.get(`/api/meta/tables/${slug}/`))
const plan = (slug: string, ...changes: JsonObject[]) =>
  expecting(200, admin.post(`/api/meta/tables/${slug}/plan/`, { changes }))
const apply = async (slug: string, ...changes: JsonObject[]) =>
  expecting(
    200,
    admin.post(`/api/meta/tables/${slug}/apply/`, {
      plan: (await plan(slug, ...changes)).id,
      accept_loss: true,
    }),
  )

suite('tables are made from a template', () => {
  test('each is listed with what it makes, and makes it, with examples on demand', async () => {
    const { results } = await expecting(200, admin.get('/api/meta/templates/'))
    assert.deepEqual(
      results.map(({ name }: { name: string }) => name),
      ['bureau-de-projets', 'registre-de-prets', 'carnet-de-caisse'],
    )
    for (const { name, tables } of results) {
      const made = await expecting(201, admin.post(`/api/meta/templates/${name}/apply/`, { examples: true }))
      assert.equal(made.tables.length, tables.length)
      let rows = 0
      for (const [i, slug] of made.tables.entries()) {
        assert.equal((await meta(slug)).fields.length, tables[i].fields.length)
        rows += (await expecting(200, admin.get(`/api/${slug}/`))).count
      }
      assert.equal(rows, made.rows)
      assert.ok(rows > 2)
    }
  })

  test('a second time under other names, which its links follow; without examples, empty', async () => {
    const made = await expecting(201, admin.post('/api/meta/templates/registre-de-prets/apply/', {}))
    assert.deepEqual(made, { tables: ['materiel_2', 'prets_2'], rows: 0 })
    const link = (await meta('prets_2')).fields.find(({ slug }: { slug: string }) => slug === 'materiel')
    assert.equal(link.table, 'materiel_2')
  })

  test('the examples point at one another, and their formulas are worked out', async () => {
    const { results } = await expecting(200, admin.get('/api/devis_clients/?ordering=id&expand=projet'))
    assert.equal(results[0].projet.nom, 'Salle des fêtes')
    assert.equal(Number(results[0].montant_ttc), 2_183_000)
  })

  test('twice under one key makes them once; an unknown one is not found; strangers make none', async () => {
    const ask = () =>
      admin.post('/api/meta/templates/carnet-de-caisse/apply/', {}, { 'idempotency-key': 'caisse' })
    assert.deepEqual((await ask()).body, (await ask()).body)
    assert.equal((await admin.post('/api/meta/templates/rien/apply/', {})).status, 404)
    assert.equal((await stranger.post('/api/meta/templates/carnet-de-caisse/apply/', {})).status, 401)
    assert.equal((await stranger.get('/api/meta/templates/')).status, 401)
  })
})

const sent = (text: string | Uint8Array, name = 'fichier.csv') => {
  const body = new FormData()
  body.set('file', new Blob([Buffer.from(text)]), name)
  return admin.post('/api/meta/proposals/', body)
}

suite('a file says what table would hold it', () => {
  test('each column is given the narrowest type that reads all of it', async () => {
    const rows = Array.from({ length: 12 }, (_, i) =>
      [
        `Client ${i}`,
        `${i} 250,50`,
        i,
        `0${i % 9}${i}`,
        `31/12/20${10 + i}`,
        i % 2 ? 'oui' : 'non',
        `a${i}@exemple.ci`,
        ['Payé', 'En attente', 'Refusé'][i % 3],
      ].join(';'),
    )
    const file = `Nom du client;Montant HT;Quantité;Code postal;Échéance;Livré;Courriel;Statut\r\n${rows.join('\r\n')}\r\n`
    const proposal = await expecting(200, sent(Buffer.from(file, 'latin1')))
    assert.deepEqual(
      proposal.columns.map(({ field }: { field: JsonObject }) => [field.slug, field.type]),
      [
        ['nom_du_client', 'text'],
        ['montant_ht', 'decimal'],
        ['quantite', 'integer'],
        ['code_postal', 'text'],
        ['echeance', 'date'],
        ['livre', 'boolean'],
        ['courriel', 'email'],
        ['statut', 'choice'],
      ],
    )
    const fields = proposal.columns.map(({ field }: { field: JsonObject }) => field)
    await expecting(201, admin.post('/api/meta/tables/', { slug: 'du_fichier', fields }))
  })

  test('columns without a name, with the same, or with a hostile one can all be made', async () => {
    const header = `;Nom;Nom;id;${'x'.repeat(300)};<script>alert(1)</script>;\u202egnol`
    const proposal = await expecting(200, sent(`${header}\n1;a;b;2;c;d;e\n`))
    const fields = proposal.columns.map(({ field }: { field: JsonObject }) => field)
    assert.equal(fields.length, 7)
    await expecting(201, admin.post('/api/meta/tables/', { slug: 'hostile', fields }))
  })

  test('a large text is read no further than its beginning', async () => {
    const line = `${'x'.repeat(100)};12\n`
    const { rows, columns } = await expecting(200, sent(`a;b\n${line.repeat(40_000)}`))
    assert.deepEqual([rows, columns.length], [1000, 2])
  })

  test('what is no table is refused in words', async () => {
    for (const [file, status] of [
      ['', 400],
      ['%PDF-1.7', 415],
    ] as const)
      assert.equal((await sent(file)).status, status)
    assert.equal((await admin.post('/api/meta/proposals/', {})).status, 415)
  })
})

suite('what was changed is told, and until when it can be undone', () => {
  test('each change in words, the newest first, with who did it', async () => {
    await expecting(
      201,
      admin.post('/api/meta/tables/', {
        slug: 'raconte',
        fields: [
          { slug: 'nom', type: 'text', label: { fr: 'Nom' } },
          { slug: 'prix', type: 'text' },
        ],
      }),
    )
    const planned = await plan('raconte', { change: 'require', field: 'nom' })
    assert.deepEqual(plain(planned.says), ['Champ « Nom » devient obligatoire'])
    await apply('raconte', { change: 'require', field: 'nom' })
    await apply('raconte', { change: 'rename', field: 'nom', to: 'nom_complet' })
    await apply(
      'raconte',
      { change: 'type', field: 'prix', to: { type: 'integer' } },
      { change: 'add', field: { slug: 'jour', type: 'date' } },
    )
    await expecting(200, admin.post('/api/meta/tables/raconte/undo/', {}))
    const { results } = await expecting(200, admin.get('/api/meta/tables/raconte/changes/'))
    assert.equal(results.length, 4)
    assert.deepEqual(plain(results[1].says), [
      'Champ « Prix » : texte devient nombre entier',
      'Champ « Jour » ajouté (date)',
      'Champs de la recherche changés',
    ])
    assert.deepEqual(
      results.map(({ undone, undoes }: JsonObject) => [undone, undoes !== null]),
      [
        [false, true],
        [true, false],
        [false, false],
        [false, false],
      ],
    )
    assert.deepEqual(
      results.map(({ undo_until }: JsonObject) => undo_until !== null),
      [false, false, true, false],
    )
    assert.ok(results[0].name)
    assert.equal((await stranger.get('/api/meta/tables/raconte/changes/')).status, 401)
    assert.equal((await admin.get('/api/meta/tables/users/changes/')).status, 403)
  })

  test('a new rule lists the rows that break it already, before it holds', async () => {
    await expecting(
      201,
      admin.post('/api/meta/tables/', {
        slug: 'regle',
        fields: [
          { slug: 'statut', type: 'choice', options: ['ouvert', 'refuse'] },
          { slug: 'motif', type: 'text' },
        ],
      }),
    )
    for (let i = 0; i < 25; i++)
      await expecting(201, admin.post('/api/regle/', { statut: i % 5 ? 'refuse' : 'ouvert', motif: null }))
    await expecting(201, admin.post('/api/regle/', { statut: 'refuse', motif: 'trop cher' }))
    const when = { field: 'statut', op: 'eq', value: 'refuse' }
    const rule = (then: JsonObject) =>
      plan('regle', { change: 'rule', rules: [{ field: 'motif', when, then }] })
    const { losses, says } = await rule({ required: true })
    assert.deepEqual(plain(says), ['Règles du formulaire changées'])
    assert.deepEqual([losses[0].why, losses[0].count, losses[0].samples.length], ['rule', 20, 20])
    assert.equal(losses[0].more, undefined)
    assert.deepEqual((await rule({ hidden: true })).losses[0].count, 1)
    assert.deepEqual((await rule({ readonly: true })).losses, [])
  })
})
