import type { BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { adminPassword } from './sugu.ts'

export { builtScreens } from './built-screens.ts'

export interface Screen {
  readonly page: Page
  /** What the page complained of, and what it asked of other hosts: nothing, in the end. */
  readonly complaints: string[]
}

interface Opening extends BrowserContextOptions {
  readonly width?: number
  readonly login?: string
  readonly password?: string
  /** Where to begin, from `/admin/`. */
  readonly at?: string
}

const heights = (width: number) => (width < 600 ? 740 : 800)

/** A page of the screens, in a browser of its own, that nobody is signed in to. */
export async function openStranger(
  url: string,
  { width = 1280, login: _login, password: _password, at = '', ...options }: Opening = {},
): Promise<Screen> {
  const browser = await openBrowser()
  const phone = width < 600 ? { hasTouch: true, isMobile: true } : {}
  const context = await browser.newContext({
    viewport: { width, height: heights(width) },
    locale: 'fr-FR',
    serviceWorkers: 'block',
    ...phone,
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url()))
      complaints.push(`asked of another host: ${request.url()}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text())) complaints.push(message.text())
  })
  await page.goto(`${url}/admin/${at}`)
  return { page, complaints }
}

/** The browser writes each refused request of ours in its console; the page says it in better words. */
const isRefusal = (text: string): boolean => text.startsWith('Failed to load resource: the server responded')

/** A page of the screens, signed in: as the first administrator unless said otherwise. */
export async function openSignedIn(url: string, opening: Opening = {}): Promise<Screen> {
  const { login = 'admin', password = adminPassword, at = '', ...rest } = opening
  const screen = await openStranger(url, { ...rest, at: 'icon.svg' })
  const answer = await screen.page.context().request.post(`${url}/api/users/login/`, {
    data: { login, password, session: 'cookie' },
  })
  if (!answer.ok()) throw new Error(`${answer.status()}: ${await answer.text()}`)
  await screen.page.goto(`${url}/admin/${at}`)
  return screen
}

/** Kept where `SUGU_SCREENS` names a folder, to be looked at. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.SUGU_SCREENS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

/** Whether something sticks out to the right of the page. */
export const sticksOut = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > window.innerWidth') as Promise<boolean>
