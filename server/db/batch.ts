import type { Connection } from './connection.ts'
import { ConnectionLost, DatabaseError, saysGone, seenFromAbove } from './errors.ts'
import type { Answer, Executor, Reply, Statement } from './executor.ts'
import type { Lanes } from './lanes.ts'
import type { Pool } from './pool.ts'
import { shapeOf } from './shapes.ts'

/** The first statement of every batch: sets the site where there is one, and tells the stamps. */
export type Opening = Statement

export const siteOpening = (siteId: number): Opening => ({
  text: `select catalog, access, set_config('sugu.site', $1, true) from site.stamps`,
  values: [String(siteId)],
})

export const networkOpening: Opening = {
  text: `select catalog, access from network.stamps`,
  values: [],
}

/** Runs each batch in one round trip and one implicit transaction; quick reads in the lanes, where there are any. */
export const executor = (pool: Pool, opening: Opening, lanes?: Lanes): Executor => ({
  run: async (...statements) => {
    const lane = lanes?.pick(statements)
    const whole = opened(opening, statements)
    return reply((lane && (await sendAlong(lane, whole))) ?? (await sendAny(pool, whole)), whole)
  },
})

/** A batch with its opening: a statement before the others, or within the only one. */
export function opened(opening: Opening, statements: readonly Statement[]): readonly Statement[] {
  if (!statements.some(({ opens }) => opens)) return [opening, ...statements]
  const [site] = opening.values
  if (statements.length > 1 || site === undefined)
    throw new Error('what says its opening stands alone, in a site')
  return [{ ...statements[0]!, values: statements[0]!.values.with(0, site) }]
}

/** Null when the lane failed it, not the statement: then a connection of its own may do better. */
async function sendAlong(lane: Connection, statements: readonly Statement[]): Promise<Answer[] | null> {
  try {
    return await lane.send(statements)
  } catch (error) {
    if (isStaleName(error)) lane.forgetNames()
    else if (!isLoss(error)) throw blamed(error, true)
    return null
  }
}

export function reply(answers: Answer[], [first]: readonly Statement[]): Reply {
  const [catalog, access, ...cells] = answers[0]!.rows[0]!
  const own = first!.opens ? [{ ...answers[0]!, rows: [cells] }] : answers.slice(1)
  return { stamps: { catalog: Number(catalog), access: Number(access) }, answers: own }
}

const patience = 10_000

/**
 * On any connection of the pool. When PostgreSQL goes away under it, what had not left and what only reads is
 * sent again; the fate of a write is unknown and it is not repeated.
 */
export async function sendAny(pool: Pool, statements: readonly Statement[]): Promise<Answer[]> {
  const deadline = Date.now() + patience
  for (;;) {
    const taken = pool.take()
    const connection = taken instanceof Promise ? await taken : taken
    try {
      return await sendFresh(connection, statements)
    } catch (error) {
      const harmless = isUnsent(error) || readsOnly(statements)
      if (!harmless || !isLoss(error) || Date.now() > deadline) throw blamed(error, harmless)
    } finally {
      pool.giveBack(connection)
    }
  }
}

/** PostgreSQL may no longer honour a named statement: its tables have changed. Then once more, named anew. */
async function sendFresh(connection: Connection, statements: readonly Statement[]): Promise<Answer[]> {
  try {
    return await connection.send(statements)
  } catch (error) {
    if (!isStaleName(error)) throw error
    connection.forgetNames()
    return connection.send(statements)
  }
}

export const isStaleName = (error: unknown): boolean =>
  error instanceof DatabaseError && (error.code === '0A000' || error.code === '26000')

const isUnsent = (error: unknown): boolean => error instanceof ConnectionLost && !error.sent

export const isLoss = (error: unknown): boolean =>
  error instanceof ConnectionLost || (error instanceof DatabaseError && saysGone(error.code))

export const readsOnly = (statements: readonly Statement[]): boolean =>
  statements.every(({ text }) => shapeOf(text).reads)

/** The error for the floors above, telling where their call came from and not where the answer arrived. */
export function blamed(error: unknown, fateKnown: boolean): unknown {
  const seen = seenFromAbove(error, fateKnown)
  if (seen instanceof DatabaseError) Error.captureStackTrace(seen, blamed)
  return seen
}
