import type { Field } from '../fields/index.ts'
import { findField } from '../find-field.ts'
import type { Problem } from '../problem.ts'
import type { Table } from '../table.ts'
import type { Computed } from './computed.ts'
import type { Result } from './results.ts'

/** Tables that a definition may lead to: by slug, or by the id that it kept. */
export type TargetNamed = (name: string | number) => Table | undefined

export type Worked =
  | { readonly computed: Computed; readonly result: Result }
  | { readonly problem: Problem; readonly at?: string }

/** A table's fields while those that are worked out become fields like others, one after the other. */
export interface Resolving {
  /** The own field of that name, whatever it is by now made of; undefined: there is none. */
  own(name: string): Field | undefined
  /** The table as it will be, for conditions on its own rows. */
  self(): Table
  /** Null: itself. */
  target(name: string | number): Table | null | undefined
}

/** A field of the table that a definition leads to, and how the definition keeps its name. */
export function mentioned(
  resolving: Resolving,
  target: Table | null,
  name: unknown,
): { field: Field; mention: string | number } | undefined {
  if (target === null) {
    const field = typeof name === 'string' ? resolving.own(name) : undefined
    return field && { field, mention: field.slug }
  }
  const field =
    typeof name === 'number' ? target.fields.find(({ id }) => id === name) : findField(target, String(name))
  return field && field.id > 0 ? { field, mention: field.id } : undefined
}
