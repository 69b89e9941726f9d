import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { projectFolder } from '#base/project.ts'
import { callerOf } from '../support/caller.ts'
import { freePort } from '../support/free-port.ts'
import { adminPassword, startSugu, untilReady } from '../support/running.ts'
import { scratchFolder } from '../support/scratch.ts'

const data = scratchFolder()
const port = await freePort()
const running = startSugu({ data, port })
after(() => running.stop())
await untilReady(running)
const stranger = callerOf(`http://127.0.0.1:${port}`)

const run = promisify(execFile)
const { NODE_TEST_CONTEXT, ...quiet } = process.env

/** On the machine itself, while the house is open; what it said, or its exit code and complaint. */
const admin = (...words: string[]): Promise<string> =>
  run(join(projectFolder, 'sugu'), ['admin', ...words], {
    env: {
      ...quiet,
      SUGU_DATA: data,
      SUGU_ADMIN_PASSWORD: adminPassword,
      SUGU_LANG: 'fr',
      LOG_LEVEL: 'error',
    },
  }).then(
    ({ stdout }) => stdout,
    (error: { code: number; stderr: string }) => `${error.code} ${error.stderr}`,
  )

const enter = async (login: string, password: string) => {
  const { status, body } = await stranger.post('/api/users/login/', { login, password })
  return status === 200 ? 'in' : body.code
}
const shown = (said: string): string => /\b\w{4}(?:-\w{4}){3}\b/.exec(said)![0]

test('the operator makes an administrator, gives a new password, unlocks, without any mail', async () => {
  const first = shown(await admin('create', 'awa', '--email', 'awa@exemple.ci'))
  assert.equal(await enter('awa@exemple.ci', first), 'password.change_required')
  const second = shown(await admin('password', 'AWA'))
  assert.equal(await enter('awa', first), 'login.invalid')
  assert.equal(await enter('awa', second), 'password.change_required')
  for (let i = 0; i < 6; i++) await enter('awa', 'une autre')
  assert.equal(await enter('awa', second), 'login.locked')
  assert.match(await admin('unlock', 'awa'), /^✓ awa peut se connecter/)
  assert.equal(await enter('awa', second), 'password.change_required')
})

test('what it cannot do it says in a sentence', async () => {
  assert.match(await admin('create', 'awa'), /^1 /)
  assert.match(await admin('unlock', 'personne'), /^1 Personne ne porte/)
  for (const words of [[], ['create'], ['effacer', 'awa'], ['unlock', 'a', 'b']])
    assert.match(await admin(...words), /^2 /, words.join(' '))
})
