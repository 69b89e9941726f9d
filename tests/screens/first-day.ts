import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { expectNoViolations } from '../support/axe.ts'
import { expecting } from '../support/caller.ts'
import { shot, sticksOut } from '../support/screens.ts'
import type { TestSugu } from '../support/sugu.ts'
import { type Hand, reach } from './hands.ts'

/** Somebody's first day: who, at which page, by which hand, and the table that they make. */
export interface Day {
  readonly sugu: TestSugu
  readonly page: Page
  readonly hand: Hand
  readonly person: string
  readonly label: string
  readonly slug: string
}

const ownPassword = 'trois mangues sur un vélo'
export const isPhone = ({ hand }: Day): boolean => hand.name === 'pouce'
export const button = (at: Page | Locator, name: string | RegExp) =>
  at.getByRole('button', { name, exact: true })
export const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })

/** What is on the screen is kept, fit for everybody in light and dark, and pushes nothing aside. */
export async function look({ page, hand }: Day, name: string): Promise<void> {
  // What lies under a column that stands still is not touched by anybody: it counts as near all the same.
  await page.evaluate(`document.querySelector('[role=grid], [role=treegrid]')?.scrollTo({ left: 0 })`)
  await shot(page, `jour-${name}-${hand.name}`)
  await expectNoViolations(page)
  assert.equal(await sticksOut(page), false, name)
}

export async function until(holds: () => Promise<boolean>, what: string, most = 8000): Promise<number> {
  const from = performance.now()
  while (!(await holds())) {
    if (performance.now() - from > most) assert.fail(what)
    await new Promise((done) => setTimeout(done, 20))
  }
  return performance.now() - from
}

export const rowsOf = async ({ sugu, slug }: Day, query = '') =>
  await expecting(200, sugu.admin.get(`/api/${slug}/?page_size=100&${query}`))

export async function enters(day: Day, once: string): Promise<void> {
  const { page, hand, person } = day
  await hand.write(page.getByLabel('E-mail, téléphone ou nom d’utilisateur'), person)
  await hand.write(page.getByLabel('Mot de passe', { exact: true }), once)
  await look(day, 'connexion')
  await hand.press(button(page, 'Se connecter'))
  await page.getByLabel('Nouveau mot de passe').waitFor()
  for (const label of ['Nouveau mot de passe', 'Le même, encore une fois'])
    await hand.write(page.getByLabel(label), ownPassword)
  await look(day, 'changement')
  await hand.press(button(page, 'Enregistrer et continuer'))
  await heading(page, `Bonjour ${person}`).waitFor()
  await look(day, 'accueil')
}

/** Ten fields of ten types. */
const fields: readonly (readonly [name: string, type: string])[] = [
  ['Objet', 'Texte'],
  ['Statut', 'Choix'],
  ['Quantité', 'Nombre entier'],
  ['Prix', 'Nombre décimal'],
  ['Échéance', 'Date'],
  ['Courriel', 'Adresse électronique'],
  ['Téléphone', 'Téléphone'],
  ['Note', 'Note'],
  ['Motif', 'Texte long'],
  ['Total', 'Formule'],
]
const statuses = ['Ouvert', 'Envoyé', 'Refusé']

export async function makesATable(day: Day): Promise<void> {
  const { page, hand, slug } = day
  await hand.press(page.getByRole('main').getByRole('link', { name: 'Nouvelle table' }))
  await heading(page, 'Nouvelle table').waitFor()
  await hand.write(page.getByLabel('Nom de la table'), day.label)
  for (const [name, type] of fields) await addsAField(day, name, type)
  await look(day, 'nouvelle-table')
  await hand.press(button(page, 'Créer la table'))
  await page.waitForURL(`**/tables/${slug}`)
  await page.getByText('Aucune ligne', { exact: true }).waitFor()
  await look(day, 'table-vide')
}

async function addsAField(day: Day, name: string, type: string): Promise<void> {
  const { page, hand } = day
  await hand.press(button(page, 'Ajouter un champ'))
  const dialog = page.getByRole('dialog', { name: 'Nouveau champ' })
  await hand.write(dialog.getByLabel('Nom du champ'), name)
  if (name === 'Statut') await look(day, 'types')
  await hand.press(dialog.getByRole('button').filter({ has: page.getByText(type, { exact: true }) }))
  if (type === 'Choix') {
    await hand.press(button(dialog, 'Ajouter un choix'))
    for (const [i, status] of statuses.entries())
      await hand.write(dialog.getByLabel(`Choix n° ${i + 1}`, { exact: true }), status)
  }
  if (type === 'Formule') {
    await hand.write(dialog.getByLabel('Formule', { exact: true }).last(), '{prix} * {quantite}')
    await look(day, 'formule')
  }
  await hand.press(button(dialog, 'Ajouter le champ'))
  await dialog.waitFor({ state: 'detached' })
}

export async function writesARule(day: Day): Promise<void> {
  const { page, hand } = day
  await inMenu(day, 'Plus', 'Champs et règles')
  await hand.press(page.getByRole('tab', { name: 'Règles' }))
  await hand.press(button(page, 'Ajouter une règle'))
  const dialog = page.getByRole('dialog', { name: 'Nouvelle règle' })
  await hand.pick(dialog.getByLabel('Champ', { exact: true }).first(), 'Statut')
  await hand.choose(dialog.getByRole('checkbox', { name: 'Refusé' }))
  await hand.pick(dialog.getByLabel('Champ', { exact: true }).last(), 'Motif')
  await dialog.getByText(/Quand Statut est .*Refusé.*, Motif est obligatoire/).waitFor()
  await look(day, 'regle')
  await hand.press(button(dialog, 'Essayer et voir'))
  const plan = page.getByRole('dialog', { name: 'Voici ce qui va changer' })
  await hand.press(button(plan, 'Appliquer'))
  await plan.waitFor({ state: 'detached' })
  await page.getByText(/Quand Statut est .*Refusé/).waitFor()
  await hand.press(page.getByRole('link', { name: 'Retour à la table' }))
  await heading(page, day.label).waitFor()
}

export async function inMenu({ page, hand }: Day, menu: string, entry: string | RegExp): Promise<void> {
  await hand.press(button(page, menu))
  await hand.press(page.getByRole(/^Grouper/.test(menu) ? 'menuitemradio' : 'menuitem', { name: entry }))
}

/** By hand, in the grid; on a phone, on the row's card. */
export async function entersARow(day: Day): Promise<void> {
  const { page, hand } = day
  if (isPhone(day)) return
  await page.getByText('Aucune ligne', { exact: true }).waitFor()
  await hand.press(button(page, 'Ajouter une ligne').last())
  await page.locator('[data-editor]').waitFor()
  for (const text of ['Toiture', 'Ouvert', '4', '1 250,50', '31/12/2026']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Escape')
  await until(async () => (await rowsOf(day)).results[0]?.total === '5002.00', 'the row and its total')
  await look(day, 'grille')
}

/** In the form: a rule asks for a reason, and is obeyed. */
export async function fillsInTheForm(day: Day): Promise<void> {
  const { page, hand, label, slug } = day
  if (isPhone(day)) await hand.press(button(page, 'Ajouter une ligne').first())
  else {
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Une table, une ligne, une action…').waitFor()
    await page.keyboard.type(`nouvelle ligne dans ${label}`)
    await page.getByRole('option', { name: `Nouvelle ligne dans ${label}` }).waitFor()
    await look(day, 'palette')
    await page.keyboard.press('Enter')
  }
  const form = page.getByRole('region', { name: `${label} : nouvelle ligne` })
  await hand.write(form.getByLabel('Objet'), 'Puits du village')
  const status = form.getByRole('combobox', { name: 'Statut' })
  if (hand.name === 'clavier') await reach(page, status)
  else await hand.press(status)
  await status.pressSequentially('ref')
  await page.getByRole('option', { name: 'Refusé' }).waitFor()
  await status.press('Enter')
  await hand.write(form.getByLabel('Prix'), '850 000')
  await hand.write(form.getByLabel('Quantité'), '2')
  await hand.press(button(form, 'Enregistrer'))
  await form.getByText('Obligatoire, car Statut est « Refusé ».').waitFor()
  await look(day, 'fiche-regle')
  await hand.write(form.getByLabel('Motif'), 'Trop cher')
  await hand.press(button(form, 'Enregistrer'))
  await page.waitForURL(new RegExp(`/tables/${slug}/\\d+`))
  await heading(page, 'Puits du village').waitFor()
  await page.getByText('1 700 000', { exact: false }).first().waitFor()
  await look(day, 'fiche')
  const record = page.getByRole('region', { name: 'Puits du village' })
  await hand.press(button(record, isPhone(day) ? 'Revenir à la liste' : 'Fermer'))
}

const spreadsheet = Array.from(
  { length: 200 },
  (_, i) =>
    `Devis ${i + 1}\t${statuses[i % 2]}\t${i + 1}\t1 250,50\t${String(1 + (i % 28)).padStart(2, '0')}/11/2026`,
)
const headers = 'Objet\tStatut\tQuantité\tPrix\tÉchéance'

/** Two hundred rows, copied out of another page; on a phone, pasted where files come in. */
export async function pastes(day: Day): Promise<void> {
  const { page, hand } = day
  if (isPhone(day)) await pastesOnAPhone(day)
  else {
    await copiesElsewhere(page, spreadsheet.join('\r\n'))
    const grid = page.getByRole('grid')
    if (hand.name === 'clavier') await reach(page, grid)
    else await page.locator('#cell-1-0').click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Control+Shift+Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+v')
    const preview = page.getByRole('dialog')
    await look(day, 'collage')
    await hand.press(preview.getByRole('button', { name: /^Coller/ }))
  }
  await until(async () => (await rowsOf(day, 'objet__startswith=Devis')).count === 200, '200 rows', 20_000)
  assert.equal((await rowsOf(day)).count, isPhone(day) ? 201 : 202, 'and those that were there')
}

async function copiesElsewhere(page: Page, text: string): Promise<void> {
  const other = await page.context().newPage()
  await other.setContent('<textarea autofocus></textarea>')
  await other.locator('textarea').fill(text)
  await other.keyboard.press('Control+a')
  await other.keyboard.press('Control+c')
  await other.close()
}

async function pastesOnAPhone(day: Day): Promise<void> {
  const { page, hand } = day
  await inMenu(day, 'Plus', 'Importer un fichier')
  await hand.write(page.getByLabel('Ou collez ici'), [headers, ...spreadsheet].join('\n'))
  await look(day, 'collage')
  await page.getByText('Ligne créée').waitFor({ state: 'detached' })
  await hand.press(button(page, 'Lire ces cellules'))
  await hand.press(button(page, 'Vérifier'))
  await hand.press(page.getByRole('button', { name: /^Importer 200/ }))
  await page.getByText('L’import est terminé').waitFor()
  await hand.press(button(page, 'Voir la table'))
}

export async function filtersAndGroups(day: Day): Promise<void> {
  const { page, hand } = day
  await hand.press(page.getByRole('button', { name: /^Filtrer/ }))
  await hand.pick(page.getByLabel('Champ', { exact: true }), 'Statut')
  await hand.choose(page.getByRole('checkbox', { name: 'Envoyé' }))
  await page
    .getByText(/100 lignes/)
    .first()
    .waitFor()
  await look(day, 'filtre')
  await hand.press(button(page.locator('section:has(> div [data-condition])').last(), 'Fermer'))
  await inMenu(day, 'Grouper', 'Statut')
  await page.getByText(/Lignes affichées/).waitFor()
  await page
    .getByText(/Devis \d+/)
    .first()
    .waitFor()
  await look(day, 'groupes')
  await inMenu(day, 'Grouper', 'Ne pas grouper')
  await hand.press(button(page, 'Retirer le filtre'))
}
