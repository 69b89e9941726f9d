import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, test } from 'node:test'
import { promisify } from 'node:util'
import { AppError } from './errors.ts'
import { keptSecretKey } from './secret-key.ts'

let folder = ''
beforeEach((t) => {
  folder = mkdtempSync(join(tmpdir(), 'sugu-key-'))
  const made = folder
  if ('after' in t) t.after(() => rmSync(made, { recursive: true }))
})

test('a key is made once and kept, for its owner alone', () => {
  const data = join(folder, 'data')
  const key = keptSecretKey(data)
  assert.equal(key.length, 64)
  assert.equal(keptSecretKey(data), key)
  assert.equal(statSync(join(data, 'secret-key')).mode & 0o777, 0o600)
  assert.equal(statSync(data).mode & 0o777, 0o700)
  assert.equal(readFileSync(join(data, 'secret-key'), 'utf8').trim(), key)
})

test('processes that start together agree, and leave no draft behind', async () => {
  const script = `import { keptSecretKey } from ${JSON.stringify(join(import.meta.dirname, 'secret-key.ts'))}
    process.stdout.write(keptSecretKey(${JSON.stringify(folder)}))`
  const one = () => promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', script])
  const keys = new Set((await Promise.all([one(), one(), one(), one()])).map(({ stdout }) => stdout))
  assert.equal(keys.size, 1)
  assert.deepEqual(readdirSync(folder), ['secret-key'])
})

test('a key that was cut short is not taken for one', () => {
  writeFileSync(join(folder, 'secret-key'), 'abc')
  assert.throws(() => keptSecretKey(folder), AppError)
})
