import { fieldsIn, type Node, withFields } from '../formula/ast.ts'
import type { Where } from '../where.ts'

/**
 * A field whose values Sugu works out, and keeps in a column as any other's: it has the type of its result, and
 * besides this. Own fields are named by their slug, as rules name them; those of another table by their id, which no
 * renaming there changes.
 */
export type Computed = Formula | Lookup | Rollup

/** Of fields of the same row. */
export interface Formula {
  readonly type: 'formula'
  readonly ast: Node
}

/** What a field holds in the row that a reference leads to; of several rows the texts, with commas between. */
export interface Lookup {
  readonly type: 'lookup'
  /** The own reference, or references. */
  readonly through: string
  /** Null: this table. */
  readonly table: number | null
  readonly field: Mention
  readonly many?: true
}

/** The rows that refer to this one, or to which this one refers, in one figure. */
export interface Rollup {
  readonly type: 'rollup'
  /** Null: this table. */
  readonly table: number | null
  /** Their reference, or references, to this table. Absent: `through`. */
  readonly by?: Mention
  /** The own references to them. */
  readonly through?: string
  readonly op: RollupOp
  /** Absent of nothing but a count. */
  readonly field?: Mention
  /** Which of them; of another table, `#12` names a field by its id. */
  readonly where?: Where
}

export const rollupOps = ['count', 'sum', 'avg', 'min', 'max'] as const
export type RollupOp = (typeof rollupOps)[number]

/** A field of another table by its id; of this one by its slug. */
export type Mention = number | string

export const computedKinds = ['formula', 'lookup', 'rollup'] as const
export type ComputedKind = (typeof computedKinds)[number]

export const isComputedKind = (name: unknown): name is ComputedKind =>
  (computedKinds as readonly unknown[]).includes(name)

/** The own fields that it is worked out from, by slug. */
export function ownSources(computed: Computed): string[] {
  if (computed.type === 'formula') return fieldsIn(computed.ast)
  const { through, table, field } = computed
  const own = computed.type === 'rollup' && computed.where ? namesIn(computed.where) : []
  const by = computed.type === 'rollup' ? computed.by : undefined
  const named = table === null ? [field, by, ...own] : []
  return [through, ...named].filter((name) => typeof name === 'string')
}

/** Its own fields called otherwise; `Value` may be anything that tells them apart. */
export function renamedIn(computed: Computed, rename: (slug: string) => string): Computed {
  if (computed.type === 'formula') return { ...computed, ast: withFields(computed.ast, rename) }
  const isOwn = computed.table === null
  const mention = <M extends Mention | undefined>(name: M): M =>
    (isOwn && typeof name === 'string' ? rename(name) : name) as M
  const { through } = computed
  if (computed.type === 'lookup') {
    return { ...computed, through: rename(computed.through), field: mention(computed.field) }
  }
  const { by, field, where } = computed
  return {
    ...computed,
    ...(through !== undefined && { through: rename(through) }),
    ...(by !== undefined && { by: mention(by) }),
    ...(field !== undefined && { field: mention(field) }),
    ...(where && { where: isOwn ? withNames(where, rename) : where }),
  }
}

/** The fields that a condition names. */
export function namesIn(where: Where): string[] {
  if ('all' in where) return where.all.flatMap(namesIn)
  if ('any' in where) return where.any.flatMap(namesIn)
  return 'not' in where ? namesIn(where.not) : [where.field]
}

export function withNames(where: Where, rename: (name: string) => string): Where {
  if ('all' in where) return { all: where.all.map((part) => withNames(part, rename)) }
  if ('any' in where) return { any: where.any.map((part) => withNames(part, rename)) }
  return 'not' in where ? { not: withNames(where.not, rename) } : { ...where, field: rename(where.field) }
}
