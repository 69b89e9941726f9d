import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import { builtScreens, openStranger } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'
import {
  enters,
  entersARow,
  fillsInTheForm,
  filtersAndGroups,
  makesATable,
  pastes,
  writesARule,
} from './first-day.ts'
import { bringsBack, importsAndUndoes, movesACard, seesAnotherAtWork } from './first-day-end.ts'
import { type Hand, keyboard, mouse, thumb } from './hands.ts'

const skip = chromiumPath ? false : 'no Chromium on this machine'
if (!skip) builtScreens()
const sugu = await startSugu({ RATE_LIMITS: 'off' })

interface Guest {
  readonly person: string
  readonly label: string
  readonly slug: string
  readonly by: (page: Page) => Hand
  readonly width: number
}

const guests: readonly Guest[] = [
  { person: 'awa', label: 'Chantiers', slug: 'chantiers', by: keyboard, width: 1280 },
  { person: 'binta', label: 'Commandes', slug: 'commandes', by: mouse, width: 1280 },
  { person: 'coumba', label: 'Livraisons', slug: 'livraisons', by: thumb, width: 360 },
]

const steps = [
  makesATable,
  writesARule,
  entersARow,
  fillsInTheForm,
  pastes,
  filtersAndGroups,
  movesACard,
  importsAndUndoes,
  seesAnotherAtWork,
  bringsBack,
]
const wayOf = { 1280: 'by mouse', 360: 'by thumb' } as Record<number, string>

for (const { by, width, ...who } of inLength(guests, guests.slice(0, 1))) {
  const way = by === keyboard ? 'without a mouse' : wayOf[width]
  test(`a first day, from the one-time password to the history, ${way}`, { skip }, async (told) => {
    const person = { username: who.person, admin: true }
    const { one_time_password: once } = await expecting(201, sugu.admin.post('/api/users/', person))
    const permissions = ['clipboard-read', 'clipboard-write']
    const { page, complaints } = await openStranger(sugu.url, { width, permissions })
    page.setDefaultTimeout(10_000)
    const day = { sugu, page, hand: by(page), ...who }
    const pace: string[] = []
    const timed = async (name: string, step: () => Promise<unknown>) => {
      const from = performance.now()
      await step()
      pace.push(`${name} ${((performance.now() - from) / 1000).toFixed(1)} s`)
    }
    await timed('enters', () => enters(day, once))
    for (const step of steps) await timed(step.name, () => step(day))
    told.diagnostic(`${day.hand.name}: ${pace.join(', ')}`)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
}
