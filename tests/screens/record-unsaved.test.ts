import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { builtScreens, openSignedIn, shot } from '../support/screens.ts'
import { panelOf, person, recordGround, sample } from './record-ground.ts'

const skip = chromiumPath ? false : 'no Chromium on this machine'
if (!skip) builtScreens()
const sugu = await recordGround()
const { admin } = sugu
const awa = await sugu.signIn(person.username, person.password)

const made = async (more: object = {}) => expecting(201, admin.post('/api/fiche/', { ...sample, ...more }))
const stored = async (id: number) => expecting(200, admin.get(`/api/fiche/${id}/`))
const save = (page: Page) => page.keyboard.press('Control+s')
const isWrite = (route: Route) => ['POST', 'PATCH'].includes(route.request().method())

/** What is asked gets no answer: before it has arrived, or after it has done its work. */
async function cut(page: Page, path: string, when: 'before' | 'after'): Promise<{ mend(): Promise<void> }> {
  await page.route(`**/api/${path}`, async (route) => {
    if (!isWrite(route)) return route.continue()
    if (when === 'after') await route.fetch()
    await route.abort('connectionfailed')
  })
  return { mend: () => page.unroute(`**/api/${path}`) }
}

test('what somebody else changes shows in the open form; what is being typed stays', { skip }, async () => {
  const { id } = await made()
  const { page } = await openSignedIn(sugu.url, { at: `tables/fiche/${id}` })
  await panelOf(page).getByLabel('Quantité').fill('77')
  await expecting(200, awa.patch(`/api/fiche/${id}/`, { nom: 'Changé ailleurs', quantite: 5 }))
  await panelOf(page).getByText('Quelqu’un a changé en même temps que vous : Quantité.').waitFor()
  assert.equal(await panelOf(page).getByLabel('Quantité').inputValue(), '77')
  await expecting(200, awa.patch(`/api/fiche/${id}/`, { quantite: sample.quantite }))
  await panelOf(page).getByRole('heading', { name: 'Changé ailleurs' }).waitFor()
  assert.equal(await panelOf(page).getByLabel('Quantité').inputValue(), '77')
  await save(page)
  await page.getByText('Tout est enregistré').waitFor()
  const row = await stored(id)
  assert.deepEqual([row.nom, row.quantite], ['Changé ailleurs', 77])
  await page.context().close()
})

test('two people save the same row: different fields are put together, and it is told', {
  skip,
}, async () => {
  const { id } = await made()
  const { page } = await openSignedIn(sugu.url, { at: `tables/fiche/${id}` })
  await panelOf(page).getByLabel('Nom').fill('Toiture et charpente')
  await expecting(200, awa.patch(`/api/fiche/${id}/`, { prix: 900000 }))
  await save(page)
  await page.getByText('Entre-temps, quelqu’un a changé : Prix.').waitFor()
  const row = await stored(id)
  assert.deepEqual([row.nom, row.prix], ['Toiture et charpente', 900000])
  assert.equal(
    (await panelOf(page).getByLabel('Prix').inputValue()).replaceAll('\u00a0', ' '),
    '900 000 FCFA',
  )
  await page.getByText('Modifié à l’instant par quelqu’un d’autre').waitFor()
  await page.context().close()
})

test('two people save the same field: the second sees both, chooses, and nothing is lost', {
  skip,
}, async () => {
  const { id } = await made({ statut: 'refuse', motif: 'Le prix est trop élevé pour la mairie.' })
  const { page } = await openSignedIn(sugu.url, { at: `tables/fiche/${id}` })
  await panelOf(page).getByLabel('Motif du refus').fill('Le prix est trop élevé pour la commune.')
  await panelOf(page).getByLabel('Prix').fill('700 000')
  await panelOf(page).getByLabel('Quantité').fill('7')
  const theirs = { motif: 'Le délai est trop long pour la mairie.', prix: 650000, nom: 'Toiture neuve' }
  await expecting(200, awa.patch(`/api/fiche/${id}/`, theirs))
  await save(page)
  const dialog = page.getByRole('dialog', { name: 'Deux personnes ont modifié cette ligne' })
  await dialog.waitFor()
  assert.equal((await stored(id)).version, 2)
  await page.waitForTimeout(400)
  await shot(page, 'record-conflict')
  await expectNoViolations(page)
  const price = dialog.getByRole('group', { name: 'Prix' })
  await price.getByRole('radio', { name: /La leur/ }).check()
  await dialog.getByRole('button', { name: 'Enregistrer ce choix' }).click()
  await page.getByText('Tout est enregistré').waitFor()
  const row = await stored(id)
  const wanted = ['Le prix est trop élevé pour la commune.', 650000, 7, 'Toiture neuve']
  assert.deepEqual([row.motif, row.prix, row.quantite, row.nom], wanted)
  const { results } = await expecting(200, admin.get(`/api/fiche/${id}/history/`))
  assert.equal(results[0].changes.motif.from, theirs.motif)
  await page.context().close()
})

test('an entry survives a reload, is told of, and can be dropped', { skip }, async () => {
  const { id } = await made()
  const { page } = await openSignedIn(sugu.url, { at: `tables/fiche/${id}` })
  await panelOf(page).getByLabel('Nom').fill('Pas encore fini')
  await panelOf(page).getByLabel('Début').fill('32/13/2027')
  await page.reload()
  await page.getByText('Vous n’aviez pas enregistré cette saisie').waitFor()
  assert.equal(await panelOf(page).getByLabel('Nom').inputValue(), 'Pas encore fini')
  assert.equal(await panelOf(page).getByLabel('Début').inputValue(), '32/13/2027')
  await shot(page, 'record-resumed')
  await page.getByRole('button', { name: 'Repartir de zéro' }).click()
  assert.equal(await panelOf(page).getByLabel('Nom').inputValue(), sample.nom)
  await page.reload()
  await page.getByText('Tout est enregistré').waitFor()
  assert.equal(await page.getByText('Vous n’aviez pas enregistré').count(), 0)
  await page.context().close()
})

test('what somebody left unsaved is not shown to the next one at the same screen', { skip }, async () => {
  const { id } = await made()
  const { page } = await openSignedIn(sugu.url, { at: `tables/fiche/${id}` })
  await panelOf(page).getByLabel('Nom').fill('À moi seul')
  await page.waitForTimeout(400)
  const { username: login, password } = person
  await page.context().clearCookies()
  await page
    .context()
    .request.post(`${sugu.url}/api/users/login/`, { data: { login, password, session: 'cookie' } })
  await page.reload()
  await page.getByText('Tout est enregistré').waitFor()
  assert.equal(await panelOf(page).getByLabel('Nom').inputValue(), sample.nom)
  await page.context().close()
})

for (const when of ['before', 'after'] as const) {
  test(`the network cut ${when} a new row is written: it is there once, also after a reload`, {
    skip,
  }, async () => {
    const nom = `Coupure ${when}`
    const { page } = await openSignedIn(sugu.url, { at: 'tables/fiche/nouveau' })
    await panelOf(page).getByLabel('Nom').fill(nom)
    await panelOf(page).getByLabel('Quantité').fill('3')
    const network = await cut(page, 'fiche/', when)
    await save(page)
    await page.getByText('La connexion est coupée.').waitFor()
    if (when === 'after') await shot(page, 'record-cut')
    await page.reload()
    await page.getByText('L’enregistrement a été interrompu.').waitFor()
    assert.equal(await panelOf(page).getByLabel('Nom').inputValue(), nom)
    await panelOf(page).getByLabel('Quantité').fill('4')
    await network.mend()
    await save(page)
    await page.waitForURL(/fiche\/\d+/)
    const { results } = await expecting(200, admin.get(`/api/fiche/?nom=${encodeURIComponent(nom)}`))
    assert.deepEqual(
      results.map(({ quantite }: { quantite: number }) => quantite),
      [4],
    )
    await page.context().close()
  })
}

test('the answer to a change is lost: the form finds out that it was saved, by itself', {
  skip,
}, async () => {
  const { id } = await made()
  const { page } = await openSignedIn(sugu.url, { at: `tables/fiche/${id}` })
  await panelOf(page).getByLabel('Nom').fill('Écrit malgré tout')
  const network = await cut(page, `fiche/${id}/`, 'after')
  await save(page)
  await page.getByText('La connexion est coupée.').waitFor()
  assert.equal((await stored(id)).version, 2)
  await network.mend()
  await page.getByText('Tout est enregistré').waitFor({ timeout: 15_000 })
  assert.equal((await stored(id)).version, 2)
  await page.context().close()
})

test('a row that somebody deleted meanwhile comes back with what was typed', { skip }, async () => {
  const { id } = await made()
  const { page } = await openSignedIn(sugu.url, { at: `tables/fiche/${id}` })
  await panelOf(page).getByLabel('Nom').fill('Toujours là')
  await expecting(204, awa.delete(`/api/fiche/${id}/`))
  await save(page)
  await page.getByRole('button', { name: 'Rétablir la ligne' }).click()
  await page.getByText('Tout est enregistré').waitFor()
  assert.equal((await stored(id)).nom, 'Toujours là')
  await page.context().close()
})
