import type { Finding } from './findings.ts'
import type { AuditKey } from './key.ts'
import { type Checkpoint, checkpointText, hashOf, type Seal, type Source, signedText } from './seals.ts'

/** How far a chain was followed: the last seal, and up to which line each source was under seals. */
export interface Followed {
  n: number
  hash: string
  readonly upto: Record<Source, number>
}

const start = '0'.repeat(64)

export function followedTo(point: Checkpoint | undefined): Followed {
  const { n = 0, hash = start, log_upto: log = 0, audit_upto: audit = 0 } = point ?? {}
  return { n, hash, upto: { log, audit } }
}

type SealFinding = Extract<Finding, { what: `seal.${string}` | 'checkpoint' | 'end.missing' }>

/** What is wrong with a seal itself, as the next of a chain; nothing of the lines under it. */
export function sealFaults(seal: Seal, after: Followed, key: AuditKey): SealFinding[] {
  const { n, previous, above, source } = seal
  const hangsOn = n === after.n + 1 && previous === after.hash && above === after.upto[source]
  const fault = ownFault(seal, key)
  return [
    ...(hangsOn ? [] : [{ what: 'seal.missing', seal: n } as const]),
    ...(fault ? [{ what: fault, seal: n }] : []),
  ]
}

function ownFault(seal: Seal, key: AuditKey): SealFinding['what'] | null {
  if (hashOf(seal, seal.key) !== seal.hash) return 'seal.edited'
  if (key.verifies(signedText(seal.hash), Buffer.from(seal.signature ?? '', 'hex'))) return null
  return key.knows(seal.key) ? 'seal.unsigned' : 'seal.foreign'
}

export function checkpointFaults(point: Checkpoint | undefined, key: AuditKey): SealFinding[] {
  if (!point || key.verifies(checkpointText(point), Buffer.from(point.signature, 'hex'))) return []
  return [{ what: key.knows(point.key) ? 'checkpoint' : 'seal.foreign', seal: point.n }]
}
