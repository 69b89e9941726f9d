import type { Json } from '#model/json.ts'
import type { Rule, Then } from '#model/rules.ts'
import type { Leaf, Operator, Where } from '#model/where.ts'
import { everyRow } from '#model/where.ts'
import type { Field, Table } from '../../lib/table.ts'
import {
  type Group,
  groupOf,
  isComplete,
  isDraft,
  isGroup,
  newDraft,
  operatorsOf,
  type Part,
  whereOf,
} from '../grid/filter.ts'

export type EffectName =
  | 'required true'
  | 'required false'
  | 'hidden true'
  | 'hidden false'
  | 'readonly true'
  | 'readonly false'
  | 'options'
  | 'value'

export interface Effect {
  readonly name: EffectName
  /** Of `options` and `value`. */
  readonly value: unknown
}

/** A rule while somebody puts it together. */
export interface RuleDraft {
  readonly field: string
  readonly group: Group
  readonly effects: readonly Effect[]
}

export const newRule = (table: Table): RuleDraft => ({
  field: table.fields.find(({ readonly }) => !readonly)?.slug ?? table.fields[0]?.slug ?? '',
  group: { join: 'all', parts: canAsk(table) ? [newDraft(table)] : [] },
  effects: [{ name: 'required true', value: null }],
})

/** Whether a condition can be put together at all. */
export const canAsk = (table: Table): boolean => table.fields.some((field) => operatorsOf(field).length > 0)

export const draftOfRule = ({ field, when, then }: Rule): RuleDraft => ({
  field,
  group: withKept(groupOf(offered(when))),
  effects: effectsOf(then),
})

function effectsOf(then: Then): Effect[] {
  const flags = (['hidden', 'required', 'readonly'] as const).flatMap((flag): Effect[] =>
    then[flag] === undefined ? [] : [{ name: `${flag} ${then[flag]}`, value: null }],
  )
  return [
    ...flags,
    ...(then.options ? [{ name: 'options', value: then.options } as const] : []),
    ...(then.value === undefined ? [] : [{ name: 'value', value: then.value } as const]),
  ]
}

/** The builder offers several of a choice: one alone is a list of one. */
function offered(where: Where): Where {
  if ('all' in where) return { all: where.all.map(offered) }
  if ('any' in where) return { any: where.any.map(offered) }
  return where
}

const isVariable = (value: unknown): boolean => typeof value === 'object' && value !== null && 'var' in value

/** What is compared with a day or a person known only later is told in words, and kept. */
function withKept(group: Group): Group {
  const keep = (part: Part): Part => {
    if (isGroup(part)) return withKept(part)
    return isDraft(part) && isVariable(part.value)
      ? { kept: { field: part.field, op: part.op, value: part.value as Leaf['value'] } as Leaf }
      : part
  }
  return { ...group, parts: group.parts.map(keep) }
}

/** A list of one choice reads better as « est ». */
function plain(where: Where): Where {
  if ('all' in where) return where.all.length === 1 ? plain(where.all[0]!) : { all: where.all.map(plain) }
  if ('any' in where) return where.any.length === 1 ? plain(where.any[0]!) : { any: where.any.map(plain) }
  if ('not' in where) return where
  const [only, ...more] = where.op === 'in' && Array.isArray(where.value) ? where.value : [null, null]
  return more.length === 0 && only !== null ? { field: where.field, op: 'eq', value: only as Json } : where
}

/** A comparison of a choice with one value, as the builder's list of ticks. */
export function asTicks(group: Group, fieldOf: (slug: string) => Field | undefined): Group {
  const tick = (part: Part): Part => {
    if (isGroup(part)) return asTicks(part, fieldOf)
    if (!isDraft(part) || part.op !== 'eq' || fieldOf(part.field)?.type !== 'choice') return part
    return { ...part, op: 'in' as Operator, value: [part.value] }
  }
  return { ...group, parts: group.parts.map(tick) }
}

export const isWhole = (group: Group): boolean =>
  group.parts.every((part) => (isGroup(part) ? isWhole(part) : !isDraft(part) || isComplete(part)))

export function ruleOf({ field, group, effects }: RuleDraft): Rule {
  const when = group.parts.length === 0 ? everyRow : plain(whereOf(group))
  const then = Object.fromEntries(
    effects.map(({ name, value }) => {
      const [effect, flag] = name.split(' ') as [keyof Then, string?]
      return [effect, flag === undefined ? (value ?? (effect === 'options' ? [] : null)) : flag === 'true']
    }),
  ) as Then
  return { field, when, then }
}

/** What a rule may say of such a field. */
export function effectsFor(field: Field | undefined): readonly EffectName[] {
  const all: EffectName[] = [
    'required true',
    'hidden true',
    'readonly true',
    'required false',
    'hidden false',
    'readonly false',
  ]
  if (!field) return all
  if (field.computed) return all.filter((name) => name.startsWith('readonly'))
  const more: EffectName[] = [...(field.type === 'choice' ? (['options'] as const) : []), 'value']
  return field.type === 'auto_number' ? ['readonly true', 'required true'] : [...all, ...more]
}
