import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import { raw, sql, statement } from '#db/sql.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import { builtScreens, openSignedIn } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'

const rows = inLength(1_000_000, 30_000)
const seconds = inLength(60, 4)
const jumps = 20
/** What a person takes for at once; the short form shares its machine with every other test. */
const mostWait = inLength(300, 1500)
const mostHeap = 150_000_000

const skip = chromiumPath ? false : 'no Chromium on this machine'
if (!skip) builtScreens()
const sugu = await startSugu({ RATE_LIMITS: 'off' })

before(async () => {
  const fields = [
    { slug: 'code', type: 'text', required: true },
    { slug: 'libelle', type: 'text' },
    { slug: 'statut', type: 'choice', options: ['brouillon', 'valide', 'envoye', 'refuse'] },
    { slug: 'montant', type: 'decimal', digits: 14, places: 2 },
    { slug: 'jour', type: 'date' },
    { slug: 'actif', type: 'boolean' },
  ]
  const table = { slug: 'long', title: 'code', order: ['code'], fields }
  const { id } = await expecting(201, sugu.admin.post('/api/meta/tables/', table))
  const { owner } = sugu.sugu.db
  const [found] = await owner.run(statement(sql`select id from store.tables where slug = 'long'`))
  const name = raw(`store.t${id ?? found!.rows[0]![0]}`)
  await owner.run(
    statement(sql`insert into ${name} (site_id, c1, c2, c3, c4, c5, c6)
      select (select min(id) from store.sites), 'A' || lpad(i::text, 7, '0'), 'Article numéro ' || i,
        (array['brouillon', 'valide', 'envoye', 'refuse'])[1 + i % 4], i / 100.0,
        date '2020-01-01' + (i % 2500), i % 3 = 0
      from generate_series(1, ${rows}::int) i`),
  )
  await owner.run(statement(sql`vacuum analyze ${name}`))
})

/** From a gesture to the first frame in which every line in sight holds its row. */
const watch = `
  window.waits = []
  window.since = null
  const grid = document.querySelector('[role=grid]')
  const isThere = () => {
    const box = grid.getBoundingClientRect()
    const lines = [...grid.querySelectorAll('[data-line]')].filter((line) => {
      const at = line.getBoundingClientRect()
      return at.bottom > box.top + 41 && at.top < box.bottom - 37
    })
    return lines.length > 10 && lines.every((line) => line.querySelector('[data-column="0"]')?.textContent)
  }
  const look = () => {
    if (!isThere()) return requestAnimationFrame(look)
    window.waits.push(performance.now() - window.since)
    window.since = null
  }
  grid.addEventListener('scroll', () => {
    if (window.since !== null) return
    window.since = performance.now()
    requestAnimationFrame(look)
  })`

/** By asking again: the page's own rules forbid to send it a function as a text. */
async function until(page: Page, condition: string): Promise<void> {
  while (!(await page.evaluate(condition))) await page.waitForTimeout(20)
}
const settled = (page: Page) => until(page, 'window.since === null')
const waits = (page: Page) => page.evaluate('window.waits.splice(0)') as Promise<number[]>
const p95 = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)]!

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

test(`${rows} rows: ${seconds} s of scrolling and ${jumps} jumps, each followed at once`, {
  skip,
}, async (t) => {
  const { page } = await openSignedIn(sugu.url, { at: 'tables/long' })
  await page.getByText('A0000001').waitFor()
  await until(page, `document.querySelector('[role=grid]').getAttribute('aria-rowcount') >= ${rows}`)
  const session = await page.context().newCDPSession(page)
  await page.getByRole('grid').hover()
  await page.evaluate(watch)
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    await page.mouse.wheel(0, 700)
    await page.waitForTimeout(40)
  }
  await settled(page)
  const scrolled = p95(await waits(page))
  for (let i = 0; i < jumps; i++) {
    const share = ((i * 7919) % jumps) / jumps + 0.013
    await page.evaluate(
      `{ const grid = document.querySelector('[role=grid]'); grid.scrollTop = ${share} * (grid.scrollHeight - grid.clientHeight) }`,
    )
    await page.waitForTimeout(50)
    await settled(page)
    await page.waitForTimeout(250)
  }
  const jumped = p95(await waits(page))
  const heap = await heapOf(session)
  t.diagnostic(
    `p95: scrolling ${scrolled.toFixed(0)} ms, jumps ${jumped.toFixed(0)} ms; heap ${(heap / 1e6).toFixed(1)} MB`,
  )
  assert.ok(scrolled <= mostWait, `scrolling: ${scrolled} ms`)
  assert.ok(jumped <= mostWait, `jumps: ${jumped} ms`)
  assert.ok(heap <= mostHeap, `heap: ${heap}`)
  await page.context().close()
})
