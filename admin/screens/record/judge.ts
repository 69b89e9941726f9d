import { type CheckRow, checkRow, type Reach } from '#model/check-row.ts'
import { withFormulas } from '#model/computed/own.ts'
import type { Field as ModelField } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Problems } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import { isEmpty, isServerMade, isWorkedOut, storedValue } from '#model/row-values.ts'
import { type Decisions, decide } from '#model/rules.ts'
import { sameJson } from '#model/same-json.ts'
import type { Table } from '#model/table.ts'
import { isUnread, type Unread } from '../../fields/unread.ts'

/** What somebody has typed and chosen so far, by field: nothing else. */
export type Edits = Readonly<Record<string, Json | Unread>>

export type Judging = Pick<CheckRow, 'table' | 'before' | 'env' | 'choices' | 'locale' | 'reach'>

export interface Judged {
  /** How each field behaves, as it would be. */
  readonly decisions: Decisions
  /** The whole row as it would be saved, as far as it can be read. */
  readonly row: Row
  /** What is sent: nothing of what is hidden, or is the server's to set. */
  readonly input: Record<string, Json>
  readonly problems: Problems
  /**
   * Fields that will be asked for besides: the server's rules are silent while a value cannot be read, but whoever
   * corrects one field wants to hear of the others.
   */
  readonly missing: readonly string[]
}

/** What the server would say, by the server's own files: how fields behave now, what would be sent, what is wrong. */
export function judge(judging: Judging, edits: Edits): Judged {
  const { table, before, env } = judging
  const typed = Object.entries(edits)
  const values = Object.fromEntries(typed.filter((entry): entry is [string, Json] => !isUnread(entry[1])))
  const read = checkRow({ ...judging, input: values, mode: 'wire' })
  const row: Row = withFormulas(table, { ...(before ?? { created_by: env.me }), ...read.changed })
  const decisions = decide(table, row, env)
  const isSent = (slug: string) => sends(judging, decisions, slug)
  const input = Object.fromEntries(Object.entries(values).filter(([slug]) => isSent(slug)))
  const unread = Object.fromEntries(
    typed.flatMap(([slug, value]) => (isUnread(value) && isSent(slug) ? [[slug, [value.problem]]] : [])),
  )
  const verdict = checkRow({ ...judging, input, mode: 'wire', unread })
  if (!('problems' in verdict)) return { decisions, row: verdict.row, input, problems: {}, missing: [] }
  const { problems } = verdict
  const lacks = ({ slug, type }: ModelField) =>
    decisions[slug]?.required && isEmpty(row[slug]) && !(slug in problems) && type !== 'auto_number'
  return { decisions, row, input, problems, missing: table.fields.filter(lacks).map(({ slug }) => slug) }
}

/** A hidden field is emptied, a fixed one is filled, by the server too; read-only by rule is told where it is. */
function sends({ table, reach }: Judging, decisions: Decisions, slug: string): boolean {
  const field = fieldIn(table, slug)
  const decision = decisions[slug]
  if (!field || !decision || !isWritten(field)) return false
  return !decision.hidden && decision.value === undefined && (reach?.(field) ?? 'open') === 'open'
}

/** By those who fill in a form. */
export const isWritten = (field: ModelField): boolean => !isServerMade(field) && !isWorkedOut(field)

const fieldIn = (table: Table, slug: string): ModelField | undefined =>
  table.fields.find((field) => field.slug === slug)

/** Whether somebody may write it now, and what for if not. */
export function isOpen(judging: Judging, decisions: Decisions, field: ModelField): boolean {
  const decision = decisions[field.slug]
  const reach: Reach = judging.reach?.(field) ?? 'open'
  return isWritten(field) && reach === 'open' && !decision?.readonly && decision?.value === undefined
}

/** What the field shows: as typed, as a rule fixes it, or as it is stored. */
export function shownValue(
  judged: Judged,
  before: Row | null,
  edits: Edits,
  field: ModelField,
): Json | Unread {
  if (isWorkedOut(field)) return judged.row[field.slug] ?? null
  const fixed = judged.decisions[field.slug]?.value
  if (fixed !== undefined) return fixed
  return edits[field.slug] ?? (field.slug in edits ? null : storedValue(field, before))
}

/** What was typed and is as stored again is no change. */
export function withEdit(edits: Edits, field: ModelField, before: Row | null, value: Json | Unread): Edits {
  const { [field.slug]: _, ...others } = edits
  if (!isUnread(value) && sameJson(value, storedValue(field, before))) return others
  return { ...others, [field.slug]: value }
}
