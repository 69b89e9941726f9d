import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { JsonObject } from '#model/json.ts'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { builtScreens, openSignedIn, sticksOut, shot as taken } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'

builtScreens()
const sugu = await startSugu()
const { admin } = sugu
const skip = chromiumPath ? false : 'no Chromium on this machine'
const meta = (slug: string) => expecting(200, admin.get(`/api/meta/tables/${slug}/`))
const button = (at: Page | Locator, name: string | RegExp) => at.getByRole('button', { name })

/** Once what opens has opened, where anybody will look. */
async function shot(page: Page, name: string): Promise<void> {
  if (process.env.SUGU_SCREENS) await page.waitForTimeout(400)
  await taken(page, name)
}

/** Ten fields of ten types, as somebody chooses them: the name, the type, and what that type is told. */
const wanted: readonly [
  name: string,
  type: string,
  more?: (dialog: Locator, how: Hand) => Promise<unknown>,
][] = [
  ['Objet', 'Texte'],
  ['Description', 'Texte long'],
  ['Courriel', 'Adresse électronique'],
  ['Quantité', 'Nombre entier'],
  ['Prix', 'Nombre décimal'],
  [
    'Statut',
    'Choix',
    async (dialog, { write }) => {
      await write(dialog.getByLabel('Choix n° 1', { exact: true }), 'Ouvert')
      await write(dialog.getByLabel('Choix n° 2', { exact: true }), 'Refusé')
    },
  ],
  ['Motif', 'Texte mis en forme'],
  ['Échéance', 'Date'],
  ['Client', 'Lien vers une ligne', (dialog, { pick }) => pick(dialog.getByLabel('Table visée'), 'Contacts')],
  [
    'Total',
    'Formule',
    (dialog, { write }) => write(dialog.getByLabel('Formule', { exact: true }).last(), '{prix} * {quantite}'),
  ],
]

/** By mouse or thumb, or by the keyboard alone. */
interface Hand {
  press(at: Locator): Promise<unknown>
  write(at: Locator, text: string): Promise<unknown>
  pick(at: Locator, label: string): Promise<unknown>
  choose(at: Locator): Promise<unknown>
}

const byMouse: Hand = {
  press: (at) => at.click(),
  write: (at, text) => at.fill(text),
  pick: (at, label) => at.selectOption({ label }),
  choose: (at) => at.check(),
}

const byKeys = (page: Page): Hand => ({
  press: async (at) => {
    await at.focus()
    await page.keyboard.press('Enter')
  },
  write: async (at, text) => {
    await at.focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  },
  pick: async (at, label) => {
    await at.focus()
    await page.keyboard.type(label)
  },
  choose: async (at) => {
    await at.focus()
    await page.keyboard.press('Space')
  },
})

async function addField(page: Page, how: Hand, [name, type, more]: (typeof wanted)[number]): Promise<void> {
  await how.press(button(page, 'Ajouter un champ'))
  const dialog = page.getByRole('dialog', { name: 'Nouveau champ' })
  await how.write(dialog.getByLabel('Nom du champ'), name)
  const kind = dialog.getByRole('button').filter({ has: page.getByText(type, { exact: true }) })
  await how.press(kind)
  await more?.(dialog, how)
  if (name === 'Statut' || name === 'Total') {
    await shot(page, `structure-champ-${name.toLowerCase()}-${page.viewportSize()!.width}`)
    await expectNoViolations(page)
  }
  await how.press(button(dialog, 'Ajouter le champ'))
  await dialog.waitFor({ state: 'detached' })
}

/** The plan that is shown, looked at and said yes to. */
async function accept(page: Page, how: Hand, name: string): Promise<void> {
  const plan = page.getByRole('dialog', { name: 'Voici ce qui va changer' })
  await plan.getByRole('heading').waitFor()
  await shot(page, `structure-plan-${name}-${page.viewportSize()!.width}`)
  if (name === 'perte') await expectNoViolations(page)
  const box = plan.getByRole('checkbox')
  if ((await box.count()) > 0) await how.choose(box)
  await how.press(button(plan, 'Appliquer'))
  await plan.waitFor({ state: 'detached' })
}

for (const [width, hand, slug] of [
  [1280, byKeys, 'travaux'],
  [360, () => byMouse, 'travaux_2'],
] as const)
  test(`a table of ten types, a rule and a formula, at ${width} px`, { skip }, async () => {
    const { page, complaints } = await openSignedIn(sugu.url, { width, at: 'tables/nouvelle' })
    const how = hand(page)
    await page.getByRole('heading', { name: 'Nouvelle table' }).waitFor()
    await shot(page, `structure-nouvelle-${width}`)
    await expectNoViolations(page)
    await how.write(page.getByLabel('Nom de la table'), 'Travaux')
    for (const field of wanted) await addField(page, how, field)
    assert.equal(await sticksOut(page), false)
    await shot(page, `structure-nouvelle-remplie-${width}`)
    await expectNoViolations(page)
    await how.press(button(page, 'Créer la table'))
    await page.waitForURL(`**/tables/${slug}`)
    const { fields } = await meta(slug)
    assert.equal(new Set(fields.map(({ type, computed }: JsonObject) => computed ?? type)).size, 10)
    await expecting(
      201,
      admin.post(`/api/${slug}/`, { objet: 'Toit', statut: 'refuse', prix: '2.50', quantite: 4 }),
    )
    const { results } = await expecting(200, admin.get(`/api/${slug}/`))
    assert.equal(Number(results[0].total), 10)

    await page.goto(`${sugu.url}/admin/tables/${slug}/structure?onglet=regles`)
    await how.press(button(page, 'Ajouter une règle'))
    const dialog = page.getByRole('dialog', { name: 'Nouvelle règle' })
    await how.pick(dialog.getByLabel('Champ', { exact: true }).first(), 'Statut')
    await how.choose(dialog.getByRole('checkbox', { name: 'Refusé' }))
    await how.pick(dialog.getByLabel('Champ', { exact: true }).last(), 'Motif')
    await dialog
      .getByText(
        'Quand Statut est « Refusé », Motif est obligatoire.'
          .replace('« ', '«\u00a0')
          .replace(' »', '\u00a0»'),
      )
      .waitFor()
    await shot(page, `structure-regle-${width}`)
    await expectNoViolations(page)
    await how.press(button(dialog, 'Essayer et voir'))
    const plan = page.getByRole('dialog', { name: 'Voici ce qui va changer' })
    await plan.getByRole('link', { name: 'Ligne n° 1' }).waitFor()
    await accept(page, how, 'regle')
    assert.deepEqual((await meta(slug)).rules, [
      { field: 'motif', when: { field: 'statut', op: 'eq', value: 'refuse' }, then: { required: true } },
    ])
    await shot(page, `structure-regles-${width}`)
    await expectNoViolations(page)
    assert.equal(await sticksOut(page), false)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

suite('a table that is there', { skip }, () => {
  const slug = 'stock'
  const make = () =>
    expecting(
      201,
      admin.post('/api/meta/tables/', {
        slug,
        label: { fr: 'Stock' },
        fields: [
          { slug: 'nom', type: 'text', label: { fr: 'Nom' }, required: true },
          { slug: 'prix', type: 'text', label: { fr: 'Prix' } },
          { slug: 'rayon', type: 'choice', label: { fr: 'Rayon' }, options: ['frais', 'sec'] },
        ],
      }),
    )

  test('a type is changed with its losses seen, then taken back in one click', async () => {
    await make()
    for (const prix of ['12', 'douze', '15'])
      await expecting(201, admin.post(`/api/${slug}/`, { nom: `Riz ${prix}`, prix, rayon: 'sec' }))
    const { page, complaints } = await openSignedIn(sugu.url, { width: 360, at: `tables/${slug}/structure` })
    await button(page, 'Modifier Prix').click()
    const dialog = page.getByRole('dialog', { name: 'Champ « Prix »' })
    await button(dialog, 'Changer de type').click()
    await dialog.getByText('Nombre entier', { exact: true }).click()
    await button(dialog, 'Voir ce que cela change').click()
    const plan = page.getByRole('dialog', { name: 'Voici ce qui va changer' })
    await plan.getByText('douze').waitFor()
    assert.equal(await button(plan, 'Appliquer').isDisabled(), true, 'not before the loss is accepted')
    await accept(page, byMouse, 'perte')
    assert.equal((await meta(slug)).fields[1].type, 'integer')
    await button(page, 'Annuler le dernier changement').click()
    await page.getByText('Le dernier changement est annulé').waitFor()
    assert.equal((await meta(slug)).fields[1].type, 'text')
    await page.getByRole('tab', { name: 'Historique' }).click()
    await page.getByText('retour en arrière').waitFor()
    await shot(page, 'structure-historique-360')
    await expectNoViolations(page)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('fields are put in order by the mouse, and by the keyboard', async () => {
    const { page, complaints } = await openSignedIn(sugu.url, { at: `tables/${slug}/structure` })
    const rows = page.getByRole('list', { name: 'Champs' }).getByRole('listitem')
    await rows.first().waitFor()
    await shot(page, 'structure-champs-1280')
    const [from, to] = [await rows.nth(2).boundingBox(), await rows.nth(0).boundingBox()]
    await page.mouse.move(from!.x + 12, from!.y + 20)
    await page.mouse.down()
    await page.mouse.move(from!.x + 12, from!.y - 10, { steps: 4 })
    await page.mouse.move(to!.x + 12, to!.y + 4, { steps: 6 })
    await page.mouse.up()
    await page.getByText('L’ordre a changé').waitFor()
    await button(page, 'Modifier Prix').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await shot(page, 'structure-ordre-1280')
    await button(page, 'Appliquer l’ordre').click()
    await accept(page, byMouse, 'ordre')
    assert.deepEqual(
      (await meta(slug)).fields.map((field: JsonObject) => field.slug),
      ['rayon', 'prix', 'nom'],
    )
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  for (const width of [1280, 360])
    test(`each part of the structure is fit to be used at ${width} px`, async () => {
      const { page, complaints } = await openSignedIn(sugu.url, { width, at: `tables/${slug}/structure` })
      for (const name of ['Champs', 'Règles', 'Formulaire', 'Liste et recherche', 'Historique', 'Table']) {
        await page.getByRole('tab', { name, exact: true }).click()
        await page.getByRole('tabpanel', { name }).waitFor()
        await page.waitForTimeout(150)
        await expectNoViolations(page)
        assert.equal(await sticksOut(page), false, name)
        await shot(page, `structure-onglet-${name.toLowerCase().split(' ')[0]}-${width}`)
      }
      assert.deepEqual(complaints, [])
      await page.context().close()
    })

  test('the form gets parts, the table another name; dropped, it comes back', async () => {
    const at = `tables/${slug}/structure?onglet=formulaire`
    const { page, complaints } = await openSignedIn(sugu.url, { at })
    await button(page, 'Ajouter une partie').click()
    await page.getByRole('textbox', { name: 'Titre de la partie n° 1' }).fill('Argent')
    await page.getByLabel('Partie du champ Prix').selectOption({ label: 'Argent' })
    await button(page, 'Voir ce que cela change').click()
    await accept(page, byMouse, 'parties')
    assert.deepEqual((await meta(slug)).sections, [{ label: { fr: 'Argent' }, fields: ['prix'] }])
    await page.getByRole('tab', { name: 'Table', exact: true }).click()
    await page.getByLabel('Nom technique').fill('magasin')
    await button(page, 'Voir ce que cela change').click()
    await accept(page, byMouse, 'nom')
    await page.waitForURL('**/tables/magasin/structure**')
    await button(page, 'Supprimer la table').click()
    await accept(page, byMouse, 'fin')
    await page.getByText('La table « Stock » est supprimée').waitFor()
    assert.equal((await admin.get('/api/magasin/')).status, 404)
    await button(page, 'Annuler').last().click()
    await page.getByText('Le dernier changement est annulé').waitFor()
    assert.equal((await expecting(200, admin.get('/api/magasin/'))).count, 3)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
})

test('a file becomes a table, and its rows go to the import', { skip }, async () => {
  const { page, complaints } = await openSignedIn(sugu.url, { width: 360, at: 'tables/nouvelle' })
  await page.getByRole('tab', { name: 'Un fichier' }).click()
  const choosing = page.waitForEvent('filechooser')
  await button(page, 'Choisir un fichier').click()
  const text = 'Nom;Montant HT;Payé le\r\nAwa;"1 250,50";31/12/2026\r\nMoussa;"12,00";01/02/2026\r\n'
  await (await choosing).setFiles({ name: 'mes_ventes.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByLabel('Type de Montant HT').waitFor()
  assert.equal(await page.getByLabel('Nom de la table').inputValue(), 'Mes ventes')
  assert.equal(await page.getByLabel('Type de Payé le').inputValue(), 'date')
  await expectNoViolations(page)
  assert.equal(await sticksOut(page), false)
  await shot(page, 'structure-fichier-360')
  await button(page, 'Créer la table et importer').click()
  await page.waitForURL('**/tables/mes_ventes/importer?import=*')
  await page.getByLabel('Champ de la table : Nom').waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a template is used, with its examples', { skip }, async () => {
  const { page, complaints } = await openSignedIn(sugu.url, { at: 'tables/nouvelle' })
  await page.getByRole('tab', { name: 'Un modèle' }).click()
  await button(page, /Utiliser.*Registre de prêts/).waitFor()
  await shot(page, 'structure-modeles-1280')
  await expectNoViolations(page)
  await button(page, /Utiliser.*Registre de prêts/).click()
  await page.waitForURL('**/tables/prets')
  await page.getByText('Awa Koné').first().waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a long change shows how far it has come, and may be left', { skip }, async () => {
  const fields = [{ slug: 'nom', type: 'text', label: { fr: 'Nom' } }]
  const { id } = await expecting(201, admin.post('/api/meta/tables/', { slug: 'longue', fields }))
  const rows = `insert into store.t${id} (site_id, c1) select (select min(id) from store.sites), g from generate_series(1, 60000) g`
  await sugu.sugu.db.owner.run({ text: rows, values: [] })
  const { page, complaints } = await openSignedIn(sugu.url, { width: 360, at: 'tables/longue/structure' })
  await button(page, 'Modifier Nom').click()
  const dialog = page.getByRole('dialog')
  await button(dialog, 'Changer de type').click()
  await button(dialog, /^Nombre entier/).click()
  await button(dialog, 'Voir ce que cela change').click()
  const plan = page.getByRole('dialog', { name: 'Voici ce qui va changer' })
  await button(plan, 'Appliquer').click()
  await page.getByRole('progressbar').waitFor()
  await shot(page, 'structure-travail-360')
  await expectNoViolations(page)
  await button(page, 'Laisser travailler')
    .click({ timeout: 3000 })
    .catch(() => {})
  await page.getByRole('list', { name: 'Champs' }).getByText('Nombre entier').waitFor({ timeout: 60_000 })
  assert.equal((await meta('longue')).fields[0].type, 'integer')
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a formula says where it is wrong and what it gives; a total follows what leads to its row', {
  skip,
}, async () => {
  await expecting(201, admin.post('/api/meta/templates/bureau-de-projets/apply/', { examples: true }))
  const at = 'tables/devis_clients/structure'
  const { page, complaints } = await openSignedIn(sugu.url, { at })
  await button(page, 'Modifier Montant TTC').click()
  const dialog = page.getByRole('dialog')
  const formula = dialog.getByLabel('Formule', { exact: true })
  await dialog
    .getByText('sur « Banque d’accueil »')
    .or(dialog.getByText('sur «\u00a0Banque d’accueil\u00a0»'))
    .waitFor()
  await formula.fill('{montant_ht} + {inconnu}')
  await dialog.getByText('Position 16').waitFor()
  assert.equal(await dialog.locator('mark').textContent(), '{inconnu}')
  await shot(page, 'structure-formule-fausse-1280')
  await expectNoViolations(page)
  await formula.fill('{montant_ht} * 2')
  await dialog.getByText(/8\s401/).waitFor()
  await button(dialog, 'Voir ce que cela change').click()
  await accept(page, byMouse, 'formule')
  await page.goto(`${sugu.url}/admin/tables/projets/structure`)
  await button(page, 'Ajouter un champ').click()
  await dialog.getByLabel('Nom du champ').fill('Total des devis')
  await button(dialog, /^Total de lignes liées/).click()
  await dialog.getByLabel('Les lignes à compter').selectOption({ label: 'Devis, par leur champ Projet' })
  await dialog.getByLabel('Ce que l’on en fait').selectOption({ label: 'La somme' })
  await dialog.getByLabel('De leur champ').selectOption({ label: 'Montant TTC' })
  await shot(page, 'structure-total-1280')
  await button(dialog, 'Voir ce que cela change').click()
  await accept(page, byMouse, 'total')
  const { results } = await expecting(200, admin.get('/api/projets/?search=salle'))
  assert.equal(Number(results[0].total_des_devis), 2 * (1_850_000 + 640_000))
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('hostile names are shown as text, and push nothing aside', { skip }, async () => {
  const long = 'x'.repeat(120)
  const names = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '\u202eيسار',
    `{{7*7}} ${'=cmd'}`,
    long,
  ]
  const fields = names.map((fr, i) => ({ slug: `c${i}`, type: 'text', label: { fr } }))
  const label = { fr: '<b onmouseover=alert(1)>هجوم</b>' }
  await expecting(201, admin.post('/api/meta/tables/', { slug: 'mechante', label, fields }))
  const { page, complaints } = await openSignedIn(sugu.url, { width: 360, at: 'tables/mechante/structure' })
  const alerts: string[] = []
  page.on('dialog', (dialog) => void alerts.push(dialog.message()))
  for (const name of names) await page.getByRole('button', { name: `Modifier ${name}` }).waitFor()
  assert.equal(await sticksOut(page), false)
  await button(page, `Supprimer ${names[0]}`).click()
  await page.getByRole('dialog', { name: 'Voici ce qui va changer' }).waitFor()
  await shot(page, 'structure-hostile-360')
  assert.deepEqual(alerts, [])
  assert.deepEqual(complaints, [])
  await page.context().close()
})
