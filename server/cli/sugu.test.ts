import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { projectFolder } from '#base/project.ts'
import { commands } from './commands.ts'

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const { NODE_TEST_CONTEXT, SUGU_LANG, LANG, ...quiet } = process.env

/** A French reader, unless the test says otherwise; no folder of ours is touched. */
const sugu = (words: readonly string[], env: Record<string, string> = {}, program = 'sugu'): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { cwd: projectFolder, env: { ...quiet, SUGU_LANG: 'fr', ...env } }
    execFile(join(projectFolder, program), words, options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0
      resolve({ code, stdout: plain(stdout), stderr: plain(stderr) })
    })
  })

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

const folder = (t: TestContext): string => {
  const made = mkdtempSync(join(tmpdir(), 'sugu essai '))
  t.after(() => rmSync(made, { recursive: true }))
  return made
}

test('help names every command, in French or in English', async () => {
  for (const words of [[], ['help'], ['--help']]) {
    const { code, stdout } = await sugu(words)
    assert.equal(code, 0)
    for (const { name } of commands) assert.match(stdout, new RegExp(`^  ${name} `, 'm'))
    assert.match(stdout, /Faire tourner Sugu/)
  }
  assert.match((await sugu(['help'], { SUGU_LANG: 'en' })).stdout, /Running Sugu/)
})

test('help of one command shows what it takes', async () => {
  const asked = await sugu(['help', 'test'])
  assert.match(asked.stdout, /--long/)
  assert.deepEqual(await sugu(['test', '--help']), asked)
})

test('an unknown command gets a sentence and the help', async () => {
  for (const words of [['demarre'], ['help', 'demarre']]) {
    const { code, stderr } = await sugu(words)
    assert.equal(code, 2)
    assert.match(stderr, /^Sugu n’a pas de commande « demarre »\.\n\nSugu, la maison/)
  }
})

test('an unknown option gets a sentence', async () => {
  const { code, stderr } = await sugu(['start', '--vite'])
  assert.equal(code, 2)
  assert.match(stderr, /^L’option « --vite » n’existe pas ici\./)
})

test('it finds its folder through a link, from elsewhere, in a path with spaces', async (t) => {
  const place = folder(t)
  symlinkSync(join(projectFolder, 'sugu'), join(place, 'un lien'))
  const ended = await new Promise<Ended>((resolve) => {
    execFile(
      join(place, 'un lien'),
      ['help'],
      { cwd: '/', env: { ...quiet, CDPATH: '/tmp' } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
  assert.deepEqual({ code: ended.code, stderr: ended.stderr }, { code: 0, stderr: '' })
})

test('a bad setting stops the start with one sentence', async (t) => {
  const { code, stdout, stderr } = await sugu(['start'], { SUGU_DATA: folder(t), PORT: 'huit mille' })
  assert.equal(code, 1)
  assert.equal(stdout, '')
  assert.equal(
    stderr,
    'PORT vaut « huit mille », qui n’est pas un nombre entier : écrivez par exemple PORT=8001.\n',
  )
})

test('a port that is taken is named, with another that is free', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  t.after(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const { code, stderr } = await sugu(['start'], { SUGU_DATA: folder(t), PORT: String(port) })
  assert.equal(code, 1)
  const free = /^Le port (\d+) est déjà pris, .* « PORT=(\d+) \.\/sugu start »\.\n$/.exec(stderr)
  assert.equal(free?.[1], String(port), stderr)
  assert.notEqual(free?.[2], String(port))
})

test('an address that is not ours is named', async (t) => {
  const { code, stderr } = await sugu(['web'], { SUGU_DATA: folder(t), HOST: '192.0.2.1' })
  assert.equal(code, 1)
  assert.match(
    stderr,
    /^Cette machine n’a pas l’adresse 192\.0\.2\.1 : écrivez par exemple HOST=127\.0\.0\.1/m,
  )
})

test('a data folder that cannot be written is named', async () => {
  const { code, stderr } = await sugu(['start'], { SUGU_DATA: '/proc/sugu', PORT: '0' })
  assert.equal(code, 1)
  assert.match(stderr, /ne peut pas écrire dans \/proc\/sugu \(ENOENT\).*SUGU_DATA=\/var\/lib\/sugu\.\n$/)
})
