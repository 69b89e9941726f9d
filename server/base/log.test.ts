import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { useClock } from './clock.ts'
import { type Line, openLog } from './log.ts'
import { fileSink } from './log-file.ts'
import { asPretty, jsonSink } from './log-sinks.ts'

const at = Date.UTC(2026, 10, 20, 12, 30)

test('a line of JSON says when, how grave, what, and the details', (t) => {
  t.after(useClock(() => at))
  const lines: string[] = []
  const log = openLog('info', [jsonSink((text) => lines.push(text))]).with({ part: 'web' })
  log.warn('Requête lente', { ms: 812, token: 'abc' })
  assert.deepEqual(lines, [
    '{"time":"2026-11-20T12:30:00.000Z","level":"warn","message":"Requête lente","part":"web","ms":812,"token":"[masqué]"}\n',
  ])
})

test('a level that is off gathers nothing', () => {
  const lines: Line[] = []
  const log = openLog('warn', [(line) => lines.push(line)])
  log.info('rien', () => assert.fail('gathered'))
  log.debug('rien', () => assert.fail('gathered'))
  log.error('quelque chose', () => ({ n: 1 }))
  assert.equal(lines.length, 1)
})

test('a person reads one line, and the stack of an error beneath it', () => {
  const line = {
    time: new Date(at),
    level: 'info',
    message: 'Prêt',
    details: { port: 8000, site: 'a b' },
  } as const
  assert.match(asPretty(line, false), /^\d\d:\d\d:\d\d info {6}Prêt port=8000 site="a b"\n$/)
  const failed = {
    ...line,
    level: 'error',
    details: { error: { message: 'non', stack: 'Error: non\n  at x' } },
  } as const
  assert.match(asPretty(failed, false), /erreur +Prêt error="non"\nError: non\n {2}at x\n$/)
})

test('the file begins anew when it is full, and keeps a few old ones', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sugu-log-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'sugu.log')
  const writers = [fileSink(path, { maxBytes: 2000, keep: 3 }), fileSink(path, { maxBytes: 2000, keep: 3 })]
  let clock = at
  t.after(useClock(() => clock++))
  const logs = writers.map((sink) => openLog('info', [sink]))
  for (let n = 0; n < 400; n++) logs[n % 2]!.info('ligne', { n })
  const old = readdirSync(folder).filter((name) => name !== 'sugu.log')
  assert.equal(old.length, 3)
  assert.ok(statSync(path).size < 2000)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  for (const line of readFileSync(path, 'utf8').trim().split('\n')) JSON.parse(line)
})

test('a log that cannot be written disturbs nobody', () => {
  const log = openLog('info', [fileSink('/dossier/qui/n’existe/pas/sugu.log')])
  assert.doesNotThrow(() => log.info('perdu'))
})
