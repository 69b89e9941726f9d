import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { projectFolder } from '#base/project.ts'
import { screensState } from './screens-state.ts'

const project = mkdtempSync(join(tmpdir(), 'sugu-project-'))
after(() => rmSync(project, { recursive: true }))
const at = (path: string) => join(project, path)
for (const folder of ['admin/screens', 'admin/dist', 'model']) mkdirSync(at(folder), { recursive: true })
for (const path of ['admin/screens/List.tsx', 'model/table.ts', 'package-lock.json'])
  writeFileSync(at(path), 'a')

const isFresh = () => screensState(project).isFresh

/** As a build leaves it. */
function built() {
  const state = screensState(project)
  writeFileSync(at('admin/dist/current'), 'aaaaaaaaaaaa')
  state.remember()
}

test('what was never built is built; what was, is not built again', () => {
  assert.equal(isFresh(), false)
  built()
  assert.equal(isFresh(), true)
})

test('a changed, a new and a missing source each ask for a build, and so do new packages', () => {
  for (const change of [
    () => writeFileSync(at('admin/screens/List.tsx'), 'b'),
    () => writeFileSync(at('admin/screens/New.tsx'), 'n'),
    () => rmSync(at('admin/screens/New.tsx')),
    () => writeFileSync(at('model/table.ts'), 'c'),
    () => writeFileSync(at('package-lock.json'), 'd'),
  ]) {
    change()
    assert.equal(isFresh(), false, String(change))
    built()
    assert.equal(isFresh(), true, String(change))
  }
})

test('a test, or a date that moved, does not', () => {
  writeFileSync(at('model/table.test.ts'), 't')
  assert.equal(isFresh(), true)
  const before = readFileSync(at('admin/dist/sources'), 'utf8')
  utimesSync(at('model/table.ts'), new Date(), new Date(Date.now() - 60_000))
  const state = screensState(project)
  assert.equal(state.isFresh, true)
  state.remember()
  assert.notEqual(readFileSync(at('admin/dist/sources'), 'utf8'), before)
})

test('a build that is gone is made again', () => {
  rmSync(at('admin/dist/current'))
  assert.equal(isFresh(), false)
})

test('to look at this very project takes a few milliseconds', () => {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    screensState(projectFolder)
    return performance.now() - start
  })
  assert.ok(Math.min(...times) < 100, times.join())
})
