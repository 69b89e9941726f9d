import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'

export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Begins the line that is meant for `tests.ts`, not for people. */
export const tallyMark = '\u0001tally '

/** For `node --test`: a line per green file, every failure in full, why a test was left out. */
export default async function* reporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of source) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message
    if (type === 'test:fail' && data.details.type !== 'suite') yield sayFailure(data)
    if (type === 'test:pass' && typeof data.skip === 'string') yield `– ${data.name}: ${data.skip}\n`
    if (type === 'test:summary') yield data.file === undefined ? sayTally(data) : sayFile(data, data.file)
  }
}

type Told<Type extends TestEvent['type']> = Extract<TestEvent, { type: Type }>['data']

const here = (file = '') => relative(process.cwd(), file)

function sayFailure({ name, file, line, details }: Told<'test:fail'>): string {
  const cause = details.error.cause ?? details.error
  return `\n✖ ${name}\n  ${here(file)}:${line ?? 1}\n${inspect(cause).replace(/^/gm, '  ')}\n\n`
}

function sayFile({ counts, success, duration_ms }: Told<'test:summary'>, file: string): string {
  return `${success ? '✔' : '✖'} ${here(file)}  ${counts.tests} in ${(duration_ms / 1000).toFixed(1)} s\n`
}

function sayTally({ counts: { tests, passed, skipped, todo } }: Told<'test:summary'>): string {
  const failed = tests - passed - skipped - todo
  return `${tallyMark}${JSON.stringify({ passed, failed, skipped } satisfies Tally)}\n`
}
