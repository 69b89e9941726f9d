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
    assert.equal(await at.evaluate('(select) => select.selectedOptions[0]?.text'), label)
  },
  async choose(at) {
    await reach(page, at)
    await page.keyboard.press('Space')
    assert.equal(await at.isChecked(), true)
  },
})

/** Where the focus stands, as an element sees it. */
const standing = `(element) => {
  const now = document.activeElement ?? document.body
  const isTab = element.role === 'tab' && now.role === 'tab'
  const keys = element.role?.startsWith('menuitem') ? 'UpDown' : isTab ? 'LeftRight' : 'Tab'
  if (now === element) return { keys, place: 'here' }
  const isBehind = element.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING
  return { keys, place: isBehind ? 'behind' : 'before' }
}`

interface Standing {
  readonly keys: keyof typeof ways
  readonly place: 'here' | 'before' | 'behind'
}

const ways = {
  Tab: { before: 'Tab', behind: 'Shift+Tab' },
  UpDown: { before: 'ArrowDown', behind: 'ArrowUp' },
  LeftRight: { before: 'ArrowRight', behind: 'ArrowLeft' },
} as const

/** By the keys that lead to it, from wherever the focus is: Tab, or the arrows of a menu and of a row of tabs. */
export async function reach(page: Page, at: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    const { keys, place } = (await at.evaluate(standing)) as Standing
    if (place === 'here') return
    await page.keyboard.press(ways[keys][place])
  }
  assert.fail(`no key leads to ${at}`)
}
