import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Executor } from '#db/executor.ts'
import type { Owner } from '#db/owner.ts'
import { raw, statement } from '#db/sql.ts'
import type { SiteJob } from '../job.ts'

/** Rows of a transaction: nobody waits long for one of them. */
const batch = 1000
const patience = 600_000

/** Works out the rows that were too many for the transaction that changed what they come from, or not free. */
export const recomputeJob: SiteJob = {
  name: 'engine.recompute',
  for: 'site',
  poll: 0.5,
  expire: 900,
  retry: { times: 5, first: 5, longest: 60 },
  run: ({ tx }, _data, signal) => recomputeMarked(tx, signal),
}

/** All that is marked at the site; again and again, for a batch that fails or a process that ends leaves its marks. */
export async function recomputeMarked(tx: Executor, signal?: AbortSignal): Promise<void> {
  for (const deadline = Date.now() + patience; !signal?.aborted; ) {
    const { answers } = await tx.run(statement(raw(`select site.recompute_some(${batch})`)))
    const { done, left } = JSON.parse(answers[0]!.rows[0]![0]!) as { done: number; left: number }
    if (left === 0) return
    if (Date.now() > deadline) throw new Error('rows to be worked out are held by somebody else')
    if (done === 0) await sleep(100)
  }
}

/** Marks that no job knows of any more: it was killed with its process. */
export async function recomputeLeft(db: Pick<Database, 'site'> & { readonly owner: Owner }): Promise<void> {
  const [answer] = await db.owner.run(
    statement(raw('select distinct site_id from store.stale where not done')),
  )
  for (const [site] of answer!.rows) await recomputeMarked(db.site(Number(site)))
}
