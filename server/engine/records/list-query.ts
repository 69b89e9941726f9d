import type { Field } from '#model/fields/index.ts'
import type { Where } from '#model/where.ts'
import type { OrderTerm } from './order.ts'

/** What a list is asked for, checked: every field is one that the caller may read. */
export interface ListQuery {
  readonly where: Where
  readonly search: readonly string[]
  /** As asked, without the tie-break; empty where nobody asked: the rank of a search, else the table's own. */
  readonly order: readonly OrderTerm[]
  readonly fields: readonly Field[]
  readonly expand: readonly Field[]
  readonly page: number
  readonly pageSize: number
  readonly cursor: string | null
  readonly count: 'capped' | 'exact' | 'none'
  readonly rows: RowSet
}

export type RowSet =
  | { readonly kind: 'live' }
  | { readonly kind: 'trash' }
  | { readonly kind: 'as_of'; readonly at: string }
