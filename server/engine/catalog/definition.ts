import type { Field } from '#model/fields/index.ts'
import type { Origin, Table, TableDraft } from '#model/table.ts'

/** What `store.tables` keeps beside its own columns: the definition as JSON, its fields with their ids. */
export interface Definition extends TableDraft {
  readonly fields: readonly Field[]
}

export interface Registered {
  readonly id: number
  readonly owner: number | null
  readonly origin: Origin
  readonly version: number
}

export const tableOf = (definition: Definition, { id, owner, origin, version }: Registered): Table =>
  frozen({ ...definition, id, owner, origin, version })

export function definitionOf(table: Table): Definition {
  const { id: _id, owner: _owner, origin: _origin, version: _version, ...definition } = table
  return definition
}

/** The same text for the same definition: PostgreSQL puts the members of an object in an order of its own. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/** Shared by every request: nobody may change it. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}
