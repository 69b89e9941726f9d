import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '#base/config.ts'
import { resetting } from '#platform/identity/accounts/reset.ts'
import { expecting } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import { testOutbox } from '../support/outbox.ts'
import { openPlatform, system } from '../support/platform.ts'
import { areaUnderCurve, shuffled } from '../support/separation.ts'
import { startSugu } from '../support/sugu.ts'

const { data } = testOutbox()
const env = { SUGU_DATA: data, ACCOUNT_RATE_LIMIT: '1000000/h' }
const sugu = await startSugu(env)
const password = 'un-pagne-bleu-plié'
const people = 10

const name = (kind: string, i: number) => `${kind}${String(i).padStart(3, '0')}@exemple.ci`
for (let i = 0; i < people; i++) {
  const body = { email: name('ici', i), password, password_confirm: password }
  await expecting(201, sugu.stranger.post('/api/users/register/', body))
}

interface Measured {
  readonly here: readonly number[]
  readonly absent: readonly number[]
}

async function measured(most: number, ask: (login: string) => Promise<unknown>): Promise<Measured> {
  const logins = Array.from({ length: most }, (_, i) =>
    name(i % 2 ? 'ici' : 'nul', Math.floor(i / 2) % people),
  )
  const took: { here: number[]; absent: number[] } = { here: [], absent: [] }
  for (const login of shuffled(logins)) {
    const start = performance.now()
    await ask(login)
    took[login.startsWith('ici') ? 'here' : 'absent'].push(performance.now() - start)
  }
  return took
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!

test('neither the answer to a reset nor its time tells whether somebody is there', async (t) => {
  const answers = new Set<string>()
  const ask = async (login: string) => {
    const { status, body } = await sugu.stranger.post('/api/users/password/reset/', { login })
    answers.add(`${status} ${JSON.stringify(body)}`)
  }
  await measured(100, ask)
  const { here, absent } = await measured(inLength(4000, 300), ask)
  const area = areaUnderCurve(here, absent)
  t.diagnostic(
    `${here.length} there, median ${median(here).toFixed(2)} ms; ${absent.length} absent, median ${median(absent).toFixed(2)} ms; AUC ${area.toFixed(3)}`,
  )
  assert.equal(answers.size, 1)
  assert.ok(Math.abs(area - 0.5) <= inLength(0.03, 0.14), `AUC ${area}`)
})

test('nor does a wrong code, even where a right one is under way', async (t) => {
  const wish = { new_password: 'deux pagnes verts', new_password_confirm: 'deux pagnes verts' }
  const answers = new Set<string>()
  const ask = async (login: string) => {
    const path = '/api/users/password/reset/confirm/'
    const { status, body } = await sugu.stranger.post(path, { login, code: 'abcd-efgh-jkmn-pqrs', ...wish })
    answers.add(`${status} ${JSON.stringify(body)}`)
  }
  await measured(100, ask)
  const { here, absent } = await measured(inLength(4000, 300), ask)
  const area = areaUnderCurve(here, absent)
  t.diagnostic(
    `median ${median(here).toFixed(2)} ms and ${median(absent).toFixed(2)} ms; AUC ${area.toFixed(3)}`,
  )
  assert.equal(answers.size, 1)
  assert.ok(Math.abs(area - 0.5) <= inLength(0.03, 0.14), `AUC ${area}`)
})

test('were the work done in the request, its time would tell', async (t) => {
  const { contextFor, site } = await openPlatform(sugu.sugu.db)
  const job = resetting(readConfig(env))
  const { here, absent } = await measured(60, (login) =>
    job.run(
      contextFor(site.id, system()),
      { login, phone: null, language: 'fr' },
      new AbortController().signal,
    ),
  )
  const area = areaUnderCurve(here, absent)
  t.diagnostic(`AUC ${area.toFixed(3)}`)
  assert.ok(area > 0.8, `AUC ${area}`)
})
