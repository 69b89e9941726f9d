import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { builtScreens, openSignedIn, openStranger, shot, sticksOut } from '../support/screens.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

builtScreens()
const sugu = await startSugu()
const skip = chromiumPath ? false : 'no Chromium on this machine'

for (const width of [1280, 360]) {
  test(`one signs in and comes to the table that one wanted, at ${width} px`, { skip }, async () => {
    const { page, complaints } = await openStranger(sugu.url, { width, at: 'tables/contact' })
    await page.getByLabel('E-mail, téléphone ou nom d’utilisateur').fill('admin')
    await page.getByLabel('Mot de passe').fill('ce n’est pas lui')
    await shot(page, `sign-in-${width}`)
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('alert').filter({ hasText: 'incorrect' }).waitFor()
    await expectNoViolations(page)
    assert.equal(await sticksOut(page), false)
    await page.getByLabel('Mot de passe').fill(adminPassword)
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('heading', { name: 'Contacts' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/admin/tables/contact')
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test(`who is signed in finds their tables, at ${width} px`, { skip }, async () => {
    const { page, complaints } = await openSignedIn(sugu.url, { width })
    await page.getByRole('heading', { name: 'Bonjour' }).waitFor()
    await shot(page, `home-${width}`)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
}
