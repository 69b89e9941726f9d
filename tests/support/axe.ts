import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function violations(page: Page): Promise<readonly Violation[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
  const run = `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then((r) => r.violations)`
  return (await page.evaluate(run)) as readonly Violation[]
}

const say = ({ id, help, nodes }: Violation): string =>
  `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `    ${html.slice(0, 200)}\n    ${failureSummary}`).join('\n')}`

/** What moves comes to rest; what never does (a skeleton's pulse, what a scrollbar drives) is not waited for. */
const settled = `Promise.all(document.getAnimations()
  .filter((one) => one.timeline instanceof DocumentTimeline && one.effect?.getComputedTiming().endTime < 5000)
  .map((one) => one.finished.catch(() => {})))`

/** What is on the screen, in light and in dark: nothing that axe finds fault with. */
export async function expectNoViolations(page: Page): Promise<void> {
  const before = await page.evaluate('document.documentElement.dataset.theme')
  for (const theme of ['sugu', 'sugu-dark']) {
    await page.evaluate(`document.documentElement.dataset.theme = ${JSON.stringify(theme)}`)
    await page.evaluate(settled)
    const found = await violations(page)
    assert.deepEqual(found.map(say), [], `${theme}: ${page.url()}`)
  }
  await page.evaluate(`document.documentElement.dataset.theme = ${JSON.stringify(before)}`)
}
