import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { chromiumPath, openBrowser } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { adminPassword, startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const skip = chromiumPath ? false : 'no Chromium on this machine'

const shot = async (page: Page, name: string) => {
  const folder = process.env.SUGU_SCREENS
  if (folder) await page.screenshot({ path: `${folder}/docs-${name}.png`, fullPage: true })
}

/** A page at that width; and what it asked of other hosts, or complained of. */
async function openPage(width: number, locale: string) {
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width, height: 800 }, locale })
  const elsewhere: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(sugu.url) && !request.url().startsWith('data:'))
      elsewhere.push(request.url())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(`${sugu.url}/api/docs/`)
  return { page, elsewhere, complaints }
}

const sticksOut = (page: Page) => page.evaluate('document.documentElement.scrollWidth > window.innerWidth')

for (const width of [1280, 360]) {
  test(`the page of the API leads from signing in to the tables at ${width} px`, { skip }, async () => {
    const { page, elsewhere, complaints } = await openPage(width, 'fr-CI')
    await page.getByRole('heading', { name: 'Ma boutique API' }).waitFor()
    await page.locator('#operations-Comptes-post-users-login').waitFor()
    assert.equal(await page.getByText('/api/contact/').count(), 0)
    await page.getByText('Depuis un terminal').click()
    await page.getByText(`curl -s ${sugu.url}/api/users/login/`).waitFor()
    await shot(page, `stranger-${width}`)
    assert.deepEqual(complaints, [])

    await page.getByLabel('E-mail, téléphone ou nom d’utilisateur').fill('admin')
    await page.getByLabel('Mot de passe', { exact: true }).fill('ce n’est pas lui')
    await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
    await page.getByRole('alert').filter({ hasText: 'Identifiant ou mot de passe incorrect' }).waitFor()
    assert.equal(await sticksOut(page), false)

    await page.getByLabel('Mot de passe', { exact: true }).fill(adminPassword)
    await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
    await page.getByRole('link', { name: 'contact', exact: true }).click()
    await shot(page, `signed-in-${width}`)
    const list = page.locator('#operations-contact-contact_list')
    await list.locator('.opblock-summary-control').click()
    await list.getByRole('button', { name: 'Execute' }).click()
    await list.getByText('"page_info"').first().waitFor()
    await shot(page, `contact-${width}`)
    assert.equal(await sticksOut(page), false)

    await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click()
    await page.getByRole('button', { name: 'Se connecter', exact: true }).waitFor()
    await page.getByText('/api/contact/').first().waitFor({ state: 'detached' })
    assert.deepEqual(elsewhere, [])
    await page.close()
  })
}

test('who signs in with a one-time password chooses their own there, in English too', { skip }, async () => {
  const { one_time_password: once } = await expecting(
    201,
    sugu.admin.post('/api/users/', { username: 'awa' }),
  )
  const { page, elsewhere } = await openPage(360, 'en-GB')
  await page.getByLabel('E-mail, phone or user name').fill('awa')
  await page.getByLabel('Password', { exact: true }).fill(once)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByLabel('New password').fill('court')
  await page.getByLabel('The same, once more').fill('long')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await page.getByRole('alert').filter({ hasText: 'too short' }).waitFor()
  await shot(page, 'one-time')
  for (const label of ['New password', 'The same, once more'])
    await page.getByLabel(label).fill('trois mangues sur un vélo')
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await page.getByText('Signed in').waitFor()
  await page.getByRole('link', { name: 'Accounts' }).waitFor()
  assert.deepEqual(elsewhere, [])
  await sugu.signIn('awa', 'trois mangues sur un vélo')
  await page.close()
})
