import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { readConfig } from '#base/config.ts'
import { noLog } from '#base/log.ts'
import { openSugu } from '../../server/main.ts'
import { callerOf, expecting } from '../support/caller.ts'
import { anotherProcess } from '../support/platform.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin, stranger } = sugu

const wanted: Record<string, Record<string, string>> = {
  contact: {
    nom: 'text*',
    prenom: 'text',
    email: 'text',
    telephone: 'text',
    entreprise: 'text',
    poste: 'text',
  },
  choix: { categorie: 'text*', valeur: 'text*', libelle: 'text*', ordre: 'integer' },
  tablenames: { nom: 'text*', description: 'long_text', actif: 'boolean' },
  projet: {
    nom_projet: 'text*',
    description: 'long_text',
    date_debut: 'date',
    date_fin: 'date',
    statut: 'choice',
    type_projet: 'choice',
    contact_principal: 'reference',
  },
  devis: {
    // Obligatory by a rule, for all but drafts: decision 036.
    numero_devis: 'text',
    nom_devis: 'text*',
    montant_ht: 'decimal',
    montant_ttc: 'decimal',
    date_creation: 'date',
    date_validite: 'date',
    statut: 'choice',
    contact: 'reference',
  },
  devisparprojet: {
    projet: 'reference*',
    devis: 'reference*',
    date_association: 'date',
    principal: 'boolean',
  },
}

suite('the first day of the Cochin project manager', () => {
  test('the administrator signs in, by Token and by Bearer, and sees who they are', async () => {
    const { token, user } = await expecting(
      200,
      stranger.post('/api/users/login/', { login: 'admin', password: adminPassword }),
    )
    for (const scheme of ['Token', 'Bearer', 'bearer']) {
      const me = await sugu.caller({ authorization: `${scheme} ${token}` }).get('/api/users/me/')
      assert.equal(me.status, 200)
      assert.equal(me.body.id, user.id)
      assert.equal(me.body.username, 'admin')
    }
    assert.equal((await stranger.get('/api/users/me/')).status, 401)
  })

  test('a wrong password, and an unknown person, get the same 401', async () => {
    const wrong = await stranger.post('/api/users/login/', { login: 'admin', password: 'changeme' })
    const nobody = await stranger.post('/api/users/login/', { login: 'personne', password: 'changeme' })
    assert.equal(wrong.status, 401)
    assert.deepEqual(nobody.body, wrong.body)
  })

  test('the six tables answer at their slugs, with the brief’s fields', async () => {
    const { tables } = await expecting(200, admin.get('/api/'))
    for (const [slug, fields] of Object.entries(wanted)) {
      const meta = await expecting(200, admin.get(`/api/meta/tables/${slug}/`))
      const found = Object.fromEntries(
        meta.fields.map((field: { slug: string; type: string; required?: boolean }) => [
          field.slug,
          `${field.type}${field.required ? '*' : ''}`,
        ]),
      )
      for (const [field, type] of Object.entries(fields)) assert.equal(found[field], type, `${slug}.${field}`)
      const list = await expecting(200, admin.get(`/api/${slug}/`))
      assert.equal(list.count, slug === 'choix' ? 13 : 0)
      assert.equal(tables[slug], `${sugu.url}/api/${slug}/`)
    }
  })

  test('the choices are grouped by category, in their order', async () => {
    const { results } = await expecting(200, admin.get('/api/choix/?categorie=statut_devis'))
    assert.deepEqual(
      results.map((row: { valeur: string; libelle: string; ordre: number }) => [
        row.ordre,
        row.valeur,
        row.libelle,
      ]),
      [
        [1, 'brouillon', 'Brouillon'],
        [2, 'envoye', 'Envoyé'],
        [3, 'accepte', 'Accepté'],
        [4, 'refuse', 'Refusé'],
        [5, 'expire', 'Expiré'],
      ],
    )
  })

  test('a quote goes from draft to sent to refused, and its rules go with it', async () => {
    const contact = await expecting(201, admin.post('/api/contact/', { nom: 'Kouassi', prenom: 'Aya' }))
    const quote = await expecting(
      201,
      admin.post('/api/devis/', {
        numero_devis: 'D-2026-001',
        nom_devis: 'Site web',
        montant_ht: '1000000.5',
        montant_ttc: 1180000.59,
        statut: 'brouillon',
        contact: contact.id,
      }),
    )
    assert.deepEqual([quote.montant_ht, quote.montant_ttc], ['1000000.50', '1180000.59'])
    const at = `/api/devis/${quote.id}/`

    const hidden = await admin.patch(at, { motif_refus: 'Trop cher' })
    assert.equal(hidden.status, 400)
    assert.equal(hidden.body.errors.motif_refus[0].code, 'field.hidden')
    assert.equal((await admin.patch(at, { motif_refus: null })).status, 200)

    const unsent = await admin.patch(at, { statut: 'envoye' })
    assert.equal(unsent.status, 400)
    assert.deepEqual(Object.keys(unsent.body.errors), ['date_validite'])
    await expecting(200, admin.patch(at, { statut: 'envoye', date_validite: '2026-12-31' }))

    const silent = await admin.patch(at, { statut: 'refuse' })
    assert.deepEqual(Object.keys(silent.body.errors), ['motif_refus'])
    const refused = await expecting(200, admin.patch(at, { statut: 'refuse', motif_refus: 'Trop cher' }))
    assert.equal(refused.motif_refus, 'Trop cher')

    const again = await expecting(200, admin.patch(at, { statut: 'brouillon' }))
    assert.equal(again.motif_refus, null, 'a hidden field’s value is cleared')
  })

  test('expand gives a choice its label, and a reference its row', async () => {
    const { results } = await expecting(200, admin.get('/api/devis/?expand=statut,contact'))
    assert.deepEqual(results[0].statut, { value: 'brouillon', label: 'Brouillon' })
    assert.equal(results[0].contact.nom, 'Kouassi')
    const one = await expecting(200, admin.get(`/api/devis/${results[0].id}/?expand=statut`))
    assert.deepEqual(one.statut, { value: 'brouillon', label: 'Brouillon' })
    assert.equal(one.contact, results[0].contact.id)
    const through = await expecting(200, admin.get('/api/devis/?contact__nom=Kouassi'))
    assert.equal(through.count, 1)
  })

  test('a status that is none of the choices is refused; one added today is accepted', async () => {
    const quote = { numero_devis: 'D-2', nom_devis: 'Réseau', statut: 'archive' }
    const refused = await admin.post('/api/devis/', quote)
    assert.equal(refused.status, 400)
    assert.deepEqual(Object.keys(refused.body.errors), ['statut'])
    await expecting(
      201,
      admin.post('/api/choix/', { categorie: 'statut_devis', valeur: 'archive', libelle: 'Archivé' }),
    )
    await expecting(201, admin.post('/api/devis/', quote))
    const twice = await admin.post('/api/choix/', {
      categorie: 'statut_devis',
      valeur: 'archive',
      libelle: 'X',
    })
    assert.equal(twice.status, 400)
    assert.equal(twice.body.errors.valeur[0].code, 'field.not_unique')
  })

  test('a contact in use cannot be deleted; the answer names who uses it', async () => {
    const [{ id }] = (await expecting(200, admin.get('/api/contact/?nom=Kouassi'))).results
    const refused = await admin.delete(`/api/contact/${id}/`)
    assert.equal(refused.status, 409)
    assert.match(refused.body.detail, /Devis/)
  })

  test('a project that begins later cannot be finished', async () => {
    const later = { nom_projet: 'Refonte', date_debut: '2999-01-01', date_fin: '2999-02-01' }
    const refused = await admin.post('/api/projet/', { ...later, statut: 'termine' })
    assert.deepEqual(Object.keys(refused.body.errors), ['statut'])
    const project = await expecting(201, admin.post('/api/projet/', { ...later, statut: 'en_attente' }))
    const quote = (await admin.get('/api/devis/')).body.results[0]
    const link = { projet: project.id, devis: quote.id, principal: true }
    await expecting(201, admin.post('/api/devisparprojet/', link))
    const twice = await admin.post('/api/devisparprojet/', link)
    assert.deepEqual(Object.keys(twice.body.errors).sort(), ['devis', 'projet'])
  })

  test('a project table that was deleted is not remade at a restart; rows are as they were', async () => {
    const plan = await expecting(
      200,
      admin.post('/api/meta/tables/tablenames/plan/', { changes: [{ change: 'drop' }] }),
    )
    await expecting(
      200,
      admin.post('/api/meta/tables/tablenames/apply/', { plan: plan.id, accept_loss: true }),
    )
    assert.equal((await admin.get('/api/tablenames/')).status, 404)
    const before = await expecting(200, admin.get('/api/choix/?page_size=100'))
    const data = mkdtempSync(join(tmpdir(), 'sugu-data-'))
    const config = readConfig({ SUGU_ADMIN_PASSWORD: adminPassword, SUGU_DATA: data, PORT: '0' })
    const restarted = await openSugu(config, noLog, anotherProcess(sugu.sugu.db))
    after(async () => {
      await restarted.close()
      rmSync(data, { recursive: true, force: true })
    })
    const there = callerOf(await restarted.listen(), admin.headers)
    assert.equal((await there.get('/api/tablenames/')).status, 404)
    assert.deepEqual((await expecting(200, there.get('/api/choix/?page_size=100'))).results, before.results)
    assert.equal(restarted.firstPassword, null)
  })
})
