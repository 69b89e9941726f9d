import type { CheckRow } from './check-row.ts'
import type { Field } from './fields/index.ts'
import { findField } from './find-field.ts'
import type { Json } from './json.ts'
import { problemsOf } from './problem.ts'
import type { Row } from './row.ts'
import { amongThese, type Found, readonlyProblem, report } from './row-input.ts'
import { emptyValue, isEmpty, storedValue } from './row-values.ts'
import type { Decision } from './rules.ts'
import { decide } from './rules.ts'
import { sameJson } from './same-json.ts'
import type { Table } from './table.ts'

const problem = problemsOf({
  'field.required': { fr: 'Ce champ est obligatoire.', en: 'This field is required.' },
  'field.hidden': {
    fr: 'Ce champ est masqué ici : laissez-le vide.',
    en: 'This field is hidden here: leave it empty.',
  },
  'choice.not_offered': {
    fr: '« {given} » n’est pas proposé ici. Choisissez parmi : {known}.',
    en: '"{given}" is not offered here. Choose among: {known}.',
  },
})

/** A row between what is stored and what will be. */
export interface Draft {
  readonly sent: Readonly<Record<string, Json>>
  /** Emptied and filled here, as the rules say. */
  readonly row: Record<string, Json>
}

export function applyRules(check: CheckRow, draft: Draft, found: Found): void {
  const { table, env } = check
  const decisions = decide(table, withSystem(check, draft.row), env)
  for (const field of table.fields) {
    const { slug } = field
    const decision = decisions[slug]!
    if (decision.hidden) hide(field, draft, found)
    else if (decision.value !== undefined) draft.row[slug] = decision.value ?? emptyValue(field)
    else if (decision.readonly && check.mode === 'wire') refuseChange(check, field, draft.sent, found)
    if (decision.options) refuseOthers(field, decision, draft.row[slug]!, found)
    if (decision.required && lacks(field, draft.row)) report(found, slug, problem('field.required'))
  }
}

/** Rules may ask who made a row, and when: a new one is its writer's. */
const withSystem = ({ table, before, env }: CheckRow, row: Row): Row =>
  table.rules.length === 0 ? row : { ...(before ?? { created_by: env.me }), ...row }

function hide(field: Field, { sent, row }: Draft, found: Found): void {
  if (!isEmpty(sent[field.slug])) report(found, field.slug, problem('field.hidden'))
  row[field.slug] = emptyValue(field)
}

function refuseChange({ before }: CheckRow, field: Field, sent: Draft['sent'], found: Found): void {
  const value = sent[field.slug]
  if (value !== undefined && !sameJson(value, storedValue(field, before)))
    report(found, field.slug, readonlyProblem)
}

function refuseOthers({ slug }: Field, { options }: Decision, value: Json, found: Found): void {
  if (value === null || !options || options.includes(String(value))) return
  report(found, slug, problem('choice.not_offered', amongThese(value, options)))
}

/** The server gives an automatic number when it writes the row. */
const lacks = (field: Field, row: Readonly<Record<string, Json>>): boolean =>
  isEmpty(row[field.slug]) && field.type !== 'auto_number'

/** Where values could not be read, rules cannot be asked; what is required without them is still named. */
export function requireFields(table: Table, row: Readonly<Record<string, Json>>, found: Found): void {
  const ruled = new Set(table.rules.map((rule) => findField(table, rule.field)?.slug))
  for (const field of table.fields) {
    if (!field.required || ruled.has(field.slug) || found.has(field.slug) || !lacks(field, row)) continue
    report(found, field.slug, problem('field.required'))
  }
}
