import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTooDeep } from './json-body.ts'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test('a hundred levels are read, one more is not', () => {
  assert.equal(isTooDeep(nested(100)), false)
  assert.equal(isTooDeep(nested(101)), true)
  assert.equal(isTooDeep(`{"a":${nested(100)}}`), true)
  assert.equal(isTooDeep(JSON.stringify(Array(1000).fill({ a: [] }))), false)
})

test('brackets within texts are no levels, whatever escapes stand around them', () => {
  const open = '['.repeat(500)
  for (const text of [open, `"${open}`, `\\${open}`, `\\"${open}\\`, `${open}\\\\`])
    assert.equal(isTooDeep(JSON.stringify({ text, more: 1 })), false, text.slice(0, 4))
  assert.equal(isTooDeep(`{"a":"\\\\","b":${open}}`), true)
  assert.equal(isTooDeep(`"${open}`), false)
})

test('a text of a megabyte of backslashes is read in no time', () => {
  const start = performance.now()
  isTooDeep(`"${'\\\\'.repeat(500_000)}"`)
  isTooDeep(`"${'\\"'.repeat(500_000)}"`)
  assert.ok(performance.now() - start < 500)
})
