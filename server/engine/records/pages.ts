import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../context.ts'
import { list } from './list.ts'
import type { ListQuery } from './list-query.ts'

/** All rows of a list, a thousand at a time, each page its own short batch: nothing stays open for a slow reader. */
export async function* pages(ctx: Context, table: Table, query: ListQuery): AsyncGenerator<readonly Row[]> {
  let place: Pick<ListQuery, 'page' | 'cursor'> = { page: 1, cursor: null }
  for (;;) {
    const page = await list(ctx, table, { ...query, ...place, pageSize: 1000, count: 'none' })
    yield JSON.parse(page.rows.toString()) as Row[]
    if (!page.hasNext) return
    place = { page: place.page + 1, cursor: page.next }
  }
}

/** With its first page already read: what is wrong with the question is known before an answer has begun. */
export async function begun<T>(all: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await all.next()
  return (async function* () {
    if (first.done) return
    yield first.value
    yield* all
  })()
}
