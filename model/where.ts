import type { Json } from './json.ts'

/**
 * The one condition language: list filters, permissions, conditional fields and saved views speak it.
 * Two evaluators, kept equal by property tests: `where-js.ts` here, `engine/records/where-sql.ts` there.
 *
 * Two-valued: a comparison with null is false; `ne` and `not` are plain negations (so they match nulls).
 */
export type Where = All | Any | Not | Leaf
export interface All {
  readonly all: readonly Where[]
}
export interface Any {
  readonly any: readonly Where[]
}
export interface Not {
  readonly not: Where
}
export interface Leaf {
  /** A field's slug, or in list conditions one hop through a reference: `categorie__nom`. */
  readonly field: string
  readonly op: Operator
  /** Absent for nothing else than `isnull`, where it means true. */
  readonly value?: Json | Variable
}

/** A value known only when the condition is asked: who is asking, whom they share a group with, the day at the site. */
export interface Variable {
  readonly var: 'me' | 'my_team' | 'today'
}

export const operators = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'contains',
  'icontains',
  'startswith',
  'isnull',
  'range',
] as const
export type Operator = (typeof operators)[number]

/** Limits on what a stranger may send. */
export const whereLimits = { depth: 6, leaves: 100, inValues: 1000 } as const

export const everyRow: Where = { all: [] }
export const noRow: Where = { any: [] }
export const both = (a: Where, b: Where): Where => (a === everyRow ? b : b === everyRow ? a : { all: [a, b] })

export const isAlwaysTrue = (where: Where): boolean => 'all' in where && where.all.length === 0
