import type { Field } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Table } from '#model/table.ts'
import { canonical } from '../catalog/definition.ts'
import { sameName } from './works.ts'

/** What has to be counted in the rows before a change is allowed. */
export type Check =
  | { readonly why: 'unreadable'; readonly from: Field; readonly to: Field }
  | { readonly why: 'dropped'; readonly field: Field }
  | { readonly why: 'empty'; readonly field: Field; readonly stored: Field }
  | { readonly why: 'duplicate'; readonly fields: readonly Field[] }
  | { readonly why: 'option'; readonly field: Field; readonly values: readonly string[] }
  | { readonly why: 'rule'; readonly table: Table; readonly slugs: readonly string[] }
  | { readonly why: 'table' }

export type Why = Check['why']

/** The checks that a change calls for. An undo needs none of them: it goes back to what was. */
export function checksOf(before: Table, after: Table | null): readonly Check[] {
  if (!after) return [{ why: 'table' }]
  const kept = after.fields.flatMap((to) => {
    const from = before.fields.find(({ id }) => id === to.id) ?? takenPlace(before, after, to)
    return from ? [{ from, to }] : []
  })
  return [
    ...kept
      .filter(({ from, to }) => from.id !== to.id && !to.computed)
      .map(({ from, to }): Check => ({ why: 'unreadable', from, to })),
    ...before.fields
      .filter(
        ({ id, computed }) => !computed && !kept.some(({ from, to }) => from.id === id && isHeir(to, id)),
      )
      .map((field): Check => ({ why: 'dropped', field })),
    ...kept
      .filter(({ from, to }) => to.required && !from.required)
      .map(({ from, to }): Check => ({ why: 'empty', field: to, stored: from })),
    ...uniqueChecks(before, after),
    ...kept.flatMap(({ from, to }) => optionCheck(from, to)),
    ...ruleCheck(before, after),
  ]
}

/** What is worked out instead takes nothing over. */
const isHeir = (to: Field, id: number): boolean => to.id === id || !to.computed

const takenPlace = (before: Table, after: Table, to: Field): Field | undefined =>
  before.fields.find((field) => !after.fields.some(({ id }) => id === field.id) && sameName(field, to))

/** Single fields whose type changes are counted while their values are converted. */
function uniqueChecks(before: Table, after: Table): Check[] {
  const single = after.fields.filter((field) => field.unique).map((field) => [field])
  const sets = after.unique.map((slugs) => slugs.map((slug) => findField(after, slug)!))
  const known = new Set([
    ...before.fields.filter((field) => field.unique).map(({ id }) => String(id)),
    ...before.unique.map((slugs) => slugs.map((slug) => findField(before, slug)!.id).join()),
  ])
  const stored = (field: Field): boolean => field.id < 0 || before.fields.some(({ id }) => id === field.id)
  return [...single, ...sets]
    .filter((fields) => fields.every(stored) && !known.has(fields.map(({ id }) => id).join()))
    .map((fields) => ({ why: 'duplicate', fields }))
}

function optionCheck(from: Field, to: Field): Check[] {
  if (from.id !== to.id || to.computed || from.type !== 'choice' || to.type !== 'choice' || !to.options)
    return []
  const values = to.options.map(({ value }) => value)
  const narrows = !from.options || from.options.some(({ value }) => !values.includes(value))
  return narrows ? [{ why: 'option', field: to, values }] : []
}

/** Only the fields that a new or changed rule speaks of, and that hold values already. */
function ruleCheck(before: Table, after: Table): Check[] {
  const known = new Set(before.rules.map((rule) => canonical(rule)))
  const changed = after.rules.filter((rule) => !known.has(canonical(rule)))
  const slugs = after.fields
    .filter((field) => changed.some((rule) => findField(after, rule.field)?.id === field.id))
    .filter((field) => before.fields.some(({ id }) => id === field.id))
    .map(({ slug }) => slug)
  return slugs.length === 0 ? [] : [{ why: 'rule', table: after, slugs }]
}
