import type { Executor } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import { type Actor, actorName } from '#engine/context.ts'
import type { JsonObject } from '#model/json.ts'

/** What is written down beside the rows’ own lines in the log; functions over the secrets have further words of the kind. */
export type AuditKind =
  | 'sign_in'
  | 'sign_in.locked'
  | 'sign_out'
  | 'password.changed'
  | 'password.reset'
  | 'factors.changed'
  | 'account.registered'
  | 'account.disabled'
  | 'account.unlocked'
  | 'permissions.changed'
  | 'token.made'
  | 'token.ended'
  | 'see_as.begun'
  | 'see_as.ended'
  | 'session.ended'
  | 'site.changed'
  | 'job.retried'
  | 'job.dropped'
  | 'export'
  | 'person.exported'
  | 'person.erased'

export interface AuditEvent {
  readonly kind: AuditKind
  /** Who did it; a text where there is no context, as the log writes it: `user:12`. */
  readonly actor: Actor | string
  /** Whom or what it was done to: `user:12`, `groups:3`, `table:devis`. */
  readonly about?: string | null
  readonly address?: string | null
  /** Small facts. Never a password, a token, a code or a whole phone number. */
  readonly details?: JsonObject
}

/** Writes a line at the executor's site: in its transaction where it is one, so that both are there or neither. */
export async function audit(tx: Executor, event: AuditEvent): Promise<void> {
  const { kind, actor, about = null, address = null, details = {} } = event
  const who = typeof actor === 'string' ? actor : actorName(actor)
  await tx.run(
    statement(
      sql`/* writes */ select site.audit(${kind}::text, ${who}::text, ${about}::text, ${address}::text, ${JSON.stringify(details)}::jsonb)`,
    ),
  )
}
