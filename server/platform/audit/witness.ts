import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Owner } from '#db/owner.ts'
import { sql, statement } from '#db/sql.ts'
import type { Head } from './seal.ts'

/**
 * The last seal, kept in the data folder. A chain whose end was cut off is whole in itself: only somebody who saw the
 * end can tell. Null where this machine never sealed.
 */
export function readWitness(data: string): Head | null {
  try {
    return JSON.parse(readFileSync(pathIn(data), 'utf8')) as Head
  } catch {
    return null
  }
}

export function keepWitness(data: string, head: Head): void {
  const draft = `${pathIn(data)}.${process.pid}`
  writeFileSync(draft, JSON.stringify(head), { mode: 0o600 })
  renameSync(draft, pathIn(data))
}

const pathIn = (data: string): string => join(data, 'audit-head.json')

/** Whether the chain still has what the witness saw, or cleaned it away under a checkpoint. */
export async function isInChain(owner: Owner, head: Head): Promise<boolean> {
  const [answer] = await owner.run(
    statement(sql`select exists (select from store.audit_seals where n = ${head.n}::bigint
        and hash = decode(${head.hash}::text, 'hex'))
      or exists (select from store.audit_checkpoint where n > ${head.n}::bigint
        or n = ${head.n}::bigint and hash = decode(${head.hash}::text, 'hex'))`),
  )
  return answer!.rows[0]![0] === 't'
}
