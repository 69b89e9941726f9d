import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { officePassword, openOffice } from '../support/office.ts'
import { receiver } from '../support/receiver.ts'
import { builtScreens, openSignedIn, shot, sticksOut } from '../support/screens.ts'

builtScreens()
const skip = chromiumPath ? false : 'no Chromium on this machine'
const office = await openOffice({ SUGU_ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
const { admin, url, fiche } = office
await office.member('awa', { first_name: 'Awa', last_name: 'Koné' })
const { me: issa } = await office.member('issa', { first_name: 'Issa', last_name: 'Traoré' })
const awa = { login: 'awa', password: officePassword }

test('two people at one row: each sees that the other is there, and what the other writes within a second', {
  skip,
}, async () => {
  const at = `tables/fiche/${fiche.id}`
  const hers = await openSignedIn(url, { ...awa, at })
  const his = await openSignedIn(url, { login: 'issa', password: officePassword, at, width: 360 })
  await hers.page.getByText('Issa Traoré est ici').first().waitFor({ state: 'attached' })
  await his.page.getByText('Awa Koné est ici').first().waitFor({ state: 'attached' })
  await shot(hers.page, 'presence-1280')
  await shot(his.page, 'presence-360')
  await hers.page.getByRole('textbox', { name: 'Nom' }).fill('Charpente neuve')
  await his.page.getByText('Awa Koné modifie').first().waitFor({ state: 'attached' })
  const saved = hers.page.waitForResponse(
    (answer) => answer.request().method() === 'PATCH' && answer.url().includes('/api/fiche/'),
  )
  await hers.page.keyboard.press('Control+s')
  await saved
  const from = performance.now()
  const field = his.page.getByRole('textbox', { name: 'Nom' })
  while ((await field.inputValue()) !== 'Charpente neuve' && performance.now() - from < 5000);
  const took = performance.now() - from
  assert.ok(took < 1500, `${took} ms`)
  assert.deepEqual([...hers.complaints, ...his.complaints], [])
  const mine = await openSignedIn(url, { at: 'tables/fiche' })
  await mine.page.getByTitle('Issa Traoré est ici').first().waitFor()
  await expectNoViolations(mine.page)
  await shot(mine.page, 'presence-grid-1280')
  await mine.page.context().close()
  await hers.page.goto('about:blank')
  await his.page
    .getByText(/Awa Koné/)
    .first()
    .waitFor({ state: 'detached', timeout: 5000 })
  await hers.page.context().close()
  await his.page.context().close()
})

test('a comment with a mention, by keyboard; the other hears the bell and goes to the row', {
  skip,
}, async () => {
  const hers = await openSignedIn(url, { ...awa, at: `tables/fiche/${fiche.id}` })
  const his = await openSignedIn(url, { login: 'issa', password: officePassword, width: 360 })
  await his.page.getByRole('button', { name: 'Notifications', exact: true }).first().waitFor()
  await hers.page.getByRole('tab', { name: 'Commentaires' }).click()
  await hers.page.getByLabel('Votre commentaire').pressSequentially('Peux-tu voir, @iss')
  await hers.page.getByRole('option', { name: /Issa Traoré/ }).waitFor()
  await shot(hers.page, 'comments-mention-1280')
  await hers.page.keyboard.press('Enter')
  await hers.page.keyboard.type('? <img src=x onerror=alert(1)>')
  await hers.page.keyboard.press('Control+Enter')
  await hers.page.getByText('@Issa Traoré', { exact: true }).waitFor()
  await expectNoViolations(hers.page)
  await shot(hers.page, 'comments-1280')
  const bell = his.page.getByRole('button', { name: 'Notifications : 1 non lues' })
  await bell.waitFor({ timeout: 5000 })
  await bell.click()
  await his.page.getByText(/Awa Koné vous cite à propos de/).waitFor()
  await expectNoViolations(his.page)
  await shot(his.page, 'bell-360')
  assert.equal(await sticksOut(his.page), false)
  await his.page.getByText(/Awa Koné vous cite à propos de/).click()
  await his.page.getByRole('heading', { name: 'Charpente neuve' }).waitFor()
  await his.page.getByRole('tab', { name: 'Commentaires' }).click()
  await his.page.getByText('<img src=x onerror=alert(1)>').waitFor()
  await expecting(201, issa.post(`/api/comments/on/fiche/${fiche.id}/`, { text: 'Vu, merci.' }))
  await hers.page.getByText('Vu, merci.').waitFor({ timeout: 3000 })
  await shot(his.page, 'comments-360')
  assert.deepEqual([...hers.complaints, ...his.complaints], [])
  await Promise.all([hers, his].map(({ page }) => page.context().close()))
})

test('a server that is gone is told by the banner, and the line comes back by itself', { skip }, async () => {
  const hers = await openSignedIn(url, { ...awa, at: 'notifications' })
  await hers.page.getByRole('heading', { name: 'Notifications' }).waitFor()
  await expectNoViolations(hers.page)
  await shot(hers.page, 'notifications-1280')
  await hers.page.context().setOffline(true)
  await hers.page.getByText('Pas de connexion.').waitFor({ timeout: 8000 })
  await hers.page.context().setOffline(false)
  await hers.page.getByText('Pas de connexion.').waitFor({ state: 'detached', timeout: 15_000 })
  await hers.page.context().close()
})

test('a webhook, from making it to sending again what failed', { skip }, async () => {
  const there = await receiver({
    '/fails': (response) => {
      response.statusCode = 503
      response.end('<b>panne</b>')
    },
  })
  for (const width of [1280, 360]) {
    const { page, complaints } = await openSignedIn(url, { width, at: 'administration/webhooks' })
    await page.getByRole('button', { name: 'Nouveau webhook' }).click()
    await page.getByLabel('Nom', { exact: false }).first().fill(`Compta ${width}`)
    await page.getByLabel('Adresse').fill('https://10.0.0.1/')
    await page.getByText('fiche', { exact: false }).last().click()
    await expectNoViolations(page)
    await shot(page, `webhook-new-${width}`)
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText(/désigne une adresse privée/).waitFor()
    await page.getByLabel('Adresse').fill(`${there.url}/fails`)
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Notez-le maintenant').waitFor()
    assert.match(await page.getByRole('textbox', { name: 'Le secret' }).inputValue(), /^whsec_/)
    await shot(page, `webhook-secret-${width}`)
    await page.getByRole('button', { name: 'C’est noté' }).click()
    await expectNoViolations(page)
    await shot(page, `webhooks-${width}`)
    await page.getByText(`Compta ${width}`).click()
    await page.getByRole('button', { name: 'Essayer' }).click()
    await page
      .getByText(/Pas reçu.+il a répondu par une erreur/)
      .first()
      .waitFor()
    await page
      .getByRole('button', { name: /^Essai/ })
      .first()
      .click()
    await page.getByText('<b>panne</b>').waitFor()
    await expectNoViolations(page)
    await shot(page, `webhook-${width}`)
    assert.equal(await sticksOut(page), false)
    assert.deepEqual(complaints, [])
    await page.context().close()
  }
  await expecting(200, admin.get('/api/webhooks/'))
})
