import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../support/free-port.ts'
import { type Running, startSugu, untilReady } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'

/** Nobody gave a password: the first start makes one. */
const env = { SUGU_ADMIN_PASSWORD: '', SUGU_LANG: 'fr' }

const start = async (t: TestContext, data: string, more: Record<string, string> = {}): Promise<Running> => {
  const running = startSugu({ data, port: await freePort(), env: { ...env, ...more } })
  t.after(() => running.stop())
  await untilReady(running)
  return running
}

const passwordIn = (output: string): string | undefined =>
  /^Mot de passe, affiché cette seule fois, .*\u00a0: (\S+)$/m.exec(output)?.[1]

const signIn = (port: number, password: string): Promise<number> =>
  fetch(`http://127.0.0.1:${port}/api/users/login/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'admin', password }),
  }).then(({ status }) => status)

/** Right, but good for nothing else than choosing another. */
const mustChange = 403

test('the first start says address, data and password; no later start repeats the password', async (t) => {
  const data = join(scratchFolder(), 'ma boutique', 'données')
  const first = await start(t, data)
  assert.match(first.output(), new RegExp(`^Sugu est prêt\u00a0: http://127\\.0\\.0\\.1:${first.port}$`, 'm'))
  assert.ok(first.output().includes(`Les données sont dans ${data}\n`))
  const password = passwordIn(first.output())
  assert.ok(password, first.output())
  assert.equal(await signIn(first.port, password), mustChange)
  assert.equal(await signIn(first.port, `${password}x`), 401)
  await first.stop()
  assert.equal(first.process.exitCode, 0)

  const second = await start(t, data)
  assert.equal(passwordIn(second.output()), undefined)
  assert.equal(await signIn(second.port, password), mustChange)
  for (const log of ['sugu.log', 'postgres.log'].map((name) => join(data, 'logs', name)).filter(existsSync)) {
    assert.ok(!readFileSync(log, 'utf8').includes(password), `${log} holds the password`)
  }
})

test('what a start makes is for its owner alone', async (t) => {
  const data = join(scratchFolder(), 'data')
  await start(t, data)
  for (const name of ['', 'db', 'media', 'backups', 'logs']) {
    assert.equal(statSync(join(data, name)).mode & 0o077, 0, name)
  }
  assert.equal(statSync(join(data, 'secret-key')).mode & 0o777, 0o600)
})

/** The web processes below the first. */
const webProcessesOf = ({ process: { pid } }: Running): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number).filter(isSugu)

const isSugu = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sugu.ts')
  } catch {
    return false
  }
}

test('several processes serve one port; one that dies is replaced; all end with the first', async (t) => {
  const running = await start(t, join(scratchFolder(), 'data'), { WEB_CONCURRENCY: '2' })
  const [victim = 0] = webProcessesOf(running)
  process.kill(victim, 'SIGKILL')
  const replaced = () => webProcessesOf(running).length === 2 && !isSugu(victim)
  while (!replaced()) await sleep(50)
  await untilReady(running)
  const all = webProcessesOf(running)
  await running.stop()
  assert.equal(running.process.exitCode, 0)
  assert.deepEqual(all.filter(isSugu), [])
})
