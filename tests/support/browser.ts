import { after } from 'node:test'
import { type Browser, chromium } from 'playwright-core'

/** Debian's Chromium, found by `./sugu test`; undefined where there is none, and the journey is skipped aloud. */
export const chromiumPath = process.env.SUGU_CHROMIUM

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser that ends with the test file. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: chromiumPath!, args: quietly })
  after(() => browser.close())
  return browser
}
