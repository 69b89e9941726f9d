import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortText, type Waiting } from '../compose.ts'
import type { MessageKind } from '../message.ts'
import { words } from '../words.ts'
import { inGsm } from './gsm.ts'

test('French keeps the accents that a phone knows, and loses the others', () => {
  assert.equal(
    inGsm('L’été, où « Zoé » reçoit ses œufs : bientôt…'),
    'L\'été, où " Zoé " recoit ses oeufs : bientot...',
  )
  assert.equal(inGsm('12\u202f500\u00a0F'), '12 500 F')
  assert.equal(inGsm('e\u0301'), 'é')
  assert.equal(inGsm('你好 😀'), '你好 😀')
})

const longest: Record<string, string> = { code: '12345678', at: '2026-12-31T23:59:59.999Z' }

test('each short message fits into one, in both languages, for a shop with a long name', () => {
  for (const [kind, { short }] of Object.entries(words)) {
    if (!short) continue
    for (const language of ['fr', 'en'] as const) {
      const text = shortText({
        ...{ id: 1, email: null, phone: '+2250707123456', stamp: 0, late: false, timeZone: 'UTC' },
        ...{ kind: kind as MessageKind, language, data: longest, site: 'Épicerie de la Rivière' },
      } satisfies Waiting)
      assert.ok(text.length <= 160, `${kind} ${language}: ${text.length}`)
      assert.equal(inGsm(text), text)
    }
  }
})
