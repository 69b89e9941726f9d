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

const projects = [
  ['Refonte du site', 'en_cours', '2026-01-10', '2026-03-31'],
  ['Formation à la caisse', 'en_cours', '2026-10-01', '2099-12-31'],
  ['Pose du réseau', 'en_attente', '2026-02-01', '2026-05-15'],
  ['Audit', 'termine', '2025-11-02', '2025-12-20'],
] as const
for (const [nom_projet, statut, date_debut, date_fin] of projects)
  await expecting(201, admin.post('/api/projet/', { nom_projet, statut, date_debut, date_fin }))
const quotes = [
  ['Site web', '1250000', 'envoye', '2026-01-31'],
  ['Maintenance', '300000', 'envoye', '2099-01-31'],
  ['Réseau', '780000', 'accepte', '2026-02-28'],
  ['Affiches', '45000', 'brouillon', null],
] as const
for (const [i, [nom_devis, montant_ttc, statut, date_validite]] of quotes.entries()) {
  const numero_devis = statut === 'brouillon' ? null : `D-${i}`
  await expecting(
    201,
    admin.post('/api/devis/', { nom_devis, numero_devis, montant_ttc, statut, date_validite }),
  )
}

for (const width of [1280, 360])
  test(`the office shows what is late, what the quotes come to, where projects stand, at ${width} px`, {
    skip,
  }, async () => {
    const { page, complaints } = await openSignedIn(sugu.url, { width, at: 'projets' })
    await page.getByRole('heading', { name: 'Bureau des projets' }).waitFor()
    const sent = page.getByRole('link', { name: /Envoyé/ }).first()
    assert.match((await sent.textContent())!, /1\s550\s000\sFCFA.*2\sdevis/)
    await page.getByText('Devait finir le 31/03/2026').waitFor()
    await page.getByText('Valable jusqu’au 31/01/2026').waitFor()
    assert.equal(await page.getByText('Devait finir le 20/12/2025').count(), 0)
    await page.getByRole('tab', { name: 'Tableau' }).waitFor()
    await page.getByRole('link', { name: 'Audit' }).waitFor()
    assert.equal(await sticksOut(page), false)
    await shot(page, `bureau-${width}`)
    await expectNoViolations(page)
    await page.getByRole('tab', { name: 'Calendrier' }).click()
    await page.getByRole('tab', { name: 'Calendrier', selected: true }).waitFor()
    await shot(page, `bureau-calendrier-${width}`)
    await sent.click()
    await page.waitForURL(/tables\/devis\?where=/)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
