import type { Executor } from '#db/executor.ts'
import type { OwnerTx } from '#db/owner.ts'
import { sql, statement } from '#db/sql.ts'

/**
 * Marks at the site of the transaction that a thing is done. False: it was done before, and whoever does it at
 * this very moment is waited for. What follows belongs into the same transaction.
 */
export async function markOnce(tx: Executor, siteId: number, name: string): Promise<boolean> {
  const { answers } = await tx.run(
    statement(sql`insert into site.marks (site_id, name) values (${siteId}, ${name}) on conflict do nothing`),
  )
  return answers[0]!.count === 1
}

/** The same for the whole installation, as the owner of the structure. */
export async function markHouseOnce(tx: OwnerTx, name: string): Promise<boolean> {
  const [answer] = await tx.run(
    statement(sql`insert into store.marks (site_id, name) values (0, ${name}) on conflict do nothing`),
  )
  return answer!.count === 1
}

export async function isMarked(owner: Pick<OwnerTx, 'run'>, name: string): Promise<boolean> {
  const [answer] = await owner.run(
    statement(sql`select 1 from store.marks where site_id = 0 and name = ${name}`),
  )
  return answer!.count === 1
}
