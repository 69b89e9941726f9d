import { AppError } from '#base/errors.ts'
import type { FileRow } from '../files/sheet.ts'
import { handfuls } from './handfuls.ts'
import { learnTable } from './learn-table.ts'
import { cellProblem } from './problems.ts'
import { withColumns } from './read-rows.ts'
import { type Handful, settle } from './settle.ts'
import { check, openWalk, persist, tellColumns, type Walk } from './walk.ts'
import type { Work } from './work.ts'

/** Writes what is not written yet. While PostgreSQL writes a handful, the next is being checked. */
export async function writeAll(work: Work, batch: string): Promise<void> {
  const walk = await openWalk(work)
  const resumed = work.tally.position
  if (resumed > 0) walk.told = walk.reading.columns.length
  let place = 0
  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const some of handfuls(walk.sheet.rows)) {
      work.signal?.throwIfAborted()
      const done = Math.min(some.length, Math.max(0, resumed - place))
      place += some.length
      if (done > 0) await passOver(work, walk, some.slice(0, done))
      if (done === some.length) continue
      const rows = some.slice(done)
      const handful = await check(work, walk, rows)
      await writing
      await tellColumns(work, walk)
      writing = write(work, walk, { rows, handful, batch })
      writing.catch(() => {})
    }
  } finally {
    await writing
  }
  if (work.tally.position >= manyRows) await learnTable(work.ctx, walk.reading.table)
}

/** A few rows change no plan, and looking at the whole table for each little file takes its time. */
const manyRows = 1000

/** Rows written by an earlier attempt: their keys are still theirs, their columns told. */
async function passOver(work: Work, walk: Walk, rows: readonly FileRow[]): Promise<void> {
  withColumns(walk.reading, walk.sheet.columns)
  walk.told = walk.reading.columns.length
  if (work.asked.options.match.length > 0) await check(work, walk, rows)
}

interface Writing {
  readonly rows: readonly FileRow[]
  readonly handful: Handful
  readonly batch: string
}

/** Where somebody was faster, the rows are checked again as they stand now. */
async function write(work: Work, walk: Walk, { rows, handful, batch }: Writing): Promise<void> {
  let first: Handful | undefined = handful
  await persist(work, walk, async () => {
    const known = first ?? (await check(work, walk, rows))
    first = undefined
    const spoilt = work.asked.options.on_error === 'stop' && known.checked.refused.length > 0
    if (spoilt) throw new AppError(409, changed)
    await settle(work, known, batch)
  })
  if (isTimeToLearn(work.tally.position, rows.length)) await learnTable(work.ctx, walk.reading.table)
}

const changed = cellProblem('import.changed_meanwhile')

/** After 5,000 rows, 20,000, 80,000…, and never before: the plans of what follows rest on it. */
const isTimeToLearn = (position: number, rows: number): boolean => fours(position) > fours(position - rows)

const fours = (rows: number): number => Math.floor(Math.log(Math.max(rows, 2000) / 5000) / Math.log(4))
