import type { Field } from '#model/fields/index.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { type Problem, type Problems, problemsOf } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { definitionOf } from '../catalog/definition.ts'

/** A definition while changes are made to it: JSON, to be parsed again as a whole. */
export interface Drafting {
  readonly table: Table
  slug: string
  aliases: string[]
  label: Json
  title: string | null
  fields: DraftField[]
  unique: string[][]
  indexes: string[][]
  order: string[]
  search: string[]
  rules: JsonObject[]
  sections?: JsonObject[]
  allow: Json
  /** The whole table is to go. */
  dropped: boolean
  readonly problems: Problems
  /** Which change a member of the definition comes from, so that a problem found later is told there. */
  readonly origins: Map<string, string>
}

export interface DraftField {
  json: JsonObject & { slug: string }
  /** The field that it was; null for one that is added. */
  readonly was: Field | null
  /** Its type is being changed. */
  readonly retyped: boolean
  /** `changes.2.field`: where its definition was given. */
  readonly origin: string | null
}

export function draftingOf(table: Table): Drafting {
  const { fields, ...json } = structuredClone(definitionOf(table)) as unknown as Omit<Drafting, 'fields'> & {
    fields: Field[]
  }
  const draftFields = fields.map((field, i): DraftField => {
    const { id: _id, ...rest } = field
    return {
      json: rest as unknown as DraftField['json'],
      was: table.fields[i]!,
      retyped: false,
      origin: null,
    }
  })
  return { ...json, table, fields: draftFields, dropped: false, problems: {}, origins: new Map() }
}

export function jsonOf(drafting: Drafting): JsonObject {
  const { slug, aliases, label, title, unique, indexes, order, search, rules, sections, allow, table } =
    drafting
  const fields = drafting.fields.map(({ json }) => json)
  return {
    slug,
    aliases,
    label,
    title,
    fields,
    unique,
    indexes,
    order,
    search,
    rules,
    ...(sections && { sections }),
    allow,
    scope: table.scope,
  }
}

export const changeProblem = problemsOf({
  'changes.invalid': {
    fr: 'Envoyez « changes » : une liste de 1 à {max} changements.',
    en: 'Send "changes": a list of 1 to {max} changes.',
  },
  'change.unknown': {
    fr: 'Il n’y a pas de tel changement. Ceux qu’il y a : {known}.',
    en: 'There is no such change. There are: {known}.',
  },
  'change.unknown_member': {
    fr: 'Ce changement ne comprend pas « {member} ». Il comprend : {known}.',
    en: 'This change does not understand "{member}". It understands: {known}.',
  },
  'change.no_field': {
    fr: 'La table n’a pas de champ « {field} ».',
    en: 'The table has no field "{field}".',
  },
  'change.no_rows_of': {
    fr: 'Donnez le nom technique d’un champ de la table.',
    en: 'Give the slug of a field of the table.',
  },
  'change.not_a_list': {
    fr: 'Donnez une liste de noms techniques de champs.',
    en: 'Give a list of slugs of fields.',
  },
  'change.not_an_object': { fr: 'Donnez un objet JSON.', en: 'Give a JSON object.' },
  'change.not_boolean': { fr: 'Répondez true ou false.', en: 'Answer true or false.' },
  'change.slug_missing': { fr: 'Donnez le nouveau nom technique.', en: 'Give the new slug.' },
  'change.slug_taken': { fr: 'Ce nom est déjà pris : « {slug} ».', en: 'This name is taken: "{slug}".' },
  'change.drop_alone': {
    fr: 'Supprimer la table entière est un changement à faire seul.',
    en: 'Deleting the whole table is a change to be made by itself.',
  },
  'change.not_a_choice': {
    fr: 'Le champ « {field} » n’est pas un choix.',
    en: 'The field "{field}" is not a choice.',
  },
  'change.not_convertible': {
    fr: 'Les valeurs de « {field} » ne peuvent pas devenir de ce type. Ajoutez un champ à la place.',
    en: 'The values of "{field}" cannot become of that type. Add a field instead.',
  },
  'change.no_such_set': { fr: 'Il n’y en a pas sur ces champs.', en: 'There is none on these fields.' },
})

/** One change at work: what it says, and where to complain about it. */
export interface Changing {
  readonly drafting: Drafting
  readonly change: JsonObject
  readonly path: string
}

export function refuse({ drafting, path }: Changing, member: string, problem: Problem): undefined {
  const key = member === '' ? path : `${path}.${member}`
  drafting.problems[key] = [...(drafting.problems[key] ?? []), problem]
}

/** The field that a change names, by slug or former slug. */
export function fieldNamed(changing: Changing, member: string, name: Json | undefined): DraftField | null {
  const { fields } = changing.drafting
  const field =
    fields.find(({ json }) => json.slug === name) ??
    fields.find(({ json }) => typeof name === 'string' && aliasesOf(json).includes(name))
  if (field) return field
  refuse(
    changing,
    member,
    typeof name === 'string'
      ? changeProblem('change.no_field', { field: name.slice(0, 60) })
      : changeProblem('change.no_rows_of'),
  )
  return null
}

export const aliasesOf = (json: JsonObject): string[] =>
  Array.isArray(json.aliases) ? (json.aliases as string[]) : []

/** Slugs as a list; one alone may stand for itself. */
export function slugsNamed(changing: Changing, member: string): string[] | null {
  const given = changing.change[member]
  const list = typeof given === 'string' ? [given] : given
  if (Array.isArray(list) && list.every((slug): slug is string => typeof slug === 'string')) return list
  refuse(changing, member, changeProblem('change.not_a_list'))
  return null
}
