import { createHash } from 'node:crypto'
import type { OwnerTx } from '#db/owner.ts'
import { type Sql, sql, statement } from '#db/sql.ts'

/** A seal as its hash sees it: all of it but the signature, with what it says of its lines as one digest. */
export interface SealHead {
  readonly n: number
  readonly source: Source
  readonly above: number
  readonly upto: number
  readonly lines: number
  readonly content: string
  readonly newest: string
  readonly sealed_at: string
  readonly previous: string
}

/** Rows' lines, or what else happened. */
export type Source = 'log' | 'audit'
export const sources: readonly Source[] = ['log', 'audit']

export interface Seal extends SealHead {
  readonly key: string
  readonly hash: string
  readonly signature: string
}

/** `holds`: what lies under it is what was sealed. */
export type FoundSeal = Seal & { readonly holds: boolean }

/** Where a cleaning cut: the chain goes on from here. */
export interface Checkpoint {
  readonly n: number
  readonly hash: string
  readonly log_upto: number
  readonly audit_upto: number
  /** Seconds; the log is whole from there on. */
  readonly log_begins: string | null
  /** How many were cleaned away since the beginning. */
  readonly lines: number
  readonly cleaned_at: string
  readonly key: string
  readonly signature: string
}

export const hashOf = (seal: SealHead, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([...headOf(seal), key]))
    .digest('hex')

const headOf = ({ n, source, above, upto, lines, content, newest, sealed_at, previous }: SealHead) => [
  n,
  source,
  above,
  upto,
  lines,
  content,
  newest,
  sealed_at,
  previous,
]

export const signedText = (hash: string): string => `sugu seal ${hash}`

export const checkpointText = (point: Omit<Checkpoint, 'signature'>): string => {
  const { n, hash, log_upto, audit_upto, log_begins, lines, cleaned_at, key } = point
  return `sugu checkpoint ${JSON.stringify([n, hash, log_upto, audit_upto, log_begins, lines, cleaned_at, key])}`
}

const headColumns = sql`s.n, s.source, s.above, s.upto, cardinality(s.seqs) as lines, store.seal_content(s) as content,
  extract(epoch from s.newest)::text as newest, extract(epoch from s.sealed_at)::text as sealed_at,
  encode(s.previous, 'hex') as previous`

const sealColumns = sql`${headColumns}, s.key, encode(s.hash, 'hex') as hash, encode(s.signature, 'hex') as signature`

export const sealHeadSql = (n: number): Sql =>
  sql`select row_to_json(x) from (select ${headColumns} from store.audit_seals s where s.n = ${n}::bigint) x`

/** Some seals above `n`, in order, and whether what lies under each is what was sealed. */
export const sealsSql = (n: number, most: number): Sql =>
  sql`select row_to_json(x) from (select ${sealColumns}, store.seal_holds(s) as holds
    from store.audit_seals s where s.n > ${n}::bigint order by s.n limit ${most}::int) x`

export const checkpointSql = sql`select row_to_json(x) from (select n, encode(hash, 'hex') as hash, log_upto, audit_upto,
  extract(epoch from log_begins)::text as log_begins, lines, extract(epoch from cleaned_at)::text as cleaned_at, key, encode(signature, 'hex') as signature
  from store.audit_checkpoint) x`

/** One at a time seals, cleans or erases under seals. Until the transaction ends. */
export const lockSql = sql`select pg_advisory_xact_lock(hashtext('sugu.audit'))`

/** The rows of a query of one JSON column. */
export async function rowsOf<T>(tx: Pick<OwnerTx, 'run'>, query: Sql): Promise<T[]> {
  const [answer] = await tx.run(statement(query))
  return answer!.rows.map(([json]) => JSON.parse(json!) as T)
}
