import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { builtScreens, openSignedIn, shot, sticksOut } from '../support/screens.ts'
import { codeApp } from '../support/second-factor.ts'
import { startSugu } from '../support/sugu.ts'

builtScreens()
const sugu = await startSugu()
/** Where passkeys are: under a name. */
const url = sugu.url.replace('127.0.0.1', 'localhost')
const skip = chromiumPath ? false : 'no Chromium on this machine'
const password = 'trois mangues sur un vélo'

async function open(username: string, at: string, width = 1280) {
  await expecting(201, sugu.admin.post('/api/users/', { username, password }))
  return openSignedIn(url, { login: username, password, at, width })
}

async function look(page: Page, name: string) {
  await shot(page, name)
  await expectNoViolations(page)
  assert.equal(await sticksOut(page), false)
}

suite('my account', { skip, timeout: 120_000 }, () => {
  for (const width of [1280, 360]) {
    test(`I change my name and my language, at ${width} px`, async () => {
      const { page, complaints } = await open(`awa${width}`, 'compte', width)
      await page.getByLabel('Prénom').fill('Awa')
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByText('Enregistré.').waitFor()
      await look(page, `account-${width}`)
      await page.getByLabel('E-mail').fill('awa@example')
      await page.getByLabel('Mot de passe actuel').fill(password)
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByRole('alert').waitFor()
      await page.getByLabel('English').check()
      await page.getByRole('heading', { name: 'My account' }).waitFor()
      assert.equal(await page.evaluate('document.documentElement.lang'), 'en')
      await page.getByLabel('Dark').check()
      assert.equal(await page.evaluate('document.documentElement.dataset.theme'), 'sugu-dark')
      await page.reload()
      await page.getByRole('heading', { name: 'My account' }).waitFor()
      assert.equal(await page.evaluate('document.documentElement.dataset.theme'), 'sugu-dark')
      assert.deepEqual(complaints, [])
      await page.context().close()
    })
  }

  test('I add an application of codes by its QR code, keep the recovery codes, and take it off again', async () => {
    const { page, complaints } = await open('binta', 'compte/securite')
    await page.getByRole('button', { name: 'Ajouter' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Mot de passe actuel').fill(password)
    await dialog.getByRole('button', { name: 'Continuer' }).click()
    await dialog.getByRole('img', { name: 'QR code' }).waitFor()
    const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(/\s/g, '')
    await look(page, 'totp-1280')
    await dialog.getByLabel('Les six chiffres').fill(codeApp(secret).code())
    await dialog.getByRole('button', { name: 'Confirmer' }).click()
    await dialog.getByRole('button', { name: 'Je les ai gardés' }).waitFor()
    assert.equal(await dialog.getByRole('listitem').count(), 10)
    await dialog.getByRole('button', { name: 'Je les ai gardés' }).click()
    await page.getByText('Il en reste 10 sur dix').waitFor()
    await look(page, 'security-1280')
    await page.getByRole('button', { name: 'Retirer' }).click()
    await page.getByRole('dialog').getByLabel('Mot de passe actuel').fill(password)
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click()
    await page.getByText('Retiré.').waitFor()
    assert.equal(await page.getByText('Il en reste').count(), 0)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('I add a passkey, and come in with it', async () => {
    const { page, complaints } = await open('coumba', 'compte/securite')
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    })
    await page.getByRole('button', { name: 'Ajouter' }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Son nom').fill('Téléphone de Coumba')
    await dialog.getByLabel('Mot de passe actuel').fill(password)
    await dialog.getByRole('button', { name: 'Créer la clé' }).click()
    await dialog.getByRole('button', { name: 'Je les ai gardés' }).click()
    await page.getByText('Téléphone de Coumba').waitFor()
    await page.context().clearCookies()
    await page.goto(`${url}/admin/connexion`)
    await page.getByLabel('E-mail, téléphone').fill('coumba')
    await page.getByLabel('Mot de passe', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('button', { name: 'Employer ma clé d’accès' }).click()
    await page.getByRole('heading', { name: 'Bonjour coumba' }).waitFor()
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('I see my devices and end the session of one', async () => {
    const { page, complaints } = await open('dieneba', 'compte/appareils', 360)
    const other = await sugu.signIn('dieneba', password)
    await page.reload()
    await page.getByText('Cet appareil', { exact: true }).waitFor()
    await look(page, 'devices-360')
    await page.getByRole('button', { name: /Fermer la session/ }).click()
    await page.getByText('La session est fermée.').waitFor()
    assert.equal((await other.get('/api/users/me/')).status, 401)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('I take my data with me, and erase my account', async () => {
    const { page, complaints } = await open('esi', 'compte/donnees')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger l’archive' }).click(),
    ])
    assert.equal(file.suggestedFilename(), 'mes-donnees.zip')
    assert.equal(
      readFileSync(await file.path())
        .subarray(0, 2)
        .toString(),
      'PK',
    )
    await look(page, 'own-data-1280')
    await page.getByRole('button', { name: 'Effacer mon compte' }).click()
    await page.getByRole('dialog').getByLabel('Mot de passe actuel').fill(password)
    await page.getByRole('dialog').getByRole('button', { name: 'Effacer mon compte' }).click()
    await page.getByRole('heading', { name: 'Connexion' }).waitFor()
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('I change my password, and stay in on this device alone', async () => {
    const { page, complaints } = await open('fanta', 'compte/securite')
    const other = await sugu.signIn('fanta', password)
    await page.getByLabel('Mot de passe actuel').fill(password)
    for (const label of ['Nouveau mot de passe', 'Le même, encore une fois'])
      await page.getByLabel(label).fill('quatre ananas dans un seau')
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
    await page.getByText('Votre mot de passe est changé.').waitFor()
    assert.equal((await other.get('/api/users/me/')).status, 401)
    await page.getByRole('link', { name: 'Appareils' }).click()
    await page.getByText('Cet appareil', { exact: true }).waitFor()
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
})
