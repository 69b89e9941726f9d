import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freePort } from '../support/free-port.ts'
import { startSugu, untilReady } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'
import { trespass } from './trespass.ts'
import { makeTwoSites } from './two-sites.ts'

/** Which walls stand, as `SUGU_TEST_WALLS` says it to the server. */
async function gapsWith(walls: 'both' | 'code' | 'database' | 'none'): Promise<string[]> {
  const sugu = startSugu({
    data: scratchFolder(),
    port: await freePort(),
    env: { NODE_ENV: 'test', SUGU_TEST_WALLS: walls },
  })
  try {
    await untilReady(sugu)
    return await trespass(await makeTwoSites(`http://127.0.0.1:${sugu.port}`))
  } finally {
    await sugu.stop()
  }
}

const say = (gaps: readonly string[]) => `${gaps.length} gaps:\n${gaps.slice(0, 20).join('\n')}`

test('another site’s ids give 404 or 400 on every route of every table', async () => {
  const gaps = await gapsWith('both')
  assert.equal(gaps.length, 0, say(gaps))
})

test('the database’s wall holds alone', async () => {
  const gaps = await gapsWith('database')
  assert.equal(gaps.length, 0, say(gaps))
})

test('the code’s wall holds alone', async () => {
  const gaps = await gapsWith('code')
  assert.equal(gaps.length, 0, say(gaps))
})

test('without either, the other site is read and written: this proof can fail', async () => {
  const gaps = await gapsWith('none')
  assert.ok(
    gaps.some((gap) => gap.includes('reads the other site')),
    say(gaps),
  )
  assert.ok(
    gaps.some((gap) => gap.includes('was touched')),
    say(gaps),
  )
})
