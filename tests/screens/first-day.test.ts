import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import { builtScreens, openStranger } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'
import * as day from './first-day.ts'
import * as end from './first-day-end.ts'
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

const alone: Guest = { person: 'awa', label: 'Devis', slug: 'devis_du_mois', by: keyboard, width: 1280 }
const guests: readonly Guest[] = [
  { ...alone, label: 'Chantiers', slug: 'chantiers' },
  { person: 'binta', label: 'Commandes', slug: 'commandes', by: mouse, width: 1280 },
  { person: 'coumba', label: 'Livraisons', slug: 'livraisons', by: thumb, width: 360 },
]

const steps = [
  day.makesATable,
  day.writesARule,
  day.entersARow,
  day.fillsInTheForm,
  day.pastes,
  day.filtersAndGroups,
  end.movesACard,
  end.importsAndUndoes,
  end.seesAnotherAtWork,
  end.bringsBack,
]

for (const { by, width, ...who } of inLength(guests, guests.slice(0, 1)))
  test(`a first day, from the one-time password to the history, ${who.person}`, { skip }, async (told) => {
    const made = await expecting(201, sugu.admin.post('/api/users/', { username: who.person, admin: true }))
    const permissions = ['clipboard-read', 'clipboard-write']
    const { page, complaints } = await openStranger(sugu.url, { width, permissions })
    page.setDefaultTimeout(10_000)
    page.on('response', async (r) => {
      if (r.request().method() !== 'GET' && r.status() >= 400)
        console.error(r.status(), r.url(), await r.text())
    })
    const hand = by(page)
    const today = { sugu, page, hand, ...who }
    const pace: string[] = []
    const timed = async (name: string, step: () => Promise<unknown>) => {
      const from = performance.now()
      await step()
      pace.push(`${name} ${((performance.now() - from) / 1000).toFixed(1)} s`)
    }
    try {
      await timed('enters', () => day.enters(today, made.one_time_password))
      for (const step of steps) await timed(step.name, () => step(today))
    } catch (error) {
      if (process.env.SUGU_SCREENS)
        await page.screenshot({ path: `${process.env.SUGU_SCREENS}/jour-fail-${hand.name}.png` })
      throw error
    } finally {
      told.diagnostic(`${hand.name}: ${pace.join(', ')}`)
    }
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
