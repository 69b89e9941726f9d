import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { JsonObject } from '#model/json.ts'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { builtScreens, openSignedIn, shot, sticksOut } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'

builtScreens()
const sugu = await startSugu()
const { admin } = sugu
const skip = chromiumPath ? false : 'no Chromium on this machine'

const today = new Date().toISOString().slice(0, 10)
const inDays = (days: number): string =>
  new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)

const taches = await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'tache',
    label: { fr: 'Tâches', en: 'Tasks' },
    fields: [
      { slug: 'nom', type: 'text', label: { fr: 'Tâche' }, required: true },
      {
        slug: 'etat',
        type: 'choice',
        label: { fr: 'État' },
        options: [
          { value: 'a_faire', label: { fr: 'À faire' } },
          { value: 'en_cours', label: { fr: 'En cours' } },
          { value: 'fini', label: { fr: 'Fini' } },
        ],
      },
      { slug: 'debut', type: 'date', label: { fr: 'Début' } },
      { slug: 'fin', type: 'date', label: { fr: 'Fin' } },
      { slug: 'budget', type: 'money', currency: 'XOF', label: { fr: 'Budget' } },
      { slug: 'urgent', type: 'boolean', label: { fr: 'Urgent' } },
      { slug: 'note', type: 'text', label: { fr: 'Note de fin' } },
    ],
    rules: [{ field: 'note', when: { field: 'etat', op: 'eq', value: 'fini' }, then: { required: true } }],
    title: 'nom',
    search: ['nom'],
  }),
)
const rows: JsonObject[] = [
  { nom: 'Louer la salle', etat: 'a_faire', debut: inDays(0), fin: inDays(2), budget: 150_000, urgent: true },
  { nom: 'Commander les bâches', etat: 'a_faire', debut: inDays(3), budget: 85_000 },
  { nom: 'Imprimer les affiches', etat: 'en_cours', debut: inDays(-2), fin: inDays(1), budget: 40_000 },
  { nom: 'Réserver la sono', etat: 'en_cours', debut: inDays(5), budget: 220_000, urgent: true },
  { nom: 'Écrire au maire', etat: 'fini', debut: inDays(-4), budget: 0, note: 'Fait' },
]
for (const row of rows) await expecting(201, admin.post('/api/tache/', row))

const open = async (opening: Parameters<typeof openSignedIn>[1]) => {
  const screen = await openSignedIn(sugu.url, opening)
  screen.page.setDefaultTimeout(6000)
  return screen
}
const newView = async (page: Page, kind: string) => {
  await page.getByRole('button', { name: 'Nouvelle vue' }).click()
  await page.getByRole('menuitem', { name: kind }).click()
}
const lane = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const cardIn = (page: Page, name: string, title: string) =>
  lane(page, name).getByRole('link', { name: title })
const stateOf = async (nom: string) =>
  (await expecting(200, admin.get(`/api/tache/?nom=${encodeURIComponent(nom)}`))).results[0].etat

test('a board: made, carried by mouse and by keys, refused with its reason, undone', {
  skip,
  timeout: 90_000,
}, async () => {
  const { page, complaints } = await open({ at: 'tables/tache' })
  await newView(page, 'Tableau kanban')
  await cardIn(page, 'À faire', 'Louer la salle').waitFor()
  assert.match((await lane(page, 'À faire').textContent()) ?? '', /2.*235\s000/)
  await shot(page, 'kanban-1280')
  await expectNoViolations(page)

  const from = (await cardIn(page, 'À faire', 'Commander les bâches').boundingBox())!
  const to = (await lane(page, 'En cours').boundingBox())!
  await page.mouse.move(from.x + 10, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(to.x + 60, to.y + 120, { steps: 6 })
  await shot(page, 'kanban-carried')
  await page.mouse.up()
  await cardIn(page, 'En cours', 'Commander les bâches').waitFor()
  await page.getByText('est maintenant dans « En cours »').waitFor()
  assert.equal(await stateOf('Commander les bâches'), 'en_cours')
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await cardIn(page, 'À faire', 'Commander les bâches').waitFor()

  await cardIn(page, 'À faire', 'Louer la salle').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await page.getByText('Ce champ est obligatoire').waitFor()
  await cardIn(page, 'À faire', 'Louer la salle').waitFor()
  assert.equal(await stateOf('Louer la salle'), 'a_faire')

  await cardIn(page, 'À faire', 'Louer la salle').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await cardIn(page, 'En cours', 'Louer la salle').waitFor()
  assert.equal(await stateOf('Louer la salle'), 'en_cours')

  await page.getByRole('button', { name: 'Ajouter dans « Fini »' }).focus()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a view is named, changed, saved, shared and thrown away, and comes back', {
  skip,
  timeout: 90_000,
}, async () => {
  const { page, complaints } = await open({ at: 'tables/tache' })
  const views = page.getByRole('navigation', { name: 'Vues' })
  await newView(page, 'Galerie')
  await page.getByText('Louer la salle').waitFor()
  await page.getByRole('button', { name: 'Agir sur la vue' }).click()
  await page.getByRole('menuitem', { name: 'Renommer' }).click()
  await page.getByLabel('Nom de la vue').fill('Fiches')
  await page.keyboard.press('Enter')
  await views.getByRole('button', { name: 'Fiches' }).waitFor()
  await page.getByLabel('Couleur').selectOption('etat')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByText('Vue enregistrée').waitFor()
  await shot(page, 'gallery-1280')
  await expectNoViolations(page)
  const { results } = await expecting(200, admin.get('/api/meta/tables/tache/views/'))
  assert.equal(results.find(({ name }: JsonObject) => name === 'Fiches').settings.colour, 'etat')

  await page.getByRole('button', { name: 'Agir sur la vue' }).click()
  await page.getByRole('menuitem', { name: 'Partager avec le site' }).click()
  await views.getByRole('button', { name: 'Fiches (Partagée)' }).waitFor()
  await page.getByRole('button', { name: 'Agir sur la vue' }).click()
  await page.getByRole('menuitem', { name: 'Supprimer' }).click()
  await views.getByRole('button', { name: 'Fiches' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Annuler', exact: true }).click()
  await views.getByRole('button', { name: 'Fiches' }).waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a calendar: by month, by week, one after the other; a day is changed by carrying and by keys', {
  skip,
  timeout: 90_000,
}, async () => {
  const { page, complaints } = await open({ at: 'tables/tache' })
  await newView(page, 'Calendrier')
  const slip = page.getByRole('link', { name: 'Commander les bâches', exact: true })
  await slip.waitFor()
  await shot(page, 'calendar-1280')
  await expectNoViolations(page)
  await slip.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Space')
  await page.getByText('« Commander les bâches » est maintenant le').waitFor()
  const { debut } = (await expecting(200, admin.get('/api/tache/?nom=Commander les bâches'))).results[0]
  assert.equal(debut, inDays(3 + 6))
  await page.getByLabel('Présentation').selectOption('week')
  await page.getByRole('link', { name: 'Louer la salle', exact: true }).waitFor()
  await shot(page, 'calendar-week-1280')
  await page.getByLabel('Présentation').selectOption('list')
  await page.getByRole('link', { name: 'Louer la salle' }).waitFor()
  await shot(page, 'calendar-list-1280')
  await expectNoViolations(page)
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a chart, with its table beside: by choice, by month, of what', { skip, timeout: 90_000 }, async () => {
  const { page, complaints } = await open({ at: 'tables/tache' })
  await newView(page, 'Graphique')
  await page.getByRole('img', { name: 'Nombre de lignes, État' }).waitFor()
  await page.getByLabel('Montrer').selectOption('sum')
  await page.getByRole('img', { name: 'Somme de « Budget », État' }).waitFor()
  assert.match((await page.getByRole('row', { name: /Total/ }).textContent()) ?? '', /495\s000/)
  await shot(page, 'chart-1280')
  await expectNoViolations(page)
  await page.getByLabel('Par', { exact: true }).selectOption('debut')
  await page.getByLabel('Période').selectOption('week')
  await page.getByLabel('Forme').selectOption('lines')
  await page.getByRole('img', { name: /semaine/ }).waitFor()
  await shot(page, 'chart-lines-1280')
  await page.getByLabel('Par', { exact: true }).selectOption('etat')
  await page.getByLabel('Forme').selectOption('pie')
  await page.getByText('83 %', { exact: true }).waitFor()
  await shot(page, 'chart-pie-1280')
  await expectNoViolations(page)
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('all of it on a phone', { skip, timeout: 90_000 }, async () => {
  const { results } = await expecting(200, admin.get('/api/meta/tables/tache/views/'))
  const { page, complaints } = await open({ width: 360, at: 'tables/tache' })
  for (const { id, kind } of results as { id: number; kind: string }[]) {
    await page.goto(`${sugu.url}/admin/tables/tache?vue=${id}`)
    await page
      .getByText('Louer la salle')
      .or(page.getByRole('row', { name: 'Total' }))
      .first()
      .waitFor()
    await shot(page, `${kind}-360`)
    assert.equal(await sticksOut(page), false, kind)
    await expectNoViolations(page)
  }
  assert.deepEqual(complaints, [])
  assert.ok(taches.id)
  await page.context().close()
})
