import { behind, withFormulas } from './computed/own.ts'
import type { Field } from './fields/index.ts'
import { findField } from './find-field.ts'
import type { Json } from './json.ts'
import type { Row } from './row.ts'
import { inDependencyOrder, settlesValue } from './rule-order.ts'
import type { Table } from './table.ts'
import type { Where } from './where.ts'
import type { RowTest, WhereEnv } from './where-js.ts'
import { compileWhere } from './where-js.ts'

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
  /** Never of a hidden field. */
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

/**
 * Every field's behaviour in this row, in one pass: a rule is asked once, when the fields that it looks at have
 * been decided. Of rules that disagree the later wins; hidden beats required.
 */
export function decide(table: Table, row: Row, env: WhereEnv): Decisions {
  const { steps, plain } = compiled(table)
  if (steps.length === 0) return plain
  const decisions: Record<string, Decision> = { ...plain }
  let seen = withFormulas(table, row)
  for (const { slug, rules, settles } of steps) {
    const decision = decideField(decisions[slug]!, rules, seen, env)
    decisions[slug] = decision
    if (!settles) continue
    const value = decision.hidden ? null : decision.value
    if (value === undefined || value === (seen[slug] ?? null)) continue
    seen = withFormulas(table, { ...seen, [slug]: value })
  }
  return decisions
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function decideField(so: Decision, rules: readonly CompiledRule[], row: Row, env: WhereEnv): Decision {
  let decision: Mutable<Decision> | null = null
  for (const { index, test, effects } of rules) {
    if (!test(row, env)) continue
    decision ??= { ...so, why: { ...so.why } }
    take(decision, effects, index)
  }
  if (!decision) return so
  if (decision.hidden) decision.required = false
  return decision
}

/** What a later rule has said stays said. */
function take(decision: Mutable<Decision>, effects: Then, index: number): void {
  const why = decision.why as Mutable<Decision['why']>
  for (const effect of Object.keys(effects) as (keyof Then)[]) {
    if ((why[effect] ?? -1) > index) continue
    why[effect] = index
    ;(decision as Record<string, unknown>)[effect] = effects[effect]
  }
}

interface CompiledRule {
  readonly index: number
  readonly test: RowTest
  readonly effects: Then
}

/** Some rules of one field; after those that settle its value, others may look at it. */
interface Step {
  readonly slug: string
  readonly settles: boolean
  readonly rules: readonly CompiledRule[]
}

interface Compiled {
  readonly steps: readonly Step[]
  /** Every field as it is by itself. */
  readonly plain: Decisions
}

const known = new WeakMap<Table, Compiled>()

function compiled(table: Table): Compiled {
  let rules = known.get(table)
  if (!rules) {
    rules = {
      steps: compileSteps(table),
      plain: Object.freeze(Object.fromEntries(table.fields.map((field) => [field.slug, byItself(field)]))),
    }
    known.set(table, rules)
  }
  return rules
}

const byItself = ({ required = false, readonly = false }: Field): Decision =>
  Object.freeze({ hidden: false, required, readonly, options: null, value: undefined, why: {} })

function compileSteps(table: Table): Step[] {
  const current = (slug: string): string => findField(table, slug)?.slug ?? slug
  const order = inDependencyOrder(table.rules, current, (slug) => behind(table, slug))
  if ('cycle' in order)
    throw new Error(`The rules of "${table.slug}" go in a circle: ${order.cycle.join(', ')}`)
  const stepOf = (slug: string, settles: boolean): Step => ({
    slug,
    settles,
    rules: table.rules.flatMap((rule, index) =>
      current(rule.field) === slug && settlesValue(rule) === settles
        ? [{ index, test: compileWhere(rule.when, table), effects: withoutOpening(table, rule) }]
        : [],
    ),
  })
  const steps = [
    ...order.slugs.map((slug) => stepOf(slug, true)),
    ...table.fields.map(({ slug }) => stepOf(slug, false)),
  ]
  return steps.filter(({ rules }) => rules.length > 0)
}

/** What only the server may write, no rule opens. */
function withoutOpening(table: Table, { field, then }: Rule): Then {
  if (!findField(table, field)?.readonly) return then
  const { readonly: _, ...rest } = then
  return rest
}
