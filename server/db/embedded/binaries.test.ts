import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeLinks } from './binaries.ts'

const folder = mkdtempSync(join(tmpdir(), 'sugu-liens-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const links = [
  { source: 'native/lib/libessai.so.1.2', target: 'native/lib/libessai.so.1' },
  { source: 'native/lib/libessai.so.1.2', target: 'native/lib/libessai.so' },
]

test('several processes may make the links at once, and again', async () => {
  writeFileSync(join(folder, 'libessai.so.1.2'), 'code')
  const made = await Promise.all([1, 2, 3].map(() => makeLinks(links, folder)))
  assert.deepEqual(made, [true, true, true])
  assert.equal(readFileSync(join(folder, 'libessai.so'), 'utf8'), 'code')
})

test('where they cannot be made it is said, and they can be made elsewhere', async () => {
  assert.equal(await makeLinks(links, join(folder, 'fermé')), false)
  const spare = mkdtempSync(join(folder, 'ailleurs-'))
  assert.equal(await makeLinks(links, spare, folder), true)
  assert.equal(readFileSync(join(spare, 'libessai.so.1'), 'utf8'), 'code')
})
