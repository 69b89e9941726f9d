import type { Field } from './fields/index.ts'
import type { Json } from './json.ts'
import type { Row } from './row.ts'
import { emptyValue } from './row-values.ts'
import { sameJson } from './same-json.ts'

/** What one field was and is. */
export interface Difference {
  readonly field: Field
  readonly from: Json
  readonly to: Json
}

const held = (field: Field, row: Row): Json => row[field.slug] ?? emptyValue(field)

/** In the order of the fields. */
export function differences(fields: readonly Field[], before: Row, after: Row): Difference[] {
  return fields.flatMap((field) => {
    const [from, to] = [held(field, before), held(field, after)]
    return sameJson(from, to) ? [] : [{ field, from, to }]
  })
}

/** A field that two people changed since the version that both began from. */
export interface Clash {
  readonly field: Field
  readonly base: Json
  readonly mine: Json
  readonly theirs: Json
}

export interface Merge {
  /** What both changed, not alike: somebody has to choose. */
  readonly clashes: readonly Clash[]
  /** What I alone changed. */
  readonly mine: readonly Difference[]
  /** What they alone changed. */
  readonly theirs: readonly Difference[]
}

/** Two changes of the same row, field by field. What both changed alike is nobody's to settle. */
export function merge(fields: readonly Field[], rows: { base: Row; mine: Row; theirs: Row }): Merge {
  const mine = new Map(differences(fields, rows.base, rows.mine).map((one) => [one.field.slug, one]))
  const theirs = new Map(differences(fields, rows.base, rows.theirs).map((one) => [one.field.slug, one]))
  const both = [...mine.values()].filter(({ field }) => theirs.has(field.slug))
  return {
    clashes: both.flatMap(({ field, from, to }) => {
      const other = theirs.get(field.slug)!.to
      return sameJson(to, other) ? [] : [{ field, base: from, mine: to, theirs: other }]
    }),
    mine: [...mine.values()].filter(({ field }) => !theirs.has(field.slug)),
    theirs: [...theirs.values()].filter(({ field }) => !mine.has(field.slug)),
  }
}

/** As the history of a row tells it, the newest first. */
export interface Step {
  readonly version: number
  readonly changes: Readonly<Record<string, { readonly from: Json; readonly to: Json }>>
}

/** The row as a version left it, out of what it is now: what came later is taken back. */
export function rowAt(row: Row, steps: readonly Step[], version: number): Row {
  const past: Record<string, Json> = { ...row }
  for (const step of steps) {
    if (step.version <= version) break
    for (const [slug, { from }] of Object.entries(step.changes)) past[slug] = from
  }
  return past
}
