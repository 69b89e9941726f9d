import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { chromiumPath, openBrowser } from '../support/browser.ts'
import { serveScreens } from '../support/screens-server.ts'

const skip = chromiumPath ? false : 'no Chromium on this machine'

const buildOf = (page: Page) => page.locator('meta[name="build"]').getAttribute('content')
const inCharge = (page: Page) =>
  page.evaluate('navigator.serviceWorker.ready.then(() => new Promise((done) => setTimeout(done, 300)))')

suite('the shell', { skip, timeout: 60_000 }, () => {
  test('opens without a network once it was there, and is the new one after an upgrade', async () => {
    const shop = await serveScreens()
    const context = await (await openBrowser()).newContext({ locale: 'fr-FR' })
    const page = await context.newPage()
    await page.goto(`${shop.url}/admin/connexion`)
    await page.getByRole('button', { name: 'Se connecter' }).waitFor()
    assert.equal(await buildOf(page), shop.build)
    await inCharge(page)
    await page.reload()
    await page.getByRole('button', { name: 'Se connecter' }).waitFor()

    await context.setOffline(true)
    await page.reload()
    await page.getByRole('button', { name: 'Se connecter' }).waitFor()
    await context.setOffline(false)

    const newer = shop.upgrade()
    await page.goto(`${shop.url}/admin/connexion/oubli`)
    await page
      .locator(`meta[name="build"][content="${newer}"]`)
      .waitFor({ state: 'attached', timeout: 20_000 })
    await page.getByRole('button', { name: 'Envoyer le code' }).waitFor()
    await page.reload()
    assert.equal(await buildOf(page), newer)
    const stores = (await page.evaluate('caches.keys()')) as string[]
    assert.deepEqual(stores, [`sugu-${newer}`])
    await context.close()
  })

  test('does not take a page away from somebody who types in it: it offers to', async () => {
    const shop = await serveScreens()
    const context = await (await openBrowser()).newContext({ locale: 'fr-FR' })
    const page = await context.newPage()
    await page.goto(`${shop.url}/admin/connexion`)
    await inCharge(page)
    shop.upgrade()
    await page.reload()
    await page.getByLabel('E-mail, téléphone').fill('awa')
    await page.keyboard.press('Tab')
    await page.getByText('Une nouvelle version de Sugu est là.').waitFor({ timeout: 20_000 })
    assert.equal(await page.getByLabel('E-mail, téléphone').inputValue(), 'awa')
    await context.close()
  })

  test('a browser that is too old is told so, in French, and nothing else happens', async () => {
    const shop = await serveScreens()
    const page = await (await openBrowser()).newPage()
    await page.addInitScript('delete String.prototype.isWellFormed')
    await page.goto(`${shop.url}/admin/`)
    await page.getByRole('alert').filter({ hasText: 'Votre navigateur est trop ancien' }).waitFor()
    assert.equal(await page.locator('#app').innerHTML(), '')
  })
})
