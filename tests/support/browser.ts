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

/** One browser for a test file: each who comes opens a context of their own in it. It ends with the file. */
let shared: Promise<Browser> | undefined
after(async () => (await shared)?.close())

export function openBrowser(): Promise<Browser> {
  shared ??= chromium.launch({ executablePath: chromiumPath!, args: quietly })
  return shared
}
