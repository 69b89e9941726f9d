import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freePort } from '../support/free-port.ts'
import { startSugu, untilReady } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'
import { type Trespass, trespass } from './trespass.ts'
import { makeTwoSites } from './two-sites.ts'
import { openDatabaseWall } from './without-database-wall.ts'

/** Which walls stand while another site is tried. */
async function tryWith({ code, database }: { code: boolean; database: boolean }): Promise<Trespass> {
  const data = scratchFolder()
  const flags = code ? [] : ['--import', new URL('without-code-wall.ts', import.meta.url).href]
  const sugu = startSugu({ data, port: await freePort(), flags })
  try {
    await untilReady(sugu)
    const sites = await makeTwoSites(`http://127.0.0.1:${sugu.port}`)
    if (!database) assert.ok((await openDatabaseWall(data)) > sites.tables.length)
    return await trespass(sites)
  } finally {
    await sugu.stop()
  }
}

const say = ({ gaps, addresses }: Trespass) =>
  `${gaps.length} gaps, ${addresses} addresses tried:\n${gaps.slice(0, 20).join('\n')}`

test('another site’s ids give 404 or 400 on every route of every table', async (t) => {
  const tried = await tryWith({ code: true, database: true })
  t.diagnostic(`${tried.addresses} addresses`)
  assert.ok(tried.addresses > 40)
  assert.equal(tried.gaps.length, 0, say(tried))
})

test('the database’s wall holds alone', async () => {
  const tried = await tryWith({ code: false, database: true })
  assert.equal(tried.gaps.length, 0, say(tried))
})

test('the code’s wall holds alone', async () => {
  const tried = await tryWith({ code: true, database: false })
  assert.equal(tried.gaps.length, 0, say(tried))
})

test('without either, the other site is read and written: this proof can fail', async () => {
  const tried = await tryWith({ code: false, database: false })
  assert.ok(
    tried.gaps.some((gap) => gap.includes('reads the other site')),
    say(tried),
  )
  assert.ok(
    tried.gaps.some((gap) => gap.includes('was touched')),
    say(tried),
  )
})
