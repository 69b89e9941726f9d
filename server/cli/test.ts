import { globSync } from 'node:fs'
import { run as runTests } from 'node:test'
import { projectFolder } from '#base/project.ts'
import { findBrowser } from './browser.ts'
import type { Outcome } from './command.ts'
import { complain, say } from './speech.ts'
import { type Tally, tally } from './tally.ts'

const folders = '{model,server,admin,tests,tools,bench}/**/*.test.ts'

/**
 * `model/` runs in this one process, which is quick since nothing there is shared; all else in a process per file,
 * two at least at a time, since most wait for the database.
 */
export const run = async (
  words: readonly string[],
  options: { long?: boolean; name?: string },
): Promise<Outcome> => {
  const files = chosen(words)
  if (files.length === 0) {
    complain({ fr: `Aucun essai dans ${words.join(', ')}.`, en: `No test in ${words.join(', ')}.` })
    return 1
  }
  process.chdir(projectFolder)
  if (options.long) process.env.SUGU_LONG = '1'
  await prepareBrowser(files)
  const model = files.filter((file) => file.startsWith('model/'))
  const others = files.filter((file) => !file.startsWith('model/'))
  const tallies = [await runGroup(model, 'none', options), await runGroup(others, 'process', options)]
  return sumUp(tallies)
}

/** Every test file, or those whose path contains one of the words. */
const chosen = (words: readonly string[]): string[] => {
  const all = globSync(folders, { cwd: projectFolder, exclude: ['node_modules'] }).sort()
  const wanted = words.map((word) => word.replace(/^\.\//, ''))
  return wanted.length === 0 ? all : all.filter((file) => wanted.some((word) => file.includes(word)))
}

const prepareBrowser = async (files: readonly string[]) => {
  if (!files.some((file) => file.startsWith('tests/'))) return
  const browser = await findBrowser()
  if (browser) process.env.SUGU_CHROMIUM = browser
}

type Isolation = 'none' | 'process'
const fiveMinutes = 300_000

const runGroup = async (
  files: string[],
  isolation: Isolation,
  { long, name }: { long?: boolean; name?: string },
) => {
  if (files.length === 0) return tally()
  const counting = tally()
  const count = async (some: string[], apart: Isolation, concurrency: number) => {
    const stream = runTests({
      files: some,
      isolation: apart,
      cwd: projectFolder,
      ...(apart === 'process' && { concurrency }),
      ...(name !== undefined && { testNamePatterns: [new RegExp(RegExp.escape(name), 'i')] }),
      ...(long ? {} : { timeout: fiveMinutes }),
    })
    for await (const event of stream) counting.hear(event)
    counting.end()
  }
  await count(files, isolation, Math.max(2, navigator.hardwareConcurrency))
  await onceMore(counting, files.length, (some) => count(some, 'process', 1))
  return counting
}

/** Two files at once share the machine, and clocks and browsers feel it: what failed beside another is tried alone, aloud. */
async function onceMore(counting: Tally, files: number, count: (some: string[]) => Promise<void>) {
  if (files === 1) return
  const failed = [...counting.takeFailed()]
  if (failed.length === 0) return
  say({
    fr: `${failed.length} fichiers ont échoué à côté d’un autre : ils sont essayés seuls.`,
    en: `${failed.length} files failed beside another: they are tried alone.`,
  })
  await count(failed)
}

const sumUp = (tallies: readonly Tally[]): number => {
  const sum = (count: (one: Tally) => number) => tallies.reduce((total, one) => total + count(one), 0)
  const [passed, failed, skipped] = [
    sum((one) => one.passed()),
    sum((one) => one.failed()),
    sum((one) => one.skipped()),
  ]
  for (const one of tallies) process.stdout.write(one.report())
  if (skipped > 0) say({ fr: `${skipped} essais sautés`, en: `${skipped} tests skipped` })
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed > 0 || passed === 0 ? 1 : 0
}
