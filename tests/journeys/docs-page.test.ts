import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chromiumPath, openBrowser } from '../support/browser.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const skip = chromiumPath ? false : 'no Chromium on this machine'

for (const width of [1280, 360]) {
  test(`the page of the API shows itself at ${width} px and asks no other host`, { skip }, async () => {
    const browser = await openBrowser()
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    const elsewhere: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(sugu.url) && !request.url().startsWith('data:'))
        elsewhere.push(request.url())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(`${sugu.url}/api/docs/`)
    await page.getByRole('heading', { name: /Ma boutique API/ }).waitFor()
    assert.deepEqual(elsewhere, [])
    assert.deepEqual(complaints, [])
    if (process.env.SUGU_SCREENS)
      await page.screenshot({ path: `${process.env.SUGU_SCREENS}/docs-${width}.png` })
    await page.close()
  })
}
