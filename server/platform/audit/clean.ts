import type { Owner, OwnerTx } from '#db/owner.ts'
import { sql, statement } from '#db/sql.ts'
import { checkpointFaults, followedTo, sealFaults } from './judge.ts'
import type { AuditKey } from './key.ts'
import {
  type Checkpoint,
  checkpointSql,
  checkpointText,
  type FoundSeal,
  lockSql,
  rowsOf,
  type Seal,
  sealsSql,
} from './seals.ts'

/** What a cleaning did. `stoppedAt`: a seal that no longer holds; it and what follows stay, as evidence. */
export interface Cleaned {
  readonly lines: number
  readonly stoppedAt: number | null
}

/** Milliseconds of lines that one cleaning takes: a clock that jumps ahead for a night costs no more than that. */
const mostAtOnce = 7 * 24 * 3600 * 1000

/** Removes what lies under the oldest seals, as far as all of it is older than `limit`; leaves a signed checkpoint. */
export async function cleanAudit(owner: Owner, key: AuditKey, limit: Date): Promise<Cleaned> {
  const [oldest] = await rowsOf<{ at: string }>(owner, oldestSql)
  const before = new Date(Math.min(limit.getTime(), Number(oldest?.at ?? 0) * 1000 + mostAtOnce))
  let lines = 0
  for (;;) {
    const done = await owner.transaction((tx) => cleanOldest(tx, key, before))
    if (typeof done === 'string') {
      await owner.run(
        statement(sql`select store.drop_empty_log_months(${before.toISOString()}::timestamptz)`),
      )
      return { lines, stoppedAt: done === 'young' ? null : Number(done) }
    }
    lines += done
  }
}

const oldestSql = sql`select json_build_object('at', extract(epoch from newest)::text)
  from store.audit_seals order by n limit 1`

/** Lines removed; `young` where the oldest seal must stay, its number where it no longer holds. */
async function cleanOldest(tx: OwnerTx, key: AuditKey, before: Date): Promise<number | string> {
  await tx.run(statement(lockSql))
  const [point] = await rowsOf<Checkpoint>(tx, checkpointSql)
  const [oldest] = await rowsOf<FoundSeal>(tx, sealsSql(point?.n ?? 0, 1))
  if (!oldest || Number(oldest.newest) * 1000 >= before.getTime()) return 'young'
  const faults = [...checkpointFaults(point, key), ...sealFaults(oldest, followedTo(point), key)]
  if (!oldest.holds || faults.length > 0) return String(oldest.n)
  await tx.run(statement(sql`select store.remove_seal(${oldest.n}::bigint)`))
  await leaveCheckpoint(tx, key, oldest, point)
  return oldest.lines
}

async function leaveCheckpoint(
  tx: OwnerTx,
  key: AuditKey,
  { n, hash, source, upto, lines, newest }: Seal,
  before: Checkpoint | undefined,
): Promise<void> {
  const [time] = await tx.run(statement(sql`select extract(epoch from now())::text`))
  const point = {
    n,
    hash,
    log_upto: source === 'log' ? upto : (before?.log_upto ?? 0),
    audit_upto: source === 'audit' ? upto : (before?.audit_upto ?? 0),
    log_begins: source === 'log' ? newest : (before?.log_begins ?? null),
    lines: lines + (before?.lines ?? 0),
    cleaned_at: time!.rows[0]![0]!,
    key: key.name,
  }
  const signature = key.sign(checkpointText(point)).toString('hex')
  await tx.run(
    statement(sql`delete from store.audit_checkpoint`),
    statement(sql`insert into store.audit_checkpoint (n, hash, log_upto, audit_upto, log_begins, lines, cleaned_at, key, signature)
      values (${n}::bigint, decode(${hash}::text, 'hex'), ${point.log_upto}::bigint, ${point.audit_upto}::bigint,
        to_timestamp(${point.log_begins}::float8), ${point.lines}::bigint, to_timestamp(${point.cleaned_at}::float8), ${key.name}::text, decode(${signature}::text, 'hex'))`),
  )
}
