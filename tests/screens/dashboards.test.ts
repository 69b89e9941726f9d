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
const options = { skip: chromiumPath ? false : 'no Chromium on this machine', timeout: 60_000 }

const contact = await expecting(201, admin.post('/api/contact/', { nom: 'Koné', prenom: 'Awa' }))
for (const [i, statut] of ['brouillon', 'brouillon', 'brouillon'].entries())
  await expecting(
    201,
    admin.post('/api/devis/', {
      nom_devis: `Sono ${i}`,
      statut,
      montant_ht: `${(i + 1) * 100}`,
      contact: contact.id,
    }),
  )

const open = async (opening: Parameters<typeof openSignedIn>[1]) => {
  const screen = await openSignedIn(sugu.url, opening)
  screen.page.setDefaultTimeout(8000)
  return screen
}
const addCard = async (page: Page, kind: string, table: string) => {
  await page.getByRole('button', { name: 'Ajouter une carte' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Genre').selectOption(kind)
  await dialog.getByLabel('Table').selectOption(table)
  return dialog
}
const titles = (page: Page) => page.locator('main h2').allTextContents()

test(
  'somebody composes a page of figures, charts and lists, arranges it, and begins with it',
  options,
  async () => {
    const { page, complaints } = await open({ at: 'tableaux' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await shot(page, 'dashboards-empty-1280')
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Nouveau tableau de bord' }).click()
    await page.getByRole('heading', { name: 'Mon tableau de bord' }).waitFor()

    const figure = await addCard(page, 'figure', 'devis')
    await figure.getByLabel('Montrer').selectOption('sum')
    await figure.getByLabel('Titre').fill('Montant des devis')
    await shot(page, 'dashboard-card-1280')
    await expectNoViolations(page)
    await figure.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('link', { name: /^600/ }).waitFor()

    const chart = await addCard(page, 'chart', 'devis')
    await chart.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('img', { name: /Nombre de lignes/ }).waitFor()
    const list = await addCard(page, 'list', 'contact')
    await list.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('link', { name: 'Koné' }).waitFor()
    await page.getByText('Devis par Statut').waitFor()
    assert.deepEqual(await titles(page), ['Montant des devis', 'Devis par Statut', 'Contacts'])

    await page.getByRole('button', { name: 'Agir sur « Contacts »' }).focus()
    await page.keyboard.press('Alt+ArrowLeft')
    await page.getByText('Place 2 sur 3').waitFor()
    await page.waitForFunction(`document.querySelectorAll('main h2')[1].textContent === 'Contacts'`)
    const from = (await page.getByRole('heading', { name: 'Devis par Statut' }).boundingBox())!
    const to = (await page.getByRole('heading', { name: 'Montant des devis' }).boundingBox())!
    await page.mouse.move(from.x + 5, from.y + 5)
    await page.mouse.down()
    await page.mouse.move(to.x + 10, to.y + 12, { steps: 8 })
    await page.mouse.up()
    await page.waitForFunction(`document.querySelectorAll('main h2')[0].textContent === 'Devis par Statut'`)
    await page.getByRole('button', { name: 'Agir sur « Devis par Statut »' }).click()
    await page.getByRole('menuitem', { name: 'Élargir' }).click()
    await page.getByRole('button', { name: 'Agir sur « Contacts »' }).click()
    await page.getByRole('menuitem', { name: 'Retirer' }).click()
    await page.getByRole('button', { name: 'Annuler', exact: true }).click()
    await page.getByRole('link', { name: 'Koné' }).waitFor()
    await page.getByRole('button', { name: 'Terminé' }).click()
    await shot(page, 'dashboard-1280')
    await expectNoViolations(page)

    await page.getByRole('button', { name: 'Agir sur le tableau de bord' }).click()
    await page.getByRole('menuitem', { name: 'En faire ma page d’accueil' }).click()
    await page.waitForResponse((answer) => answer.url().endsWith('/api/here/preferences/'))
    await page.goto(`${sugu.url}/admin/`)
    await page.getByRole('heading', { name: 'Devis par Statut' }).waitFor()
    const { results } = await expecting(200, admin.get('/api/meta/dashboards/'))
    assert.deepEqual(
      results[0].cards.map(({ kind, width }: JsonObject) => [kind, width ?? null]),
      [
        ['chart', 3],
        ['figure', null],
        ['list', null],
      ],
    )
    assert.deepEqual(complaints, [])
    await page.context().close()
  },
)

test(
  'shared, it shows another what is theirs to see; on a phone, one card under the other',
  options,
  async () => {
    const { results } = await expecting(200, admin.get('/api/meta/dashboards/'))
    await expecting(200, admin.patch(`/api/dashboards/${results[0].id}/`, { shared: true }))
    const password = 'un-pagne-bleu-plié-en-quatre'
    const group = await expecting(
      201,
      admin.post('/api/groups/', { name: 'Vente', permissions: { contact: { read: true } } }),
    )
    await expecting(201, admin.post('/api/users/', { username: 'binta', password, groups: [group.id] }))
    const { page, complaints } = await open({
      width: 360,
      at: `tableaux/${results[0].id}`,
      login: 'binta',
      password,
    })
    await page.getByRole('link', { name: 'Koné' }).waitFor()
    assert.equal(await page.getByText('Cette table ne vous est pas ouverte.').count(), 2)
    assert.equal(await page.getByRole('button', { name: 'Composer' }).count(), 0)
    await shot(page, 'dashboard-closed-360')
    await expectNoViolations(page)
    await page.context().close()
    const own = await open({ width: 360, at: `tableaux/${results[0].id}` })
    await own.page.getByRole('img', { name: /Nombre de lignes/ }).waitFor()
    await shot(own.page, 'dashboard-360')
    assert.equal(await sticksOut(own.page), false)
    await expectNoViolations(own.page)
    assert.deepEqual([...complaints, ...own.complaints], [])
    await own.page.context().close()
  },
)
