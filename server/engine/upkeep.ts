import type { Owner } from '#db/owner.ts'
import { raw, statement } from '#db/sql.ts'

/** What the engine's own tables need each night: room for the months to come, and an end for answers kept a day. */
export async function upkeep(owner: Owner): Promise<void> {
  await owner.run(
    statement(raw('select store.make_log_partitions()')),
    statement(raw(`delete from store.idempotency where at < now() - interval '24 hours'`)),
  )
}
