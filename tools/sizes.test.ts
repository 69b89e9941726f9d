import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sizeFindings } from './sizes.ts'
import { sayFinding } from './source.ts'

const body = (lines: number) => Array.from({ length: lines }, (_, i) => `  step(${i})`).join('\n')
const check = (path: string, text: string) => sizeFindings([{ path, text }]).map(sayFinding)

test('a file of 300 lines is a thought, one of 301 is two', () => {
  assert.deepEqual(check('model/a.ts', `${body(300)}\n`), [])
  assert.deepEqual(check('model/a.ts', `${body(301)}\n`), ['model/a.ts:1 the file: 301 lines, 300 at most'])
})

test('a function of 40 lines is a sentence, one of 41 is two, whatever its form', () => {
  for (const [open, close] of [
    ['function walk() {', '}'],
    ['const walk = () => {', '}'],
    ['const way = { walk() {', '} }'],
  ] as const) {
    assert.deepEqual(check('model/a.ts', `\n${open}\n${body(38)}\n${close}\n`), [])
    const [finding] = check('model/a.ts', `\n${open}\n${body(39)}\n${close}\n`)
    assert.match(finding ?? '', /^model\/a\.ts:2 « .* »: 41 lines, 40 at most$/)
  }
})

test('a component of 60 lines is a sentence, for an attribute is a line there', () => {
  assert.deepEqual(check('admin/a.tsx', `\nfunction A() {\n${body(58)}\n}\n`), [])
  assert.equal(check('admin/a.tsx', `\nfunction A() {\n${body(59)}\n}\n`).length, 1)
})

test('a test may be long, its file up to 400 lines', () => {
  assert.deepEqual(check('model/a.test.ts', `test('x', () => {\n${body(398)}\n})`), [])
  assert.equal(check('model/a.test.ts', `test('x', () => {\n${body(399)}\n})`).length, 1)
})
