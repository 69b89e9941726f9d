import type { Field } from '#model/fields/index.ts'
import type { ListQuery } from '../records/list-query.ts'

/** What a summary is asked for, checked: every field is one that the caller may read in all rows. */
export interface SummaryQuery {
  /** Which rows; how a list would order and show them does not count. */
  readonly rows: ListQuery
  readonly groups: readonly Grouping[]
  readonly measures: readonly Measure[]
  /** Empty: by key, nulls last. */
  readonly order: readonly SummaryTerm[]
  /** Groups beyond are not told, but that there are more. */
  readonly most: number
}

export interface Grouping {
  readonly field: Field
  /** Of days and instants alone, and always theirs. */
  readonly by: Period | null
}

export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof periods)[number]

export const measureKinds = ['sum', 'avg', 'min', 'max', 'filled'] as const
export type MeasureKind = (typeof measureKinds)[number]

export interface Measure {
  readonly kind: MeasureKind
  readonly field: Field
}

/** By a key, by how many rows, or by a measure; their places in the query. */
export interface SummaryTerm {
  readonly by: { readonly key: number } | { readonly measure: number } | 'count'
  readonly descending: boolean
}

/** As the wire names it: `sum:montant_ht`. */
export const measureName = ({ kind, field }: Measure): string => `${kind}:${field.slug}`
