import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { builtScreens, openSignedIn, openStranger, shot, sticksOut } from '../support/screens.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

builtScreens()
const sugu = await startSugu()
const skip = chromiumPath ? false : 'no Chromium on this machine'

async function look(page: Page, name: string) {
  await shot(page, name)
  await expectNoViolations(page)
  assert.equal(await sticksOut(page), false)
}

const greeting = (page: Page) => page.getByRole('heading', { name: 'Bonjour admin' }).waitFor()

suite('around every screen', { skip, timeout: 120_000 }, () => {
  for (const width of [1280, 360]) {
    test(`one signs in and comes to what one wanted, at ${width} px`, async () => {
      const { page, complaints } = await openStranger(sugu.url, { width, at: 'compte/appareils' })
      await page.getByLabel('E-mail, téléphone ou nom d’utilisateur').fill('admin')
      await page.getByLabel('Mot de passe', { exact: true }).fill('ce n’est pas lui')
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await page.getByRole('alert').filter({ hasText: 'incorrect' }).waitFor()
      await look(page, `sign-in-${width}`)
      await page.getByLabel('Mot de passe', { exact: true }).fill(adminPassword)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await page.getByRole('heading', { name: 'Où votre compte est ouvert' }).waitFor()
      assert.equal(new URL(page.url()).pathname, '/admin/compte/appareils')
      assert.deepEqual(complaints, [])
      await page.context().close()
    })

    test(`home shows what is open, by app; at ${width} px too`, async () => {
      const { page, complaints } = await openSignedIn(sugu.url, { width })
      await greeting(page)
      await look(page, `home-${width}`)
      if (width < 600) {
        await page.getByRole('button', { name: 'Menu' }).click()
        await look(page, `menu-${width}`)
      }
      await page.getByRole('complementary').getByRole('link', { name: 'Contacts' }).click()
      await page.waitForURL('**/admin/tables/contact')
      assert.deepEqual(complaints, [])
      await page.context().close()
    })
  }

  test('Ctrl-K goes, finds and does, without a mouse', async () => {
    await expecting(201, sugu.admin.post('/api/contact/', { nom: 'Ouédraogo', entreprise: 'Faso Bois' }))
    const { page, complaints } = await openSignedIn(sugu.url)
    await greeting(page)
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Aller, chercher, faire' })
    await field.fill('ouedraogo')
    await page.getByRole('option', { name: /Ouédraogo/ }).waitFor()
    await look(page, 'palette-1280')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/admin/tables/contact/1')
    await page.keyboard.press('Control+k')
    await field.fill('sombre')
    await page.keyboard.press('Enter')
    await page.waitForFunction('document.documentElement.dataset.theme === "sugu-dark"')
    await page.keyboard.press('Control+k')
    await field.fill('devis')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/admin/tables/devis')
    await page.keyboard.press('Control+k')
    await field.fill('zzzz')
    await page.getByText('Rien ne correspond à').waitFor()
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('the question mark shows what the keyboard does', async () => {
    const { page } = await openSignedIn(sugu.url)
    await greeting(page)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Ce qui se fait au clavier' }).waitFor()
    await page.getByText('Aller, chercher, faire').waitFor()
    await look(page, 'keyboard-1280')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+b')
    await page.getByRole('complementary').waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+b')
    await page.getByRole('complementary').waitFor()
    await page.context().close()
  })

  test('one arranges the menu in one’s own order, and finds it so on another device', async () => {
    const { page, complaints } = await openSignedIn(sugu.url)
    await greeting(page)
    await page.getByRole('button', { name: 'admin', exact: true }).click()
    await look(page, 'user-menu-1280')
    await page.getByRole('menuitem', { name: 'Ranger le menu' }).click()
    await page.getByRole('button', { name: 'Descendre Projets' }).last().click()
    await page.getByRole('button', { name: 'Cacher Types d’entités' }).click()
    await look(page, 'arranging-1280')
    await page.getByRole('button', { name: 'Terminer le rangement' }).click()
    await page.waitForTimeout(1_000)
    const elsewhere = await openSignedIn(sugu.url)
    await greeting(elsewhere.page)
    const names = await elsewhere.page.getByRole('complementary').getByRole('link').allTextContents()
    assert.ok(names.indexOf('Devis') < names.indexOf('Projets'), names.join())
    assert.ok(!names.includes('Types d’entités'), names.join())
    assert.deepEqual(complaints, [])
    await page.context().close()
    await elsewhere.page.context().close()
    await expecting(200, sugu.admin.patch('/api/here/preferences/', { nav: null }))
  })

  test('languages change at once, without a reload', async () => {
    const { page } = await openSignedIn(sugu.url)
    await greeting(page)
    await page.evaluate('window.still = true')
    await page.getByRole('button', { name: 'admin', exact: true }).click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Hello admin' }).waitFor()
    await page.getByRole('complementary').getByRole('link', { name: 'Quotes', exact: true }).waitFor()
    assert.equal(await page.evaluate('window.still'), true)
    await page.context().close()
  })

  test('who belongs to several sites goes from one to the other', async () => {
    await expecting(201, sugu.admin.post('/api/sites/', { slug: 'annexe', name: 'Annexe de Bouaké' }))
    const { page, complaints } = await openSignedIn(sugu.url)
    await page.getByRole('button', { name: 'Ma boutique. Changer de site' }).click()
    await page.getByRole('menuitemradio', { name: 'Annexe de Bouaké' }).click()
    await page.getByRole('button', { name: 'Annexe de Bouaké. Changer de site' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Annexe de Bouaké. Changer de site' }).waitFor()
    assert.deepEqual(complaints, [])
    await page.context().close()
  })

  test('a cut of the network is said, and its end too', async () => {
    const { page } = await openSignedIn(sugu.url, { width: 360 })
    await greeting(page)
    await page.context().setOffline(true)
    await page.getByText('Pas de connexion').waitFor()
    await look(page, 'offline-360')
    await page.context().setOffline(false)
    await page.getByText('Pas de connexion').waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('an address that leads nowhere says so', async () => {
    const { page } = await openSignedIn(sugu.url, { at: 'nulle/part' })
    await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
    await look(page, 'not-found-1280')
    await page.goto(`${sugu.url}/admin/tables/nulle_part`)
    await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
    await page.getByRole('link', { name: 'Aller à l’accueil' }).click()
    await greeting(page)
    await page.context().close()
  })
})
