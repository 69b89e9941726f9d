import type { TargetNamed } from '#model/computed/resolving.ts'
import type { Field } from '#model/fields/index.ts'
import { isObject, type Json } from '#model/json.ts'
import { parseTable } from '#model/parse-table.ts'
import type { Problems } from '#model/problem.ts'
import type { FieldDraft, Table, TableDraft } from '#model/table.ts'
import { type ChangeKind, changeKinds } from './change-kinds.ts'
import { convertible } from './convert.ts'
import {
  type Changing,
  changeProblem,
  type DraftField,
  type Drafting,
  draftingOf,
  jsonOf,
  refuse,
} from './drafting.ts'
import { withIds } from './keep-ids.ts'
import { keepsValues } from './same-values.ts'

export interface ChangesOptions {
  exists(slug: string): boolean
  /** The tables that lookups and rollups may lead to. */
  readonly target?: TargetNamed
  /** The next field id that was never used in this table. */
  readonly nextField: number
}

export type Changed =
  /** `after` null: the table is to go. */
  { readonly after: Table | null; readonly nextField: number } | { readonly problems: Problems }

const mostChanges = 100

/** The definition as the changes, made one after the other, leave it; or all that is wrong with them. */
export function changedTable(table: Table, input: unknown, options: ChangesOptions): Changed {
  if (!Array.isArray(input) || input.length === 0 || input.length > mostChanges) {
    return { problems: { changes: [changeProblem('changes.invalid', { max: mostChanges })] } }
  }
  const drafting = draftingOf(table)
  for (const [i, change] of input.entries()) applyOne(drafting, change, `changes.${i}`)
  if (drafting.dropped && input.length > 1) drafting.problems.changes = [changeProblem('change.drop_alone')]
  if (Object.keys(drafting.problems).length > 0) return { problems: drafting.problems }
  return drafting.dropped ? { after: null, nextField: options.nextField } : finished(drafting, options)
}

function applyOne(drafting: Drafting, change: Json, path: string): undefined {
  const changing: Changing = { drafting, path, change: isObject(change) ? change : {} }
  if (!isObject(change)) return refuse(changing, '', changeProblem('change.not_an_object'))
  const kind = kindOf(change.change)
  if (!kind)
    return refuse(
      changing,
      'change',
      changeProblem('change.unknown', { known: Object.keys(changeKinds).join(', ') }),
    )
  const strange = Object.keys(change).filter(
    (member) => member !== 'change' && !kind.members.includes(member),
  )
  for (const member of strange) {
    refuse(
      changing,
      member.slice(0, 60),
      changeProblem('change.unknown_member', { member: member.slice(0, 60), known: kind.members.join(', ') }),
    )
  }
  if (strange.length === 0) kind.apply(changing)
}

const kindOf = (name: unknown): ChangeKind | undefined =>
  typeof name === 'string' && Object.hasOwn(changeKinds, name)
    ? (changeKinds as Record<string, ChangeKind>)[name]
    : undefined

function finished(drafting: Drafting, options: ChangesOptions): Changed {
  const { table } = drafting
  const { exists, target } = options
  const parsed = parseTable(jsonOf(drafting), { origin: table.origin, exists, target })
  if ('problems' in parsed) return { problems: movedProblems(drafting, parsed.problems) }
  const problems = unconvertible(drafting, parsed.draft)
  if (Object.keys(problems).length > 0) return { problems: movedProblems(drafting, problems) }
  const keeps = (field: FieldDraft, i: number) => keptId(drafting.fields[i]!, field)
  const { fields, nextField } = withIds(table, parsed.draft.fields, keeps, options.nextField)
  const { id, owner, origin, version, from } = table
  const kept = { id, owner, origin, version, ...(from && { from }) }
  return { after: { ...parsed.draft, fields, ...kept }, nextField }
}

/** A field keeps its column as long as its values need no conversion. */
function keptId({ was, retyped }: DraftField, field: FieldDraft): number | null {
  if (!was) return null
  if (field.computed) return was.id
  return !retyped || keepsValues(was, asField(field)) ? was.id : null
}

const asField = (field: FieldDraft): Field => ({ ...field, id: field.id ?? 0 }) as Field

function unconvertible(drafting: Drafting, draft: TableDraft): Problems {
  const problems: Problems = {}
  draft.fields.forEach((field, i) => {
    const { was, retyped } = drafting.fields[i]!
    if (
      !was ||
      !retyped ||
      field.computed ||
      keepsValues(was, asField(field)) ||
      convertible(was, asField(field))
    )
      return
    problems[`fields.${i}.type`] = [changeProblem('change.not_convertible', { field: field.slug })]
  })
  return problems
}

/** A problem of the definition, told where the change said it. */
function movedProblems(drafting: Drafting, problems: Problems): Problems {
  return Object.fromEntries(Object.entries(problems).map(([key, list]) => [movedKey(drafting, key), list]))
}

function movedKey(drafting: Drafting, key: string): string {
  const [first = '', second = '', ...rest] = key.split('.')
  const field = first === 'fields' ? drafting.fields[Number(second)] : undefined
  if (field?.origin) return [field.origin, ...rest].join('.')
  const origin = drafting.origins.get(first)
  return origin ? [origin, ...key.split('.').slice(1)].join('.') : key
}
