import { AppError } from '#base/errors.ts'
import { sql, statement } from '#db/sql.ts'
import { tell } from '../../changes.ts'
import { type Context, inTransaction } from '../../context.ts'
import { handfuls } from './handfuls.ts'
import { changeImport, type Import, type ImportStatus, loadImport } from './imports.ts'
import { dropParts } from './parts.ts'
import { headerProblem, seenColumns } from './report.ts'
import { importVerb, settle } from './settle.ts'
import { takeBack } from './take-back.ts'
import { check, demandColumns, openWalk, tellColumns } from './walk.ts'
import {
  beginWork,
  change,
  type MakeContext,
  nothingYet,
  Overtaken,
  renew,
  tableOf,
  type Work,
} from './work.ts'
import { writeAll } from './write-all.ts'

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
  const failing = asked.status === 'failed' && asked.done_at === null
  if (!failing && !['waiting', 'checking', 'writing'].includes(asked.status)) return asked
  const work = await beginWork(makeContext, asked, signal)
  try {
    if (failing) await endFailed(work)
    else if (isWriting(asked) || (await examine(work))) await write(work)
  } catch (error) {
    if (!(error instanceof Overtaken)) await fail(work, error)
  }
  return loadImport(work.ctx, importId)
}

/** An attempt that stopped before it wrote anything leaves nothing to go on with. */
const isWriting = ({ status, position }: Import): boolean => status === 'writing' && position > 0

/**
 * Reads the file to its end before anything is written. With `stop`, and for a dry run, every row is checked; else
 * the file's form alone, so that one that breaks off is found out in time. False: that was all.
 */
async function examine(work: Work): Promise<boolean> {
  const { on_error, dry_run } = work.asked.options
  const thorough = on_error === 'stop' || dry_run
  await startOver(work, 'checking')
  const walk = await openWalk(work)
  if (dry_run) await change(work, { columns: seenColumns(walk.reading, []) })
  await demandColumns(work, walk)
  let rows = 0
  for await (const some of handfuls(walk.sheet.rows)) {
    work.signal?.throwIfAborted()
    if (dry_run && rows === 0) await change(work, { columns: seenColumns(walk.reading, some) })
    rows += some.length
    if (!thorough) continue
    const handful = await check(work, walk, some)
    await tellColumns(work, walk)
    await settle(work, handful, null)
  }
  await change(work, { rows })
  const refused = on_error === 'stop' && work.tally.problem_count > 0
  if (!refused && !dry_run) return true
  if (refused) await change(work, { created: 0, updated: 0, unchanged: 0 })
  await finish(work, refused ? 'failed' : 'done')
  return false
}

async function startOver(work: Work, status: ImportStatus, batch: string | null = null): Promise<void> {
  work.tally = nothingYet
  const { kept: _, ...counts } = nothingYet
  await change(work, { ...counts, status, batch, problems: [], ignored: [] })
  await dropParts(work.ctx, work.asked.id, 'refused')
}

async function write(work: Work): Promise<void> {
  const batch = isWriting(work.asked) ? work.asked.batch! : await beginWriting(work)
  await writeAll(work, batch)
  await finish(work, 'done', batch)
}

async function beginWriting(work: Work): Promise<string> {
  const { answers } = await work.ctx.tx.run(statement(sql`select site.next_batch()`))
  const batch = answers[0]!.rows[0]![0]!
  await startOver(work, 'writing', batch)
  return batch
}

async function finish(work: Work, status: ImportStatus, batch: string | null = null): Promise<void> {
  const { created, updated } = work.tally
  await inTransaction(work.ctx, async (ctx) => {
    if (!(await changeImport(ctx, work.asked.id, work.run, { status, done: true }))) throw new Overtaken()
    if (!work.asked.options.dry_run) await dropParts(ctx, work.asked.id, 'file')
    if (batch !== null && created + updated > 0) await tellImport(ctx, work, batch, created + updated)
  })
}

/** The whole import is one change. */
const tellImport = (ctx: Context, work: Work, batch: string, count: number): Promise<void> =>
  tell(ctx, { table: tableOf(work), id: null, batch, verb: importVerb, before: null, after: null, count })

/** What the file or the table is to blame for is told and final; anything else is for the next attempt. */
async function fail(work: Work, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || error.status >= 500) throw error
  const { line } = error.problem.params
  const { language } = work.asked.options
  const told = headerProblem(null, error.problem, typeof line === 'number' ? line : null, language)
  const problem_count = work.tally.problem_count + 1
  await change(work, { status: 'failed', addProblems: [told], problem_count })
  await endFailed(work)
}

/** With `stop` nothing stays written, whatever happened on the way. */
async function endFailed(work: Work): Promise<void> {
  const { batch } = await loadImport(work.ctx, work.asked.id)
  if (batch !== null && work.asked.options.on_error === 'stop') {
    await renew(work)
    await takeBack(work.ctx, tableOf(work), work.asked.id, batch, true)
    await change(work, { created: 0, updated: 0, unchanged: 0 })
  }
  await finish(work, 'failed')
}
