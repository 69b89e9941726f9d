import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { expecting } from '../support/caller.ts'
import { openSignedIn } from '../support/screens.ts'
import { button, type Day, heading, inMenu, isPhone, look, rowsOf, until } from './first-day.ts'
import { reach } from './hands.ts'

const lane = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const cardIn = (page: Page, name: string, title: string) =>
  lane(page, name).getByRole('link', { name: title, exact: true })

/** A board, and a card that is carried from one of its columns to the next. */
export async function movesACard(day: Day): Promise<void> {
  const { page, hand } = day
  await inMenu(day, 'Nouvelle vue', 'Tableau kanban')
  const title = 'Puits du village'
  await cardIn(page, 'Refusé', title).waitFor()
  await look(day, 'kanban')
  const { results } = await rowsOf(day, 'objet=Puits%20du%20village')
  assert.equal(results[0].statut, 'refuse')
  if (hand.name === 'clavier') {
    await reach(page, cardIn(page, 'Refusé', title))
    for (const key of ['Space', 'ArrowLeft', 'Enter']) await page.keyboard.press(key)
  } else if (isPhone(day)) await inMenu(day, `Déplacer : ${title}`, /Envoyé/)
  else {
    const from = (await cardIn(page, 'Refusé', title).boundingBox())!
    const to = (await lane(page, 'Envoyé').boundingBox())!
    await page.mouse.move(from.x + 10, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(to.x + 60, to.y + 120, { steps: 6 })
    await page.mouse.up()
  }
  await page.getByText('est maintenant dans « Envoyé »').waitFor()
  const moved = async () => (await rowsOf(day, 'objet=Puits%20du%20village')).results[0].statut === 'envoye'
  await until(moved, 'the row follows its card')
}

/** A thousand rows as a French spreadsheet saves them; each hundredth has a price that is none. */
const sheet = Array.from(
  { length: 1000 },
  (_, i) => `Import ${i};Ouvert;${i};${i % 100 === 50 ? 'à voir' : '1 250,50'};31/12/2026`,
)
const file = Buffer.from(`Objet;Statut;Quantité;Prix;Échéance\r\n${sheet.join('\r\n')}\r\n`, 'latin1')

export async function importsAndUndoes(day: Day): Promise<void> {
  const { page, hand } = day
  await inMenu(day, 'Plus', 'Importer un fichier')
  const choosing = page.waitForEvent('filechooser')
  await hand.press(button(page, 'Choisir un fichier'))
  await (await choosing).setFiles({ name: 'devis.csv', mimeType: 'text/csv', buffer: file })
  await page.getByLabel('Champ de la table : Prix').waitFor()
  await look(day, 'import-colonnes')
  await hand.press(button(page, 'Vérifier'))
  await page.getByText('10 problèmes trouvés').waitFor()
  await look(day, 'import-verification')
  await hand.press(page.getByRole('button', { name: /Importer 990\s+lignes/ }))
  await page.getByText('L’import est terminé').waitFor()
  assert.equal((await rowsOf(day, 'objet__startswith=Import')).count, 990)
  await look(day, 'import-termine')
  await hand.press(button(page, 'Annuler cet import'))
  await page.getByText('Import annulé').waitFor()
  assert.equal((await rowsOf(day, 'objet__startswith=Import')).count, 0)
  await hand.press(button(page, 'Voir la table'))
  await heading(page, day.label).waitFor()
}

const everything = { read: true, create: true, update: true, delete: true }
const otherPassword = 'quatre ananas dans un seau'

/** Somebody else at the same table: what they write is seen within a second. */
export async function seesAnotherAtWork(day: Day): Promise<void> {
  const { page, sugu, slug, person } = day
  const permissions = { [slug]: everything }
  const group = await expecting(201, sugu.admin.post('/api/groups/', { name: `Bureau ${slug}`, permissions }))
  const login = `issa_${person}`
  const issa = { username: login, first_name: 'Issa', last_name: 'Traoré', password: otherPassword }
  await expecting(201, sugu.admin.post('/api/users/', { ...issa, groups: [group.id] }))
  const { id } = (await rowsOf(day, 'objet=Devis%20200')).results[0]
  const at = `tables/${slug}/${id}`
  const his = await openSignedIn(sugu.url, { login, password: otherPassword, at })
  await his.page.getByRole('textbox', { name: 'Quantité' }).fill('77')
  await page.getByText('Devis 200', { exact: true }).first().waitFor()
  const saved = his.page.waitForResponse((answer) => answer.request().method() === 'PATCH')
  await his.page.keyboard.press('Control+s')
  await saved
  const seen = page.getByText('77', { exact: true })
  const took = await until(async () => (await seen.count()) > 0, 'the other’s edit is seen')
  assert.ok(took < 1500, `${took} ms`)
  await look(day, 'en-direct')
  assert.deepEqual(his.complaints, [])
  await his.page.context().close()
}

/** What a row was comes back, out of its history. */
export async function bringsBack(day: Day): Promise<void> {
  const { page, hand, slug } = day
  const { id } = (await rowsOf(day, 'objet=Devis%20200')).results[0]
  if (isPhone(day)) await hand.press(page.getByRole('button', { name: 'Devis 200', exact: true }))
  else {
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Une table, une ligne, une action…').waitFor()
    await page.keyboard.type('Devis 200')
    const found = page.getByRole('option', { name: /^Devis 200/ }).filter({ hasText: day.label })
    await found.first().waitFor()
    if (hand.name === 'clavier') await page.keyboard.press('Enter')
    else await hand.press(found.first())
  }
  await page.waitForURL(`**/tables/${slug}/${id}*`)
  await hand.press(page.getByRole('tab', { name: 'Historique' }))
  await page
    .getByText(/a (créé|importé)/)
    .first()
    .waitFor()
  await look(day, 'historique')
  await hand.press(button(page, 'Rétablir cette version').last())
  await page.getByText(/Version \d+ rétablie/).waitFor()
  const restored = await expecting(200, day.sugu.admin.get(`/api/${slug}/${id}/`))
  assert.equal(restored.quantite, 200)
}
