import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** How somebody uses a page: by mouse, by thumb, or without either. */
export interface Hand {
  readonly name: 'souris' | 'pouce' | 'clavier'
  readonly width: number
  press(at: Locator): Promise<void>
  write(at: Locator, text: string): Promise<void>
  pick(at: Locator, label: string): Promise<void>
  /** A box is ticked. */
  choose(at: Locator): Promise<void>
}

export const mouse = (page: Page): Hand => ({
  name: 'souris',
  width: 1280,
  press: (at) => at.click(),
  async write(at, text) {
    await at.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(text)
  },
  pick: async (at, label) => void (await at.selectOption({ label })),
  choose: (at) => at.check(),
})

export const thumb = (page: Page): Hand => ({
  ...mouse(page),
  name: 'pouce',
  width: 360,
  press: (at) => at.tap(),
  async write(at, text) {
    await at.tap()
    await at.fill(text)
  },
  choose: (at) => at.tap(),
})

export const keyboard = (page: Page): Hand => ({
  name: 'clavier',
  width: 1280,
  async press(at) {
    await reach(page, at)
    await page.keyboard.press('Enter')
  },
  async write(at, text) {
    await reach(page, at)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(text)
  },
  async pick(at, label) {
    await reach(page, at)
    await page.keyboard.type(label)
    assert.equal(await at.locator('option:checked').textContent(), label)
  },
  async choose(at) {
    await reach(page, at)
    await page.keyboard.press('Space')
    assert.equal(await at.isChecked(), true)
  },
})

/** What is asked of an element, in the page; this program knows no page. */
interface Spot {
  readonly role: string | null
  compareDocumentPosition(other: Spot): number
  checkVisibility(): boolean
  closest(selector: string): { querySelectorAll(selector: string): Iterable<Spot> } | null
}
declare const document: { readonly activeElement: Spot | null; readonly body: Spot }

interface Way {
  readonly key: string
  readonly times: number
}

/** Which key leads to an element from where the focus is, and how often it is to be pressed, as far as one sees. */
const wayTo = (element: Spot): Way => {
  const following = 4
  const now = document.activeElement ?? document.body
  if (now === element) return { key: '', times: 0 }
  const isBack = (element.compareDocumentPosition(now) & following) > 0
  if (element.role?.startsWith('menuitem')) return { key: isBack ? 'ArrowUp' : 'ArrowDown', times: 1 }
  if (element.role === 'tab' && now.role === 'tab')
    return { key: isBack ? 'ArrowLeft' : 'ArrowRight', times: 1 }
  const stops = 'a[href], button, input:not([type=radio]), select, textarea, summary, [tabindex]'
  const isBetween = (stop: Spot): boolean => {
    const [after, before] = isBack ? [element, now] : [now, element]
    return (
      (after.compareDocumentPosition(stop) & following) > 0 &&
      (stop.compareDocumentPosition(before) & following) > 0
    )
  }
  const all = [
    ...(element.closest('dialog, body')?.querySelectorAll(`:is(${stops}):not(:disabled, [tabindex="-1"])`) ??
      []),
  ]
  const between = all.filter((stop) => stop.checkVisibility() && isBetween(stop))
  return { key: isBack ? 'Shift+Tab' : 'Tab', times: between.length + 1 }
}

/** By the keys that lead to it, from wherever the focus is: Tab, or the arrows of a menu and of a row of tabs. */
export async function reach(page: Page, at: Locator): Promise<void> {
  for (let tries = 0; tries < 25; tries++) {
    const { key, times } = await at.evaluate(wayTo)
    if (times === 0) return
    if (key.endsWith('Tab') && (await page.locator('[role=grid]:focus, [role=treegrid]:focus').count()))
      await page.keyboard.press('Escape')
    for (let i = 0; i < times; i++) await page.keyboard.press(key)
  }
  assert.fail(`no key leads to ${at}`)
}
