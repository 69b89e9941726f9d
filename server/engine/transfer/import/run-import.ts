import { AppError } from '#base/errors.ts'
import { sql, statement } from '#db/sql.ts'
import { tell } from '../../changes.ts'
import { type Context, inTransaction } from '../../context.ts'
import type { FileRow } from '../files/sheet.ts'
import { checkRows } from './check-rows.ts'
import { columnFaults } from './columns.ts'
import { handfuls } from './handfuls.ts'
import { changeImport, type Import, type ImportStatus, loadImport } from './imports.ts'
import { learnTable } from './learn-table.ts'
import { dropParts } from './parts.ts'
import { cellProblem } from './problems.ts'
import { readRows, withColumns } from './read-rows.ts'
import { columnProblems, headerProblem } from './report.ts'
import { type Handful, importVerb, settle } from './settle.ts'
import { takeBack } from './take-back.ts'
import {
  beginWork,
  change,
  type MakeContext,
  nothingYet,
  Overtaken,
  openWalk,
  persist,
  tableOf,
  type Walk,
  type Work,
} from './work.ts'

/**
 * Does what an import asked for, or goes on where another attempt stopped. Rows, their history and the place in the
 * file are committed together, so nothing is written twice; an attempt that was overtaken stops without a word.
 */
export async function runImport(
  makeContext: MakeContext,
  importId: number,
  signal?: AbortSignal,
): Promise<Import> {
  const asked = await loadImport(await makeContext(), importId)
  if (!['waiting', 'checking', 'writing'].includes(asked.status)) return asked
  const work = await beginWork(makeContext, asked, signal)
  try {
    if (asked.status === 'writing' || (await examine(work))) await writeAll(work)
  } catch (error) {
    if (!(error instanceof Overtaken)) await fail(work, error)
  }
  return loadImport(work.ctx, importId)
}

/**
 * Reads the file to its end before anything is written. With `stop`, and for a dry run, every row is checked; else
 * the file's form alone, so that one that breaks off is found out in time. False: that was all.
 */
async function examine(work: Work): Promise<boolean> {
  const { on_error, dry_run } = work.asked.options
  const thorough = on_error === 'stop' || dry_run
  await startOver(work, 'checking')
  const walk = await openWalk(work)
  await demandColumns(work, walk)
  let rows = 0
  for await (const some of handfuls(walk.sheet.rows)) {
    work.signal?.throwIfAborted()
    rows += some.length
    if (!thorough) continue
    const handful = await check(work, walk, some)
    await tellColumns(work, walk)
    await settle(work, handful, null)
  }
  await change(work, { rows })
  const refused = on_error === 'stop' && work.tally.problem_count > 0
  if (!refused && !dry_run) return true
  await finish(work, refused ? 'failed' : 'done')
  return false
}

async function startOver(work: Work, status: ImportStatus, batch: string | null = null): Promise<void> {
  work.tally = nothingYet
  const { kept: _, ...counts } = nothingYet
  await change(work, { ...counts, status, batch, problems: [], ignored: [] })
  await dropParts(work.ctx, work.asked.id, 'refused')
}

/** A fault of the columns keeps the whole file out; a column that nobody knows is a problem like another. */
async function demandColumns(work: Work, walk: Walk): Promise<void> {
  const { reading, sheet } = walk
  const faults = columnFaults(reading.table, reading.columns, reading.options, sheet.manner !== 'json')
  const [first] = faults
  if (first) throw new AppError(400, first)
  await tellColumns(work, walk)
}

/** Those that were not told yet: a JSON file shows its columns as it goes. */
async function tellColumns(work: Work, walk: Walk): Promise<void> {
  const { reading, sheet, told } = walk
  if (told === reading.columns.length) return
  walk.told = reading.columns.length
  const found = columnProblems(reading, told, sheet.headerLine, work.asked.options.language)
  const left = reading.columns.filter(({ field, header }) => !field && header !== '')
  const { problem_count, kept } = work.tally
  work.tally = { ...work.tally, problem_count: problem_count + found.length, kept: kept + found.length }
  const ignored = left.map(({ header }) => header)
  await change(work, { addProblems: found, problem_count: work.tally.problem_count, ignored })
}

const check = (work: Work, walk: Walk, rows: readonly FileRow[]): Promise<Handful> =>
  persist(work, walk, async () => {
    withColumns(walk.reading, walk.sheet.columns)
    const { ctx } = work
    const { reading, seen } = walk
    const read = await readRows(ctx, reading, rows)
    return { ctx, reading, count: rows.length, checked: await checkRows(ctx, reading, read, seen) }
  })

/** While PostgreSQL writes a handful, the next is being checked. */
async function writeAll(work: Work): Promise<void> {
  const { asked } = work
  const batch = asked.status === 'writing' ? asked.batch! : await beginWriting(work)
  const walk = await openWalk(work)
  let place = 0
  let writing: Promise<void> = Promise.resolve()
  const resumed = work.tally.position
  for await (const some of handfuls(walk.sheet.rows)) {
    work.signal?.throwIfAborted()
    const done = Math.min(some.length, Math.max(0, resumed - place))
    place += some.length
    if (done > 0) await passOver(work, walk, some.slice(0, done))
    if (done === some.length) continue
    const rows = some.slice(done)
    const handful = await check(work, walk, rows)
    await writing
    if (resumed === 0) await tellColumns(work, walk)
    writing = write(work, walk, rows, handful, batch)
    writing.catch(() => {})
  }
  await writing
  await learnTable(work.ctx, walk.reading.table)
  await finish(work, 'done', batch)
}

/** Rows written by an earlier attempt: their keys are still theirs. */
async function passOver(work: Work, walk: Walk, rows: readonly FileRow[]): Promise<void> {
  if (work.asked.options.match.length > 0) await check(work, walk, rows)
}

async function beginWriting(work: Work): Promise<string> {
  const { answers } = await work.ctx.tx.run(statement(sql`select site.next_batch()`))
  const batch = answers[0]!.rows[0]![0]!
  await startOver(work, 'writing', batch)
  return batch
}

/** Where somebody was faster, the rows are checked again as they stand now. */
async function write(
  work: Work,
  walk: Walk,
  rows: readonly FileRow[],
  handful: Handful,
  batch: string,
): Promise<void> {
  let first: Handful | undefined = handful
  await persist(work, walk, async () => {
    const checked = first ?? (await check(work, walk, rows))
    first = undefined
    if (work.asked.options.on_error === 'stop' && checked.checked.refused.length > 0)
      throw new AppError(409, changed)
    await settle(work, checked, batch)
  })
  if (isTimeToLearn(work.tally.position, rows.length)) await learnTable(work.ctx, walk.reading.table)
}

/** After 5,000 rows, 20,000, 80,000…: the plans of what follows rest on it. */
const isTimeToLearn = (position: number, rows: number): boolean =>
  Math.floor(Math.log(position / 5000) / Math.log(4)) >
  Math.floor(Math.log((position - rows) / 5000) / Math.log(4))

const changed = cellProblem('import.changed_meanwhile')

async function finish(work: Work, status: ImportStatus, batch: string | null = null): Promise<void> {
  const { created, updated } = work.tally
  await inTransaction(work.ctx, async (ctx) => {
    if (!(await changeImport(ctx, work.asked.id, work.run, { status, done: true }))) throw new Overtaken()
    await dropParts(ctx, work.asked.id, 'file')
    if (batch !== null && created + updated > 0) await tellImport(ctx, work, batch, created + updated)
  })
}

/** The whole import is one change. */
const tellImport = (ctx: Context, work: Work, batch: string, count: number): Promise<void> =>
  tell(ctx, { table: tableOf(work), id: null, batch, verb: importVerb, before: null, after: null, count })

/** What the file or the table is to blame for is told and final; anything else is for the next attempt. */
async function fail(work: Work, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || error.status >= 500) throw error
  if (work.asked.options.on_error === 'stop') await takeBackAll(work)
  const { line } = error.problem.params
  await change(work, {
    addProblems: [
      headerProblem(null, error.problem, typeof line === 'number' ? line : null, work.asked.options.language),
    ],
    problem_count: work.tally.problem_count + 1,
  })
  await finish(work, 'failed')
}

/** With `stop` nothing stays written, whatever happened on the way. */
async function takeBackAll(work: Work): Promise<void> {
  const { batch } = await loadImport(work.ctx, work.asked.id)
  if (batch === null) return
  await takeBack(work.ctx, tableOf(work), work.asked.id, batch, true)
  await change(work, { created: 0, updated: 0, unchanged: 0 })
}
