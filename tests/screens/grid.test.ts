import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { JsonObject } from '#model/json.ts'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { builtScreens, openSignedIn, shot, sticksOut } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'

const skip = chromiumPath ? false : 'no Chromium on this machine'
if (!skip) builtScreens()
const sugu = await startSugu({ RATE_LIMITS: 'off' })
const { admin } = sugu

const choice = (value: string, fr: string) => ({ value, label: { fr, en: value } })
const definition: JsonObject = {
  slug: 'facture',
  label: { fr: 'Factures', en: 'Invoices' },
  title: 'numero',
  search: ['numero'],
  order: ['numero'],
  fields: [
    { slug: 'numero', type: 'text', required: true, label: { fr: 'Numéro' } },
    {
      slug: 'statut',
      type: 'choice',
      label: { fr: 'Statut' },
      options: [choice('brouillon', 'Brouillon'), choice('envoye', 'Envoyé'), choice('refuse', 'Refusé')],
    },
    { slug: 'montant', type: 'decimal', digits: 12, places: 2, label: { fr: 'Montant HT' } },
    { slug: 'jour', type: 'date', label: { fr: 'Jour' } },
    { slug: 'client', type: 'reference', table: 'acheteur', label: { fr: 'Client' } },
    { slug: 'motif', type: 'text', label: { fr: 'Motif' } },
  ],
  rules: [
    { field: 'motif', when: { field: 'statut', op: 'ne', value: 'refuse' }, then: { hidden: true } },
    { field: 'motif', when: { field: 'statut', op: 'eq', value: 'refuse' }, then: { required: true } },
  ],
}

before(async () => {
  await expecting(
    201,
    admin.post('/api/meta/tables/', {
      slug: 'acheteur',
      title: 'nom',
      search: ['nom'],
      fields: [{ slug: 'nom', type: 'text' }],
    }),
  )
  await expecting(201, admin.post('/api/meta/tables/', definition))
  for (const nom of ['Awa Koné', 'Bakary Touré']) await expecting(201, admin.post('/api/acheteur/', { nom }))
  for (let i = 1; i <= 30; i++) {
    const statut = ['brouillon', 'envoye'][i % 2]!
    const row = {
      numero: `F-${String(i).padStart(3, '0')}`,
      statut,
      montant: `${i * 100}.50`,
      jour: `2026-0${1 + (i % 6)}-15`,
    }
    await expecting(201, admin.post('/api/facture/', row))
  }
})

const open = async (width = 1280, at = 'tables/facture') => {
  const screen = await openSignedIn(sugu.url, {
    width,
    at,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await screen.page.getByText('F-001').waitFor()
  return screen
}
const cell = (page: Page, line: number, column: number) => page.locator(`#cell-${line}-${column}`)
const rows = async (query = '') =>
  (await expecting(200, admin.get(`/api/facture/?page_size=100&${query}`))).results
const numbered = async (numero: string) => (await rows(`numero=${numero}`))[0]

/** What is told may come a moment after what was done. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return
    await new Promise((done) => setTimeout(done, 100))
  }
  assert.fail(what)
}

async function pasteInto(page: Page, text: string): Promise<void> {
  await page.evaluate(
    `navigator.clipboard.writeText(${JSON.stringify(text)}).then(() => document.querySelector('[role=grid]').focus())`,
  )
  await page.keyboard.press('Control+v')
}

test('a cell is written by the keyboard alone, undone and done again', { skip }, async () => {
  const { page, complaints } = await open()
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('12 500,5')
  await page.keyboard.press('Enter')
  await until(async () => (await numbered('F-001')).montant === '12500.50', 'the amount is saved')
  assert.match((await cell(page, 0, 2).textContent()) ?? '', /^12.500,50$/)
  await page.keyboard.press('Control+z')
  await until(async () => (await numbered('F-001')).montant === '100.50', 'it is undone')
  await page.keyboard.press('Control+y')
  await until(async () => (await numbered('F-001')).montant === '12500.50', 'it is done again')
  await page.keyboard.press('Control+z')
  await until(async () => (await numbered('F-001')).montant === '100.50', 'and undone')
  await page.keyboard.type('douze')
  await page.keyboard.press('Enter')
  await page.getByText('n’est pas un nombre').waitFor()
  await page.keyboard.press('Escape')
  assert.deepEqual(complaints, [])
  await shot(page, 'grid-1280')
  await expectNoViolations(page)
  await page.context().close()
})

test('a choice is chosen by typing, a tab goes on, a range is filled down', { skip }, async () => {
  const { page } = await open()
  await cell(page, 0, 1).click()
  await page.keyboard.type('env')
  await page.keyboard.press('Enter')
  await until(async () => (await numbered('F-001')).statut === 'envoye', 'the choice is saved')
  await cell(page, 0, 3).click()
  await page.keyboard.type('31/12/2026')
  await page.keyboard.press('Tab')
  await cell(page, 0, 3).click()
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  await until(async () => (await rows('jour=2026-12-31')).length === 4, 'four rows have the day')
  await page.keyboard.press('Control+z')
  await until(async () => (await rows('jour=2026-12-31')).length === 1, 'the fill is one undo')
  await page.keyboard.press('Control+z')
  await until(async () => (await rows('jour=2026-12-31')).length === 0, 'all is as it was')
  await page.context().close()
})

test('two hundred rows come from a spreadsheet, looked at first, and are one undo', { skip }, async () => {
  const { page } = await open()
  const lines = Array.from(
    { length: 200 },
    (_, i) =>
      `P-${String(i).padStart(3, '0')}\tEnvoyé\t1 ${String(i).padStart(3, '0')},25\t${String(1 + (i % 28)).padStart(2, '0')}/11/2026\tAwa Koné`,
  )
  lines[7] = 'P-007\tPerdu\tsept\t31/11/2026\tPersonne'
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+End')
  await page.getByRole('button', { name: 'Ajouter une ligne' }).click()
  await page.locator('[data-editor] input:focus').waitFor()
  await page.keyboard.press('Escape')
  await pasteInto(page, lines.join('\r\n'))
  const dialog = page.getByRole('dialog')
  await dialog.getByText('4 cellules ne peuvent pas être lues').waitFor()
  await shot(page, 'grid-paste-1280')
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: /^Coller/ }).press('Enter')
  await until(
    async () =>
      (await expecting(200, admin.get('/api/facture/?numero__startswith=P-&page_size=1'))).count === 200,
    '200 rows are there',
  )
  const pasted = await numbered('P-012')
  assert.deepEqual([pasted.statut, pasted.montant, pasted.jour], ['envoye', '1012.25', '2026-11-13'])
  assert.ok(pasted.client > 0, 'the name was found')
  await page.getByText('à enregistrer').waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+z')
  await until(
    async () =>
      (await expecting(200, admin.get('/api/facture/?numero__startswith=P-&page_size=1'))).count === 0,
    'none is left',
  )
  await page.context().close()
})

test('what is filtered is said in words, grouped and summed', { skip }, async () => {
  const { page, complaints } = await open()
  await page.getByRole('button', { name: 'Filtrer' }).click()
  await page.getByLabel('Champ', { exact: true }).selectOption({ label: 'Statut' })
  await page.getByLabel('Envoyé').check()
  await page.getByRole('button', { name: 'Ajouter une condition' }).click()
  await page.getByLabel('Champ', { exact: true }).last().selectOption({ label: 'Montant HT' })
  await page.getByLabel('Comparaison').last().selectOption({ label: 'est plus grand que' })
  await page.locator('[data-condition] input[inputmode]').fill('1 000')
  await page.getByText('10 lignes').waitFor()
  await shot(page, 'grid-filter-1280')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Fermer', exact: true }).click()
  await page.getByText('Statut est « Envoyé » et Montant HT est plus grand que 1 000,00').waitFor()
  await page.getByRole('button', { name: 'Grouper', exact: true }).click()
  await page.getByRole('menuitemradio', { name: 'Jour, par mois' }).click()
  await page.getByText('février 2026').waitFor()
  await shot(page, 'grid-group-1280')
  await expectNoViolations(page)
  assert.deepEqual(complaints, [])
  await page.reload()
  await page.getByText('février 2026').waitFor()
  await page.context().close()
})

test('a field that a rule hides is shown as hidden, with why, and takes nothing', { skip }, async () => {
  const { page } = await open()
  const hidden = cell(page, 2, 5)
  assert.match((await hidden.getAttribute('title')) ?? '', /^Masqué, car/)
  await hidden.click()
  await page.keyboard.type('x')
  assert.equal(await page.locator('[data-editor]').count(), 0)
  await cell(page, 2, 1).click()
  await page.keyboard.type('ref')
  await page.keyboard.press('Enter')
  await page.getByText('1 ligne à corriger').waitFor()
  await hidden.click()
  await page.keyboard.type('Trop cher')
  await page.keyboard.press('Enter')
  await until(
    async () => (await numbered('F-003')).motif === 'Trop cher',
    'both are saved once the reason is given',
  )
  assert.equal((await numbered('F-003')).statut, 'refuse')
  await page.context().close()
})

test('the network is cut: the entry is kept, survives a reload and is saved when it is back', {
  skip,
}, async () => {
  const { page } = await open()
  await page.route('**/api/facture/*/', (route) => route.abort())
  await cell(page, 4, 2).click()
  await page.keyboard.type('777,70')
  await page.keyboard.press('Enter')
  await page.getByText(/1 ligne (gardée ici|à enregistrer)/).waitFor()
  await page.reload()
  await page.getByText('F-001').waitFor()
  assert.match((await cell(page, 4, 2).textContent()) ?? '', /777,70/)
  assert.equal((await numbered('F-005')).montant, '500.50')
  await page.unroute('**/api/facture/*/')
  await until(async () => (await numbered('F-005')).montant === '777.70', 'it is saved')
  await page.context().close()
})

test('two write the same cell: both values are shown, and one is chosen', { skip }, async () => {
  const { page } = await open()
  const { id } = await numbered('F-006')
  await page.route('**/api/stream/**', (route) => route.abort())
  await cell(page, 5, 2).click()
  await page.keyboard.type('1')
  await expecting(200, admin.patch(`/api/facture/${id}/`, { montant: '666.60' }))
  await page.keyboard.type('23')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Comparer' }).click()
  await page.getByRole('dialog').getByText('666,60').waitFor()
  await page.getByRole('button', { name: 'Garder ma saisie' }).click()
  await until(async () => (await numbered('F-006')).montant === '123.00', 'mine is saved over theirs')
  await page.context().close()
})

test('rows that are ticked are changed and thrown away together, counted before', { skip }, async () => {
  const { page } = await open()
  await cell(page, 10, 0).click()
  await page.keyboard.press('Shift+Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
  await page.getByText('2 lignes cochées').waitFor()
  await page.getByRole('button', { name: 'Mettre à la corbeille' }).click()
  await page.getByText('2 lignes iront à la corbeille').waitFor()
  await expectNoViolations(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Mettre à la corbeille' }).click()
  await until(
    async () => (await expecting(200, admin.get('/api/facture/?trash=1&numero__startswith=F-'))).count === 2,
    'two in the trash',
  )
  await page.getByRole('status').getByRole('button', { name: 'Annuler' }).click()
  await until(async () => (await numbered('F-011')) !== undefined, 'they are back')
  await page.context().close()
})

test('on a phone a row is a card, and a value is changed by one thumb', { skip }, async () => {
  const { page, complaints } = await open(360)
  assert.equal(await sticksOut(page), false)
  await shot(page, 'grid-360')
  await expectNoViolations(page)
  await page.locator('article').nth(1).getByText('Montant HT').tap()
  await page.getByRole('dialog').getByRole('textbox').fill('42')
  await shot(page, 'grid-edit-360')
  await page.getByRole('button', { name: 'Enregistrer' }).tap()
  await until(async () => (await numbered('F-002')).montant === '42.00', 'it is saved')
  assert.deepEqual(complaints, [])
  await page.context().close()
})
