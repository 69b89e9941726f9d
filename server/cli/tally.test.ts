import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestEvent } from 'node:test/reporters'
import { projectFolder } from '#base/project.ts'
import { tally } from './tally.ts'

const path = 'server/cli/none.test.ts'
const event = (type: string, data: object) => ({ type, data }) as TestEvent

test('what a failed file wrote stands in its report, by whichever path the runner names the file', () => {
  const counting = tally()
  const details = { error: new Error('broken'), duration_ms: 1 }
  counting.hear(event('test:stderr', { file: path, message: 'why it broke' }))
  counting.hear(
    event('test:fail', { file: join(projectFolder, path), name: 'works', nesting: 1, details, line: 7 }),
  )
  assert.match(counting.report(), /✗ works \(server\/cli\/none\.test\.ts:7\).*why it broke/s)
})
