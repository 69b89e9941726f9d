import { now } from '#base/clock.ts'
import type { Config } from '#base/config.ts'
import type { Log } from '#base/log.ts'
import type { OpenDatabase } from '#db/open.ts'
import type { JobDefinition } from '#engine/job.ts'
import { cleanAudit } from './clean.ts'
import { auditKey } from './key.ts'
import { seal } from './seal.ts'
import { isInChain, keepWitness, readWitness } from './witness.ts'

const day = 24 * 3600 * 1000

/** Seals what was written, every five minutes; each night removes what was kept long enough. */
export function auditJobs(
  { owner }: Pick<OpenDatabase, 'owner'>,
  { secretKey, formerKeys, data, auditDays }: Pick<Config, 'secretKey' | 'formerKeys' | 'data' | 'auditDays'>,
  log: Log,
): readonly JobDefinition[] {
  const key = auditKey(secretKey, formerKeys)
  const sealAll = async (): Promise<void> => {
    const head = await seal(owner, key)
    if (!head) return
    const seen = readWitness(data)
    if (seen && !(await isInChain(owner, seen))) log.error('audit.end_missing', { seal: seen.n })
    else keepWitness(data, head)
  }
  const clean = async (): Promise<void> => {
    const { lines, stoppedAt } = await cleanAudit(owner, key, new Date(now().getTime() - auditDays * day))
    if (stoppedAt !== null) log.error('audit.touched', { seal: stoppedAt })
    if (lines > 0) log.info('audit.cleaned', { lines })
  }
  return [
    { name: 'audit.seal', for: 'house', schedule: '*/5 * * * *', atOnce: 1, run: sealAll },
    ...(auditDays === 0
      ? []
      : [{ name: 'audit.clean', for: 'house', schedule: '10 3 * * *', atOnce: 1, run: clean } as const]),
  ]
}
