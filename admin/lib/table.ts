import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Field as ModelField } from '#model/fields/index.ts'
import type { Text } from '#model/language.ts'
import type { Action, Table as ModelTable } from '#model/table.ts'
import type { Operator, Where } from '#model/where.ts'
import { api } from './api.ts'
import { queries } from './query.ts'
import { type TableHere, useHere } from './session.ts'

/** A field as `GET /api/meta/tables/{table}/` gives it. */
export type Field = ModelField & {
  readonly operators: readonly Operator[]
  readonly widget: string
  /** Closed to the caller in a new row, or in one that is there; in both it is `readonly`. */
  readonly closed?: 'create' | 'update'
}

export interface Verb {
  readonly name: string
  readonly label: Text
  readonly input: readonly Field[]
  /** The rows that it can be done to. */
  readonly when?: Where
}

/** A table as its screens need it: the definition, and what the caller may do. */
export interface Table extends Omit<ModelTable, 'fields' | 'allow' | 'owner'> {
  readonly fields: readonly Field[]
  readonly verbs: readonly Verb[]
  /** What a row of it is printed as, `GET /api/{table}/{id}/pdf/`. */
  readonly paper?: Text
  readonly may: Readonly<Record<Action | 'change_structure', boolean>>
  /** Those who share a group with whoever asks, where some right asks for it. */
  readonly team?: readonly number[]
}

/** A row as lists give it: its values by slug, its id and version. */
export type Row = { readonly id: number; readonly version: number } & Readonly<Record<string, unknown>>

export interface Page {
  readonly count: number
  readonly count_is_capped?: boolean
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly Row[]
}

export const tableQuery = (slug: string) =>
  queryOptions({
    queryKey: ['table', slug],
    queryFn: ({ signal }) => api.get<Table>(`/api/meta/tables/${slug}/`, undefined, { signal }),
    staleTime: 5 * 60_000,
  })

/** The loader of a table’s routes: its description is asked for with the code of its screen, not after it. */
export const loadTable = ({ params }: { params: { table: string } }): Promise<Table> =>
  queries.ensureQueryData(tableQuery(params.table))

/** Within a `Suspense`: the description of one table. */
export const useTable = (slug: string): Table => useSuspenseQuery(tableQuery(slug)).data

/** The same without waiting: undefined until it is there. */
export const useTableIfAny = (slug: string | null | undefined): Table | undefined =>
  useQuery({ ...tableQuery(slug ?? ''), enabled: Boolean(slug) }).data

/** All that are open to whoever is signed in: names, and whether one may read and create. */
export const useTables = (): readonly TableHere[] => useHere().tables

export const fieldOf = (table: Table, slug: string): Field | undefined =>
  table.fields.find((field) => field.slug === slug)
