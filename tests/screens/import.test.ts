import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { builtScreens, openSignedIn, shot, sticksOut } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'

builtScreens()
const sugu = await startSugu()
const { admin } = sugu
const skip = chromiumPath ? false : 'no Chromium on this machine'

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'vente',
    label: { fr: 'Ventes', en: 'Sales' },
    fields: [
      { slug: 'numero', type: 'text', label: { fr: 'Numéro' }, required: true, unique: true },
      { slug: 'montant', type: 'decimal', label: { fr: 'Montant' }, digits: 12, places: 2 },
      { slug: 'jour', type: 'date', label: { fr: 'Jour' } },
    ],
    title: 'numero',
  }),
)

/** A thousand rows as a French spreadsheet saves them; each hundredth has an amount that is none. */
const lines = Array.from({ length: 1000 }, (_, i) => {
  const amount = i % 100 === 50 ? 'à voir' : `${i} 250,50`
  return `V${i};${amount};31/12/2026`
})
const file = Buffer.from(`Numéro;Prix HT;Jour\r\n${lines.join('\r\n')}\r\n`, 'latin1')
const count = async () => (await admin.get('/api/vente/')).body.count

for (const width of [1280, 360])
  test(`a thousand rows come in, ten to be mended, and go again, at ${width} px`, { skip }, async () => {
    const { page, complaints } = await openSignedIn(sugu.url, { width, at: 'tables/vente/importer' })
    await page.getByRole('heading', { name: 'Importer dans Ventes' }).waitFor()
    await expectNoViolations(page)
    await shot(page, `import-1-fichier-${width}`)
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choisir un fichier' }).click()
    await (await choosing).setFiles({ name: 'ventes.csv', mimeType: 'text/csv', buffer: file })
    const price = page.getByLabel('Champ de la table : Prix HT')
    await price.waitFor()
    assert.equal(await page.getByLabel('Champ de la table : Numéro').inputValue(), 'numero')
    await price.selectOption({ label: 'Montant' })
    await expectNoViolations(page)
    assert.equal(await sticksOut(page), false)
    await shot(page, `import-2-colonnes-${width}`)
    await page.getByRole('button', { name: 'Vérifier' }).click()
    await page.getByText('10 problèmes trouvés').waitFor()
    await page.getByRole('cell', { name: '52', exact: true }).waitFor()
    assert.equal(await count(), 0, 'nothing is written before the last step')
    await expectNoViolations(page)
    await shot(page, `import-3-verification-${width}`)
    await page.getByRole('button', { name: /Importer 990\s+lignes/ }).click()
    await page.getByText('L’import est terminé').waitFor()
    assert.equal(await count(), 990)
    await expectNoViolations(page)
    await shot(page, `import-4-termine-${width}`)
    await page.reload()
    await page.getByRole('button', { name: 'Annuler cet import' }).click()
    await page.getByText('Import annulé').waitFor()
    assert.equal(await count(), 0)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

test('what was deleted is put back from the trash, by the keyboard alone', { skip }, async () => {
  const rows = await Promise.all(
    ['T1', 'T2', 'T3'].map((numero) => expecting(201, admin.post('/api/vente/', { numero, montant: '5' }))),
  )
  for (const { id } of rows) await expecting(204, admin.delete(`/api/vente/${id}/`))
  const { page, complaints } = await openSignedIn(sugu.url, { width: 360, at: 'tables/vente/corbeille' })
  await page.getByText('T1').waitFor()
  await expectNoViolations(page)
  await shot(page, 'corbeille-360')
  await page.getByLabel('Choisir T1').focus()
  await page.keyboard.press('Space')
  await page.getByLabel('Choisir T3').focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: /Remettre 2\s+lignes/ }).press('Enter')
  await page.getByText('2 remises en place').waitFor()
  assert.equal(await count(), 2)
  assert.deepEqual(complaints, [])
  await page.context().close()
})
