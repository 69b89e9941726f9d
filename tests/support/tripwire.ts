import type { Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { adminPassword } from './sugu.ts'

export interface Watched {
  readonly page: Page
  /** What a hostile text brought about; nothing, in the end. */
  readonly trips: string[]
  /** What stands in the page now that text alone would not have put there is added to `trips`. */
  look(): Promise<void>
}

interface Opening {
  readonly width?: number
  /** Without the page's policy, which would stop what was not treated as text: so that nothing hides behind it. */
  readonly bare?: boolean
  readonly signedIn?: boolean
}

/**
 * A page that notices whatever a hostile text does: calls `tripped()`, opens a dialog, asks another host, goes to
 * another page, breaks the policy, changes the title or every object.
 */
export async function openWatched(url: string, opening: Opening = {}): Promise<Watched> {
  const { width = 1280, bare = true, signedIn = true } = opening
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: 'fr-FR',
    serviceWorkers: 'block',
    bypassCSP: bare,
    acceptDownloads: false,
  })
  const trips: string[] = []
  let at = ''
  const trip = (what: string) => void trips.push(`${at}: ${what}`)
  await context.exposeFunction('tripped', () => trip('called'))
  await context.exposeFunction('violated', trip)
  await context.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
    violated('policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))`)
  const watch = (page: Page) => {
    page.setDefaultTimeout(20_000)
    page.on('framenavigated', () => {
      at = page.url().slice(url.length)
    })
    page.on('dialog', (dialog) => {
      trip(`dialog: ${dialog.message()}`)
      void dialog.dismiss().catch(() => {})
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(`${url}/`) && !/^(data|blob):/.test(request.url()))
        trip(`asked ${request.url()}`)
    })
    page.on('popup', () => trip('another window'))
    page.on('pageerror', (error) => trip(`error: ${error.message}`))
  }
  const page = await context.newPage()
  watch(page)
  if (signedIn) await enter(page, url)
  const look = async () => (await page.evaluate<string[]>(traces)).forEach(trip)
  return { page, trips, look }
}

async function enter(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin/icon.svg`)
  const answer = await page.context().request.post(`${url}/api/users/login/`, {
    data: { login: 'admin', password: adminPassword, session: 'cookie' },
  })
  if (!answer.ok()) throw new Error(`${answer.status()}: ${await answer.text()}`)
}

/** An element that a text made, an address that a page would run, a handler in the markup, a changed prototype. */
const traces = `(() => {
  const found = []
  const tell = (what, element) => found.push(what + ' ' + element.outerHTML.slice(0, 200))
  const inert = /^(https?|mailto|tel|blob|otpauth):$/
  const noIcon = 'data:,'
  for (const element of document.querySelectorAll('*')) {
    if (element.hasAttribute('data-tripped')) tell('made an element', element)
    if (/^(iframe|object|embed|base|frame|math|foreignobject|marquee)$/i.test(element.localName)) tell('unusual', element)
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) tell('handler', element)
      if (!/^(href|src|action|formaction|xlink:href|data|poster)$/.test(name)) continue
      const { protocol, host } = new URL(value, location.href)
      const isPicture = name === 'src' && element.localName === 'img' && /^data:image\\/(png|jpeg|webp)[;,]/.test(value)
      if (!inert.test(protocol) && !isPicture && value !== noIcon) tell('address', element)
      if (host.endsWith('tripped.invalid') && name !== 'href') tell('foreign', element)
    }
  }
  if (document.title === 'tripped') found.push('title')
  if (({}).tripped !== undefined) found.push('every object changed')
  return found
})()`

/**
 * Waits until a text stands in the page as it was written: among its words, or in a field; not in the navigation.
 * Asked from outside: a page that polled itself would break its policy.
 */
export async function shows(page: Page, text: string): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; await page.waitForTimeout(50))
    if (await page.evaluate(`(${standsIn})(${JSON.stringify(text)})`)) return
  throw new Error(`« ${text} » is not seen`)
}

const standsIn = `(wanted) => [...document.querySelectorAll('main, dialog, form')].some((part) =>
  part.innerText.includes(wanted) ||
  [...part.querySelectorAll('input,textarea')].some(({ value }) => value.includes(wanted)))`
