import { relative, resolve } from 'node:path'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'
import { projectFolder } from '#base/project.ts'

export interface Tally {
  readonly hear: (event: TestEvent) => void
  /** No more events come: says the files that did not say so themselves. */
  readonly end: () => void
  readonly passed: () => number
  readonly failed: () => number
  readonly skipped: () => number
  /** What failed, at length. */
  readonly report: () => string
  /** The files in which something failed: told at length, and counted no more, to be run again. */
  readonly takeFailed: () => readonly string[]
}

interface FileTally {
  passed: number
  skipped: number
  readonly failures: string[]
  readonly output: string[]
  milliseconds: number
  said: boolean
}

/** Counts the tests of a run, file by file; a test that only holds others counts when it passes. */
export const tally = (): Tally => {
  const files = new Map<string, FileTally>()
  /** Output comes under the path as it was asked for, tests under the whole of it. */
  const of = (path = ''): FileTally => {
    const file = path && resolve(projectFolder, path)
    const known = files.get(file)
    if (known) return known
    const fresh = { passed: 0, skipped: 0, failures: [], output: [], milliseconds: 0, said: false }
    files.set(file, fresh)
    return fresh
  }
  const sayOnce = (file: string) => {
    const one = of(file)
    if (!one.said) process.stdout.write(lineOf(file, one))
    one.said = true
  }
  const hear = (event: TestEvent) => {
    if (event.type === 'test:pass') countPass(of(event.data.file), event.data)
    else if (event.type === 'test:fail') countFail(of(event.data.file), event.data)
    else if (event.type === 'test:stdout' || event.type === 'test:stderr')
      of(event.data.file).output.push(event.data.message)
    else if (event.type === 'test:summary' && event.data.file) sayOnce(event.data.file)
  }
  const sum = (count: (one: FileTally) => number) =>
    [...files.values()].reduce((total, one) => total + count(one), 0)
  return {
    hear,
    end: () => [...files.keys()].filter(Boolean).forEach(sayOnce),
    passed: () => sum((one) => one.passed),
    failed: () => sum((one) => one.failures.length),
    skipped: () => sum((one) => one.skipped),
    report: () => [...files].map(([file, one]) => reportOf(file, one)).join(''),
    takeFailed: () => takeFailed(files),
  }
}

function takeFailed(files: Map<string, FileTally>): readonly string[] {
  const failed = [...files].filter(([file, { failures }]) => file !== '' && failures.length > 0)
  for (const [file, one] of failed) {
    process.stdout.write(reportOf(file, one))
    files.delete(file)
  }
  return failed.map(([file]) => file)
}

type Ended = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>['data']

const countPass = (file: FileTally, test: Ended) => {
  if (isFileItself(test)) return
  if (test.nesting === 0) file.milliseconds += test.details.duration_ms
  if (test.skip !== undefined || test.todo !== undefined) file.skipped++
  else if (test.details.type !== 'suite') file.passed++
}

const countFail = (file: FileTally, test: Ended) => {
  if (test.nesting === 0) file.milliseconds += test.details.duration_ms
  if (test.todo !== undefined) file.skipped++
  else if (!isHolder(test))
    file.failures.push(`  ✗ ${test.name} (${place(test)})\n${indent(causeOf(test))}\n`)
}

/** A file without a test of its own says that it passed. */
const isFileItself = ({ name, file, nesting }: Ended): boolean =>
  nesting === 0 && file?.endsWith(name) === true

const errorOf = (test: Ended): Error | undefined => ('error' in test.details ? test.details.error : undefined)

const isHolder = (test: Ended): boolean => {
  const error = errorOf(test)
  return error !== undefined && 'failureType' in error && error.failureType === 'subtestsFailed'
}

const causeOf = (test: Ended): string => {
  const error = errorOf(test)
  const cause = error?.cause ?? error
  if (!(cause instanceof Error)) return inspect(cause, { depth: 4 })
  const below = cause.cause === undefined ? '' : `\n[cause] ${inspect(cause.cause, { depth: 2 })}`
  return `${(cause.stack ?? cause.message).replace(/\n +at [^\n]*\(?node:[^\n]*/g, '')}${below}`
}

const place = ({ file, line }: Ended): string => `${shown(file ?? '')}:${line ?? 1}`
const shown = (file: string): string => relative(projectFolder, file)
const indent = (text: string): string => text.replace(/^/gm, '    ')

const lineOf = (file: string, { passed, failures, milliseconds }: FileTally): string => {
  const seconds = (milliseconds / 1000).toFixed(1)
  const wrong = failures.length > 0 ? `, ${failures.length} ✗` : ''
  return `${wrong ? '✗' : '✓'} ${shown(file)}  ${passed} ✓${wrong}  ${seconds} s\n`
}

const reportOf = (file: string, { failures, output }: FileTally): string =>
  failures.length === 0 ? '' : `\n${shown(file)}\n${failures.join('')}${indent(output.join(''))}\n`
