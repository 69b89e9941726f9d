import { Readable } from 'node:stream'
import { accessWhere } from '#engine/access/access.ts'
import { type Context, inTransaction } from '#engine/context.ts'
import { demandFresh } from '#engine/records/freshness.ts'
import type { ListQuery } from '#engine/records/list-query.ts'
import { pages } from '#engine/records/pages.ts'
import { shownFields } from '#engine/records/select.ts'
import type { Answer } from '#engine/rest/door.ts'
import { jsonText } from '#engine/transfer/export/json-write.ts'
import { type NewEntry, zip } from '#engine/transfer/files/zip-write.ts'
import type { JsonObject } from '#model/json.ts'
import type { Table } from '#model/table.ts'
import { audit } from '../../audit/audit.ts'
import { ask } from '../ask.ts'
import type { Origin } from '../desk.ts'
import { personIn } from './accounts.ts'

/** All that is kept on whoever asks, and the rows of this site that they made and may read, as one archive. */
export async function myData(ctx: Context, from: Origin): Promise<Answer> {
  await demandFresh(ctx)
  const person = personIn(ctx)
  const about = `user:${person}`
  const kept = await inTransaction(ctx, async ({ tx }) => {
    await audit(tx, { kind: 'person.exported', actor: about, about, address: from.address })
    return (await ask<JsonObject>(tx, 'kept_on', person))!
  })
  return {
    stream: Readable.from(zip(entriesOf(ctx, kept, person))),
    headers: {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="mes-donnees.zip"',
      'cache-control': 'no-store',
    },
  }
}

async function* entriesOf(ctx: Context, kept: JsonObject, person: number): AsyncGenerator<NewEntry> {
  for (const [name, value] of Object.entries(kept))
    yield { name: `${name}.json`, content: [`${JSON.stringify(value, null, 2)}\n`] }
  for (const table of ctx.catalog.tablesOf(ctx.site.id)) {
    if (accessWhere(ctx, table, 'read'))
      yield { name: `tables/${table.slug}.json`, content: jsonText(pages(ctx, table, madeBy(table, person))) }
  }
}

const madeBy = (table: Table, person: number): ListQuery => ({
  where: { field: 'created_by', op: 'eq', value: person },
  search: [],
  order: [],
  fields: shownFields(table),
  expand: [],
  page: 1,
  pageSize: 1000,
  cursor: null,
  count: 'none',
  rows: { kind: 'live' },
})
