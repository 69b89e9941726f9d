import { queryOptions, useQuery } from '@tanstack/react-query'
import { inLanguage, type Language } from '#model/language.ts'
import { api } from '../lib/api.ts'
import { useLanguage } from '../lib/language.ts'
import type { Field, Table } from '../lib/table.ts'

/** One value of a choice, as it is offered. */
export interface Offered {
  readonly value: string
  readonly label: string
  readonly color: string | null
}

export type Choices = Readonly<Record<string, readonly Offered[]>>

/** What the table's choices out of other tables offer: one question for all of them. */
export const choicesQuery = (table: string) =>
  queryOptions({
    queryKey: ['choices', table],
    queryFn: ({ signal }) => api.get<Choices>(`/api/meta/tables/${table}/choices/`, undefined, { signal }),
    staleTime: 60_000,
  })

const isFromTable = (field: Field): boolean => field.type === 'choice' && field.table !== undefined

export const hasChoices = (table: Pick<Table, 'fields'>): boolean => table.fields.some(isFromTable)

/** Undefined while they are not known. */
export function useChoices(table: Table): Choices | undefined {
  const isNeeded = hasChoices(table)
  const { data } = useQuery({ ...choicesQuery(table.slug), enabled: isNeeded })
  return isNeeded ? data : none
}

const none: Choices = {}

export function offeredBy(
  field: Field,
  choices: Choices | undefined,
  language: Language,
): readonly Offered[] {
  if (field.type !== 'choice') return []
  const { options } = field
  if (!options) return choices?.[field.slug] ?? []
  return options.map(({ value, label, color = null }) => ({
    value,
    label: inLanguage(label, language),
    color,
  }))
}

/** All that the field may take, as people call it. */
export function useOffered(field: Field, table: string | undefined): readonly Offered[] {
  const language = useLanguage()
  const isNeeded = isFromTable(field) && table !== undefined
  const { data } = useQuery({ ...choicesQuery(table ?? ''), enabled: isNeeded })
  return offeredBy(field, data, language)
}
