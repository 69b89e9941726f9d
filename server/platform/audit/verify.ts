import type { Owner } from '#db/owner.ts'
import { type Sql, sql, statement } from '#db/sql.ts'
import type { Finding, Report } from './findings.ts'
import { checkpointFaults, type Followed, followedTo, sealFaults } from './judge.ts'
import type { AuditKey } from './key.ts'
import type { Head } from './seal.ts'
import {
  type Checkpoint,
  checkpointSql,
  type FoundSeal,
  rowsOf,
  type Seal,
  type Source,
  sealsSql,
} from './seals.ts'
import { isInChain } from './witness.ts'

interface Walk extends Followed {
  seals: number
  lines: number
  readonly findings: Finding[]
}

/** Follows the chain from the last cleaning to its end; tells each line and each seal that is not as it was. */
export async function verifyAudit(owner: Owner, key: AuditKey, witness: Head | null): Promise<Report> {
  await owner.run(statement(sql`select store.summarize_log()`))
  const [point] = await rowsOf<Checkpoint>(owner, checkpointSql)
  const walk = {
    ...followedTo(point),
    seals: 0,
    lines: 0,
    findings: [...checkpointFaults(point, key)] as Finding[],
  }
  for (let some = await next(owner, walk.n); some.length > 0; some = await next(owner, walk.n)) {
    for (const seal of some) await follow(owner, key, walk, seal)
  }
  if (witness && !(await isInChain(owner, witness)))
    walk.findings.push({ what: 'end.missing', seal: witness.n })
  walk.findings.push(...(await unjustlyEmptied(owner)), ...(await underCleaned(owner, point)))
  const { seals, lines, findings } = walk
  return { seals, lines, findings, cleaned: point?.lines ?? 0, ...(await rest(owner, walk)) }
}

const next = (owner: Owner, n: number) => rowsOf<FoundSeal>(owner, sealsSql(n, 5))

async function follow(owner: Owner, key: AuditKey, walk: Walk, seal: FoundSeal): Promise<void> {
  const faults = seal.holds ? [] : await faultsUnder(owner, seal)
  walk.findings.push(...sealFaults(seal, walk, key), ...faults)
  walk.lines += seal.lines - faults.filter((one) => one.what !== 'added').length
  walk.seals++
  walk.n = seal.n
  walk.hash = seal.hash
  walk.upto[seal.source] = seal.upto
}

type LineFault = Extract<Finding, { source: Source }>

const faultsUnder = (owner: Owner, { n, source }: Seal): Promise<LineFault[]> =>
  linesOf(
    owner,
    sql`select f.fault as what, ${source}::text as source, f.seq, f.name, f.at, ${n}::bigint as seal
      from store.seal_faults(${n}::bigint) f`,
  )

const unjustlyEmptied = (owner: Owner): Promise<LineFault[]> =>
  linesOf(
    owner,
    sql`select 'emptied' as what, e.source, e.seq, e.name, e.at, null as seal from store.unjustly_emptied() e`,
  )

/** Lines where a cleaning left none. */
const underCleaned = (owner: Owner, point: Checkpoint | undefined): Promise<LineFault[]> =>
  linesOf(
    owner,
    sql`select 'added' as what, 'log' as source, l.* , null as seal
        from store.lines_of('log', 0, ${point?.log_upto ?? 0}::bigint, 1000) l
      union all select 'added', 'audit', a.*, null
        from store.lines_of('audit', 0, ${point?.audit_upto ?? 0}::bigint, 1000) a`,
  )

const linesOf = (owner: Owner, lines: Sql): Promise<LineFault[]> =>
  rowsOf(
    owner,
    sql`select row_to_json(x) from (select what, source, seq, name, at, seal from (${lines}) y) x`,
  )

async function rest(owner: Owner, { upto }: Walk): Promise<Pick<Report, 'unsealed' | 'erased' | 'tables'>> {
  const [found] = await rowsOf<Pick<Report, 'unsealed' | 'erased' | 'tables'>>(
    owner,
    sql`select json_build_object(
      'unsealed', (select count(*) from store.log where seq > ${upto.log}::bigint)
        + (select count(*) from store.audit where seq > ${upto.audit}::bigint),
      'erased', (select count(*) from store.log where erased is not null)
        + (select count(*) from store.audit where erased is not null),
      'tables', (select json_object_agg(id, slug) from store.tables))`,
  )
  return found!
}
