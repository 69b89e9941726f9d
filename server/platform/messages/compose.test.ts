import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '#model/language.ts'
import { mailOf, shortText, type Waiting } from './compose.ts'
import type { MessageKind } from './message.ts'
import { words } from './words.ts'

const facts: Readonly<Record<string, string>> = {
  at: '2026-03-01T09:30:12.345Z',
  code: '481516',
  login: 'awa',
  device: 'Téléphone',
  address: '203.0.113.7',
  change: 'application de codes ajoutée',
  phone: '+2250707123456',
}

for (const kind of Object.keys(words) as MessageKind[]) {
  for (const language of languages) {
    test(`${kind} in ${language} says what it is told, plain, as HTML and in short`, () => {
      const data = Object.fromEntries(words[kind].names.map((name) => [name, facts[name]!]))
      const told = { email: 'a@b.ci', phone: null, site: 'Chez Awa', timeZone: 'Africa/Abidjan' }
      const message: Waiting = { id: 1, kind, language, data, stamp: 0, late: false, ...told }
      const { subject, text, html } = mailOf(message)
      const short = shortText(message)
      for (const part of [subject, text, html, short]) assert.doesNotMatch(part, /[{}]|undefined| {2}/)
      assert.ok(subject.endsWith('Chez Awa'))
      assert.ok(html.startsWith('<!doctype html>') && html.includes(`lang="${language}"`))
      const byMail = words[kind].lines.length > 0
      for (const [name, value] of Object.entries(data)) {
        if (name === 'phone') continue
        const shown = name === 'at' ? '01/03/2026 09:30' : value
        if (byMail) assert.ok(text.includes(shown) && html.includes(shown), name)
        else assert.ok(short.includes(shown), name)
      }
      assert.ok(short.length <= 160, `${short.length} characters: more than one SMS`)
    })
  }
}
