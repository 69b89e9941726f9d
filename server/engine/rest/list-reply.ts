import type { ListQuery } from '../records/list-query.ts'
import type { ListPage } from '../records/page.ts'

/** The wire's form of a page; the rows pass through as PostgreSQL wrote them. */
export function listJson(address: Address, query: ListQuery, page: ListPage): Buffer {
  const next = page.hasNext ? link(address, query.page + 1, page.next) : null
  const previous = query.page > 1 || query.cursor !== null ? previousLink(address, query, page) : null
  const total = page.count === null ? null : Math.max(1, Math.ceil(page.count / query.pageSize))
  const capped = page.capped ? '"count_is_capped":true,' : ''
  const head = `{"count":${page.count},${capped}"next":${quoted(next)},"previous":${quoted(previous)},"results":`
  const info = `{"current_page":${query.page},"total_pages":${total},"page_size":${query.pageSize}}`
  return Buffer.concat([Buffer.from(head), page.rows, Buffer.from(`,"page_info":${info}}`)])
}

/** The address of the list as it was asked for. */
export interface Address {
  /** `https://boutique.example/api/produits/` */
  readonly base: string
  /** What stood behind the question mark. */
  readonly query: string
}

const previousLink = (address: Address, query: ListQuery, page: ListPage): string | null =>
  page.size === 0 ? null : link(address, Math.max(1, query.page - 1), query.page <= 2 ? null : page.previous)

function link(address: Address, page: number, cursor: string | null): string {
  const kept = address.query.split('&').filter((part) => part !== '' && !/^(page|cursor)=/.test(part))
  return `${address.base}?${[...kept, `page=${page}`, ...(cursor ? [`cursor=${cursor}`] : [])].join('&')}`
}

const quoted = (text: string | null): string => (text === null ? 'null' : JSON.stringify(text))
