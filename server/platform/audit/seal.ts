import { setTimeout as sleep } from 'node:timers/promises'
import type { Owner, OwnerTx } from '#db/owner.ts'
import { raw, sql, statement } from '#db/sql.ts'
import type { AuditKey } from './key.ts'
import {
  hashOf,
  lockSql,
  rowsOf,
  type SealHead,
  type Source,
  sealHeadSql,
  signedText,
  sources,
} from './seals.ts'

/** Lines under one seal, at most: what is looked through again when one of them was touched. */
const most = 10_000

/** The last seal made: what a witness outside of the database keeps. */
export interface Head {
  readonly n: number
  readonly hash: string
}

/**
 * Seals what was written and can no longer change; answers the last seal where any was made. What a transaction that
 * is still under way may have written waits for the next time. Writers are never waited for, nor do they wait.
 */
export async function seal(owner: Owner, key: AuditKey): Promise<Head | null> {
  await settle(owner)
  await owner.run(statement(raw('select store.summarize_log()')))
  let head: Head | null = null
  for (const source of sources) {
    for (let made = await sealNext(owner, key, source); made; made = await sealNext(owner, key, source))
      head = made
  }
  return head
}

/** What is there now is decided once those who are writing at this moment are done; a second usually does. */
async function settle(owner: Owner): Promise<void> {
  const move = statement(raw('select store.move_audit_marks()'))
  const behind = statement(raw('select min(xact) from store.audit_marks'))
  await owner.run(move)
  const [began] = await owner.run(behind)
  for (let patience = 10; patience > 0; patience--) {
    await owner.run(move)
    const [now] = await owner.run(behind)
    if (now!.rows[0]![0] !== began!.rows[0]![0]) return
    await sleep(100)
  }
}

const sealNext = (owner: Owner, key: AuditKey, source: Source): Promise<Head | null> =>
  owner.transaction(async (tx) => {
    const [, added] = await tx.run(
      statement(lockSql),
      statement(sql`select store.add_seal(${source}::text, ${most}::int)`),
    )
    const n = added!.rows[0]![0]
    return n ? signSeal(tx, key, Number(n)) : null
  })

async function signSeal(tx: OwnerTx, key: AuditKey, n: number): Promise<Head> {
  const [head] = await rowsOf<SealHead>(tx, sealHeadSql(n))
  const hash = hashOf(head!, key.name)
  const signature = key.sign(signedText(hash)).toString('hex')
  await tx.run(
    statement(sql`update store.audit_seals set key = ${key.name}::text, hash = decode(${hash}::text, 'hex'),
      signature = decode(${signature}::text, 'hex') where n = ${n}::bigint`),
  )
  return { n, hash }
}
