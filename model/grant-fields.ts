import type { Field } from './fields/index.ts'
import { findField } from './find-field.ts'
import { type Problem, problemsOf } from './problem.ts'
import type { Grant, Table } from './table.ts'
import { systemSlugs } from './table.ts'

/** The part of a grant that says which fields it covers. */
export type FieldsGranted = Pick<Grant, 'fields' | 'except'>

const problem = problemsOf({
  'grant.fields': {
    fr: 'Donnez une liste de champs, comme ["nom", "prix"].',
    en: 'Give a list of fields, such as ["name", "price"].',
  },
  'grant.field_unknown': {
    fr: 'La table « {table} » n’a pas de champ « {field} ».',
    en: 'The table "{table}" has no field "{field}".',
  },
  'grant.one_list': {
    fr: 'Donnez soit « fields », les champs ouverts, soit « except », les champs fermés.',
    en: 'Give either “fields”, those that are open, or “except”, those that are closed.',
  },
  'grant.whole_rows': {
    fr: '« {action} » porte sur des lignes entières : pas de liste de champs ici.',
    en: '"{action}" is about whole rows: there is no list of fields here.',
  },
})

const byField: readonly string[] = ['read', 'create', 'update']
const mostFields = 300

/** `fields` or `except` of a grant, in current slugs; or what is wrong with them. */
export function readGrantFields(
  input: { readonly fields?: unknown; readonly except?: unknown },
  action: string,
  table: Table,
): { granted: FieldsGranted } | { problem: Problem } {
  const { fields, except } = input
  if (fields === undefined && except === undefined) return { granted: {} }
  if (!byField.includes(action)) return { problem: problem('grant.whole_rows', { action }) }
  if (fields !== undefined && except !== undefined) return { problem: problem('grant.one_list') }
  const list = fields ?? except
  if (!Array.isArray(list) || list.length > mostFields) return { problem: problem('grant.fields') }
  const known = list.map((name) => (typeof name === 'string' ? findField(table, name) : undefined))
  const lost = known.indexOf(undefined)
  if (lost >= 0) {
    const field = String(list[lost]).slice(0, 60)
    return { problem: problem('grant.field_unknown', { table: table.slug, field }) }
  }
  const slugs = known.map((field) => field!.slug)
  return { granted: fields === undefined ? { except: slugs } : { fields: slugs } }
}

/** The slugs that a grant covers, in today's structure; null: all. Without its id nobody could name a row. */
export function coveredSlugs({ fields, except }: FieldsGranted, table: Table): ReadonlySet<string> | null {
  if (!fields && !except) return null
  const named = new Set((fields ?? except!).map((name) => findField(table, name)?.slug))
  const all: readonly string[] = [...systemSlugs, ...table.fields.map(({ slug }: Field) => slug)]
  const covered = all.filter((slug) => named.has(slug) === (fields !== undefined))
  return new Set(['id', 'version', ...covered])
}
