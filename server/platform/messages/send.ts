import type { Executor } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { Message, MessageKind } from './message.ts'

/** Seconds after which a code is dead: it is not sent any more. */
const lateAfter: Partial<Record<MessageKind, number>> = {
  verify_email: 600,
  verify_phone: 600,
  reset_phone: 600,
  reset_email: 3600,
}

/** The message is written and its sending enqueued in the transaction of `tx`: both are there, or neither. */
export async function send(tx: Executor, { to, kind, language, data }: Message): Promise<void> {
  const late = lateAfter[kind] ?? null
  await tx.run(
    statement(
      sql`/* writes */ select site.leave_message(${to}, ${kind}, ${language}, ${data}, ${late}::int)`,
    ),
  )
}
