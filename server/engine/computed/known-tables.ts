import type { Answer, Statement } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import { type Definition, tableOf } from '../catalog/definition.ts'
import type { Tables } from './compile.ts'

/** Whatever runs statements as the owner. */
export interface Runs {
  run(...statements: Statement[]): Promise<Answer[]>
}

/**
 * All tables that work something out, whoever owns them, and those that they read, or that some definitions still to
 * come would; as they stand in this transaction.
 */
export async function knownTables(session: Runs, coming: readonly Table[] = []): Promise<Tables> {
  const more = coming.flatMap(({ fields }) =>
    fields.flatMap(({ computed }) =>
      computed && computed.type !== 'formula' && computed.table !== null ? [computed.table] : [],
    ),
  )
  const [answer] = await session.run(
    statement(
      sql`with working as (
        select t.id, f -> 'computed' ->> 'table' as read from store.tables t, jsonb_array_elements(t.definition -> 'fields') f
        where t.dropped_at is null and f ? 'computed')
      select id, owner_site, origin, version, definition::text from store.tables where dropped_at is null
        and id in (select id from working union select read::int from working where read is not null
          union select unnest(${more}::int[]))`,
    ),
  )
  return new Map(
    answer!.rows.map(([id, owner, origin, version, definition]) => [
      Number(id),
      tableOf(JSON.parse(definition!) as Definition, {
        id: Number(id),
        owner: owner === null || owner === undefined ? null : Number(owner),
        origin: origin as Table['origin'],
        version: Number(version),
      }),
    ]),
  )
}
