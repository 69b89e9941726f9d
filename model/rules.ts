import type { Json } from './json.ts'
import type { Row } from './row.ts'
import type { Table } from './table.ts'
import type { Where } from './where.ts'
import type { WhereEnv } from './where-js.ts'

/** A conditional field: when the row looks so, the field behaves so. Decided alike in form and server. */
export interface Rule {
  readonly field: string
  readonly when: Where
  readonly then: Then
}

export interface Then {
  readonly hidden?: boolean
  readonly required?: boolean
  readonly readonly?: boolean
  /** The only values of a choice that are offered. */
  readonly options?: readonly string[]
  /** The field takes this value. */
  readonly value?: Json
}

/** How a field behaves in a row, once the rules have spoken. */
export interface Decision {
  readonly hidden: boolean
  /** False for a hidden field. */
  readonly required: boolean
  readonly readonly: boolean
  /** Null: all of them. */
  readonly options: readonly string[] | null
  /** Undefined: as sent. */
  readonly value: Json | undefined
  /** The index in `table.rules` of the rule that decided each; absent: the field's own setting. */
  readonly why: Readonly<Partial<Record<keyof Then, number>>>
}

/** By the slug of every field of the table. */
export type Decisions = Readonly<Record<string, Decision>>

/** Every field's behaviour in this row, in one pass. */
export function decide(table: Table, row: Row, env: WhereEnv): Decisions {
  throw new Error(`being written: ${table.slug} ${row} ${env}`)
}
