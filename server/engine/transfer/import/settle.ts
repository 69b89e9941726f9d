import { type Context, inTransaction } from '../../context.ts'
import { insertMany, updateMany } from '../../records/write-many.ts'
import type { CheckedRows } from './check-rows.ts'
import { changeImport, mostProblems } from './imports.ts'
import { addPart } from './parts.ts'
import type { Reading } from './read-rows.ts'
import { findingsOf, refusedHeader } from './report.ts'
import { Overtaken, type Tally, type Work } from './work.ts'

/** A handful of rows, checked. */
export interface Handful {
  /** What they were checked by, and are written by: definitions that moved since are found out. */
  readonly ctx: Context
  readonly count: number
  readonly checked: CheckedRows
  readonly reading: Reading
}

/** As the log names what an import did to a row. */
export const importVerb = 'import'

/** Thrown where somebody else was faster with a row. */
export class Moved extends Error {}

/** The rows, what is to be said of them, and the place in the file: all or nothing. */
export async function settle(work: Work, handful: Handful, batch: string | null): Promise<void> {
  const { asked, tally } = work
  const { checked, reading } = handful
  const findings = findingsOf(reading, checked.refused, asked.options.language)
  const addProblems = findings.problems.slice(0, Math.max(0, mostProblems - tally.kept))
  const next = added(tally, handful, findings.problems.length, addProblems.length)
  await inTransaction(handful.ctx, async (ctx) => {
    if (batch !== null) await write(ctx, reading, checked, batch)
    const { kept: _, ...counts } = next
    const mine = await changeImport(ctx, asked.id, work.run, { ...counts, addProblems })
    if (!mine) throw new Overtaken()
    if (findings.refused) await keepRefused(ctx, work, reading, findings.refused)
  })
  work.tally = next
}

async function write(ctx: Context, { table }: Reading, checked: CheckedRows, batch: string): Promise<void> {
  await insertMany(ctx, table, checked.created, batch, importVerb)
  const { moved } = await updateMany(ctx, table, checked.updated, batch, importVerb)
  if (moved.length > 0) throw new Moved()
}

const added = (tally: Tally, { count, checked }: Handful, problems: number, kept: number): Tally => ({
  position: tally.position + count,
  created: tally.created + checked.created.length,
  updated: tally.updated + checked.updated.length,
  unchanged: tally.unchanged + checked.unchanged,
  skipped: tally.skipped + checked.refused.length,
  problem_count: tally.problem_count + problems,
  kept: tally.kept + kept,
})

/** Numbered by the place in the file, after the header's. */
async function keepRefused(
  ctx: Context,
  { asked, tally }: Work,
  reading: Reading,
  text: string,
): Promise<void> {
  const header = refusedHeader(reading, asked.options.language)
  await addPart(ctx, asked.id, 'refused', 0, Buffer.from(header))
  await addPart(ctx, asked.id, 'refused', tally.position + 1, Buffer.from(text))
}
