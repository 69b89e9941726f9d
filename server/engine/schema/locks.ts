import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '#db/errors.ts'
import type { OwnerTx } from '#db/owner.ts'
import type { Table } from '#model/table.ts'
import { viewsOf } from './ddl.ts'
import { structureError } from './errors.ts'
import { holderOf } from './holder.ts'
import { command } from './scan.ts'

/** What a change needs for itself: a table whole, and the tables it ties keys to or unties them from. */
export interface Locks {
  readonly whole: Table | null
  readonly tied: readonly number[]
}

/** Milliseconds: readers queue behind a lock that waits, so it never waits longer. */
const shortly = '100ms'
/** Nobody who reads or writes waits for the first lock; it gives autovacuum the time to be sent away. */
const quietly = '3s'

/**
 * One transaction with the locks, in which `work` is tried again until nobody is in its way, `patience` milliseconds
 * at most. The first lock keeps out autovacuum, index builds and other changes, and disturbs no reader or writer.
 */
export async function withLocks<T>(
  session: OwnerTx,
  locks: Locks,
  work: () => Promise<T>,
  patience = 5_000,
): Promise<T> {
  const tables = [...new Set([...(locks.whole ? [locks.whole.id] : []), ...locks.tied])].sort((a, b) => a - b)
  await session.run(command('begin'))
  try {
    await quietLock(session, tables)
    const result = await tryUntil(Date.now() + patience, session, tables, () => attempt(session, locks, work))
    await session.run(command('commit'))
    return result
  } catch (error) {
    await session.run(command('rollback')).catch(() => {})
    throw error
  }
}

async function quietLock(session: OwnerTx, tables: readonly number[]): Promise<void> {
  if (tables.length === 0) return
  const names = tables.map((id) => `store.t${id}`).join(', ')
  await session.run(command(`set local lock_timeout = '${quietly}'`))
  await session
    .run(command(`lock table ${names} in share update exclusive mode`))
    .catch((error) => refuse(error, session, tables))
}

async function attempt<T>(session: OwnerTx, { whole, tied }: Locks, work: () => Promise<T>): Promise<T> {
  await session.run(command('savepoint here'), command(`set local lock_timeout = '${shortly}'`))
  try {
    // The views first, as readers take them.
    for (const view of whole ? viewsOf(whole) : []) {
      await session.run(command(`lock table site.${view}, network.${view} in access exclusive mode`))
    }
    for (const id of tied) await session.run(command(`lock table store.t${id} in share row exclusive mode`))
    return await work()
  } catch (error) {
    await session.run(command('rollback to savepoint here'))
    throw error
  }
}

async function tryUntil<T>(
  deadline: number,
  session: OwnerTx,
  tables: readonly number[],
  once: () => Promise<T>,
): Promise<T> {
  for (let pause = 50; ; pause = Math.min(pause * 1.5, 2_000)) {
    try {
      return await once()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (Date.now() > deadline) await refuse(error, session, tables)
      await sleep(pause * (0.5 + Math.random()))
    }
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof DatabaseError && (error.code === '55P03' || error.code === '40P01')

async function refuse(error: unknown, session: OwnerTx, tables: readonly number[]): Promise<never> {
  if (!isBusy(error)) throw error
  await session.run(command('rollback')).catch(() => {})
  throw structureError('structure.busy', { holder: await holderOf(session, tables) }, { cause: error })
}
