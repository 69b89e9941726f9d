import { queryOptions } from '@tanstack/react-query'
import type { EntryField, EntryState } from '#model/entry-form.ts'
import { unfitBecause } from '#model/entry-form.ts'
import type { Table as ModelTable } from '#model/table.ts'
import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import type { Field, Table } from '../../lib/table.ts'

export interface EntryForm {
  readonly id: number
  readonly version: number
  readonly table: number
  readonly name: string
  readonly intro: string | null
  readonly asked_fields: readonly EntryField[]
  readonly button: string | null
  readonly confirmation: string | null
  readonly active: boolean
  readonly opens: string | null
  readonly closes: string | null
  readonly most: number | null
  readonly question: string | null
  readonly expected: string | null
}

export interface FormLink {
  readonly key: string
  readonly path: string
  readonly answers: number
  readonly state: EntryState
}

const path = '/api/entry_forms/'

export const formsQuery = (table: Table) =>
  queryOptions({
    queryKey: ['rows', 'entry_forms', table.id],
    queryFn: ({ signal }) =>
      api
        .get<{ results: readonly EntryForm[] }>(path, { table: table.id, page_size: 100 }, { signal })
        .then(({ results }) => results),
  })

export const linkQuery = (id: number) =>
  queryOptions({
    queryKey: ['entry_link', id],
    queryFn: ({ signal }) => api.get<FormLink>(`${path}${id}/link/`, undefined, { signal }),
  })

async function again(): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['rows', 'entry_forms'] }),
    queries.invalidateQueries({ queryKey: ['entry_link'] }),
  ])
}

/** Of a table what may be asked for; and what must. */
export const mayAsk = (table: Table, field: Field): boolean =>
  unfitBecause(field, table as unknown as ModelTable) === null
export const mustAsk = (field: Field): boolean =>
  field.required === true &&
  field.default === undefined &&
  field.type !== 'auto_number' &&
  field.type !== 'slug'

export async function makeForm(table: Table, name: string): Promise<EntryForm> {
  const asked = table.fields.filter((field) => mayAsk(table, field))
  const made = await api.post<EntryForm>(path, {
    table: table.id,
    name,
    asked_fields: asked.slice(0, 12).map(({ slug }) => ({ field: slug })),
  })
  await again()
  return made
}

export async function saveForm({ id, version, ...form }: EntryForm): Promise<EntryForm> {
  const { table: _, ...values } = form
  const saved = await api.patch<EntryForm>(`${path}${id}/`, values, {
    headers: { 'if-match': `"${version}"` },
  })
  await again()
  return saved
}

export async function removeForm(id: number): Promise<void> {
  await api.delete(`${path}${id}/`)
  await again()
}

export async function bringBackForm(id: number): Promise<void> {
  await api.post(`${path}bulk/`, { action: 'restore', ids: [id] })
  await again()
}

export async function renewLink(id: number): Promise<void> {
  await api.post(`${path}${id}/nouveau_lien/`)
  await again()
}
