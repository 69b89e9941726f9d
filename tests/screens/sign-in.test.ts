import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { testOutbox } from '../support/outbox.ts'
import { builtScreens, openStranger, shot, sticksOut } from '../support/screens.ts'
import { codeApp, enrol } from '../support/second-factor.ts'
import { startSugu } from '../support/sugu.ts'

builtScreens()
const outbox = testOutbox()
const sugu = await startSugu({ SUGU_DATA: outbox.data })
const skip = chromiumPath ? false : 'no Chromium on this machine'
const password = 'trois mangues sur un vélo'

const makePerson = (username: string, more: object = {}) =>
  expecting(201, sugu.admin.post('/api/users/', { username, password, ...more }))

async function giveName(page: Page, login: string, secret = password) {
  await page.getByLabel('E-mail, téléphone ou nom d’utilisateur').fill(login)
  await page.getByLabel('Mot de passe', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

const greeted = (page: Page, name: string) => page.getByRole('heading', { name: `Bonjour ${name}` }).waitFor()

async function look(page: Page, name: string) {
  await shot(page, name)
  await expectNoViolations(page)
  assert.equal(await sticksOut(page), false)
}

suite('the door', { skip, timeout: 120_000 }, () => {
  test('who has a one-time password chooses their own, and is told what is wrong with it', async () => {
    const { one_time_password: once } = await expecting(
      201,
      sugu.admin.post('/api/users/', { username: 'awa' }),
    )
    const { page, complaints } = await openStranger(sugu.url, { width: 360, at: 'connexion' })
    await giveName(page, 'awa', once)
    await page.getByLabel('Nouveau mot de passe').fill('court')
    await page.getByLabel('Le même, encore une fois').fill('court')
    await page.getByRole('button', { name: 'Enregistrer et continuer' }).click()
    await page.getByRole('alert').filter({ hasText: 'trop court' }).waitFor()
    await look(page, 'forced-change-360')
    for (const label of ['Nouveau mot de passe', 'Le même, encore une fois'])
      await page.getByLabel(label).fill(password)
    await page.getByRole('button', { name: 'Enregistrer et continuer' }).click()
    await greeted(page, 'awa')
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('asks for the second factor of those who have one, by code or by a code kept for a bad day', async () => {
    await makePerson('binta')
    const { app, recoveryCodes } = await enrol(await sugu.signIn('binta', password), password)
    const { page, complaints } = await openStranger(sugu.url, { at: 'connexion' })
    await giveName(page, 'binta')
    await page.getByLabel('Code à six chiffres').fill('000000')
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByRole('alert').waitFor()
    await look(page, 'second-factor-1280')
    await page.getByLabel('Code à six chiffres').fill(app.code())
    await page.getByRole('button', { name: 'Continuer' }).click()
    await greeted(page, 'binta')
    await page.context().clearCookies()
    await page.goto(`${sugu.url}/admin/connexion`)
    await giveName(page, 'binta')
    await page.getByRole('button', { name: 'Employer un code de secours' }).click()
    await page.getByLabel('Code de secours').fill(recoveryCodes[0]!)
    await page.getByRole('button', { name: 'Continuer' }).click()
    await greeted(page, 'binta')
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('gives a new password to who forgot theirs, by a code', async () => {
    await makePerson('coumba', { email: 'coumba@example.com' })
    const { page, complaints } = await openStranger(sugu.url, { width: 360, at: 'connexion' })
    await page.getByRole('link', { name: 'Mot de passe oublié' }).click()
    await page.getByLabel('E-mail, téléphone').fill('coumba@example.com')
    await look(page, 'forgotten-360')
    await page.getByRole('button', { name: 'Envoyer le code' }).click()
    await page.getByLabel('Code reçu').fill(await outbox.code('reset_email', 'coumba@example.com'))
    for (const label of ['Nouveau mot de passe', 'Le même, encore une fois'])
      await page.getByLabel(label).fill('quatre ananas dans un seau')
    await look(page, 'forgotten-code-360')
    await page.getByRole('button', { name: 'Enregistrer et continuer' }).click()
    await page.getByText('Votre mot de passe est changé').waitFor()
    await giveName(page, 'coumba', 'quatre ananas dans un seau')
    await greeted(page, 'coumba')
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('people who share a phone switch by PIN', async () => {
    await makePerson('fatou')
    const { page, complaints } = await openStranger(sugu.url, { width: 360, at: 'connexion' })
    await page.getByRole('link', { name: 'Entrer par code PIN' }).click()
    await page.getByText('Personne n’a de code PIN sur cet appareil').waitFor()
    await page.getByRole('link', { name: 'Revenir à la connexion' }).click()
    await giveName(page, 'fatou')
    await greeted(page, 'fatou')
    await page.goto(`${sugu.url}/admin/compte/appareils`)
    await page.getByLabel('Quatre à huit chiffres').fill('2580')
    await page.getByLabel('Mot de passe actuel').fill(password)
    await page.getByRole('button', { name: 'Choisir ce code' }).click()
    await page.getByText('Votre code PIN vaut sur cet appareil.').waitFor()
    await page.goto(`${sugu.url}/admin/connexion/pin`)
    await page.getByRole('button', { name: 'fatou' }).click()
    await page.getByLabel('Code PIN de fatou').fill('1397')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('alert').waitFor()
    await look(page, 'pin-360')
    await page.getByLabel('Code PIN de fatou').fill('2580')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await greeted(page, 'fatou')
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('leads to no other place than ours', async () => {
    for (const suite of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
      const { page } = await openStranger(sugu.url, { at: `connexion?suite=${encodeURIComponent(suite)}` })
      await giveName(page, 'fatou')
      await greeted(page, 'fatou')
      assert.equal(new URL(page.url()).host, new URL(sugu.url).host)
      await page.context().close()
    }
  })

  test('a session that ended under the page leads to the door, and back to the same place', async () => {
    const { page } = await openStranger(sugu.url, { at: 'compte/securite' })
    await giveName(page, 'fatou')
    await page.getByRole('heading', { name: 'Clés d’accès' }).waitFor()
    await page.context().clearCookies()
    await page.getByRole('link', { name: 'Appareils' }).click()
    await page.getByRole('heading', { name: 'Connexion' }).waitFor()
    await giveName(page, 'fatou')
    await page.getByRole('heading', { name: 'Où votre compte est ouvert' }).waitFor()
    await page.context().close()
  })
})

test('an administrator who must have a second factor adds it at the door', {
  skip,
  timeout: 60_000,
}, async () => {
  const strict = await startSugu({ ADMIN_SECOND_FACTOR: 'True' })
  const { page, complaints } = await openStranger(strict.url, { width: 360, at: 'connexion' })
  await giveName(page, 'admin', 'une lampe bleue sur le quai')
  await page.getByRole('heading', { name: 'Protégez votre compte' }).waitFor()
  await page.getByRole('button', { name: 'Continuer' }).click()
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(/\s/g, '')
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  await shot(page, 'enrol-360')
  await expectNoViolations(page)
  await page.getByLabel('Les six chiffres').fill(codeApp(secret).code())
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await page.getByText('Chacun permet d’entrer une fois').waitFor()
  await shot(page, 'recovery-codes-360')
  await page.getByRole('button', { name: 'Je les ai gardés' }).click()
  await greeted(page, 'admin')
  assert.deepEqual(complaints, [])
  await page.context().close()
})
