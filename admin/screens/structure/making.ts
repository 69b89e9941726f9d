import { reservedTables } from '#model/reserved.ts'
import { technicalName } from '#model/technical-name.ts'
import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import { useHere } from '../../lib/session.ts'
import type { Table } from '../../lib/table.ts'
import { type Draft, definitionOf } from './draft.ts'

/** The technical name that a table's name suggests, free here. */
export function useTableSlug(): (label: string) => string {
  const { tables } = useHere()
  const isTaken = (name: string) => reservedTables.has(name) || tables.some(({ slug }) => slug === name)
  return (label) => technicalName(label, isTaken, 'table')
}

export async function make(label: string, slug: string, fields: readonly Draft[]): Promise<Table> {
  const made = await api.post<Table>(
    '/api/meta/tables/',
    { slug, label: { fr: label }, fields: fields.map(definitionOf) },
    { key: crypto.randomUUID() },
  )
  await queries.invalidateQueries({ queryKey: ['here'] })
  return made
}
