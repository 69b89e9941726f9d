import { at, complain, type Found, isAbsent, readList, readObject, readText, readYes } from './definition.ts'
import type { Field, FieldTypeName } from './fields/index.ts'
import { findField } from './find-field.ts'
import type { Json } from './json.ts'
import type { Text } from './language.ts'
import { type Problem, problemsOf } from './problem.ts'
import type { Table } from './table.ts'

/** A field that a stranger fills in, and how it is asked for there. */
export interface EntryField {
  readonly field: string
  readonly label?: Text
  readonly help?: Text
  /** Here, where the table itself would do without. */
  readonly required?: true
}

const problem = problemsOf({
  'entry.field_unknown': {
    fr: 'Cette table n’a pas de champ « {field} ».',
    en: 'This table has no field "{field}".',
  },
  'entry.field_twice': {
    fr: 'Le champ « {field} » est demandé deux fois.',
    en: 'The field "{field}" is asked for twice.',
  },
  'entry.field_unfit': {
    fr: '« {field} » ne se remplit pas dans un formulaire public : son type montrerait d’autres lignes, ou n’est pas à écrire.',
    en: '"{field}" cannot be filled in on a public form: its type would show other rows, or is not to be written.',
  },
  'entry.field_unique': {
    fr: '« {field} » est unique : un refus dirait à un inconnu qu’une valeur existe déjà. Laissez ce champ hors du formulaire.',
    en: '"{field}" is unique: a refusal would tell a stranger that a value exists. Leave this field out of the form.',
  },
  'entry.field_missing': {
    fr: '« {field} » est obligatoire dans la table et n’a pas de valeur par défaut : ajoutez-le au formulaire.',
    en: '"{field}" is required in the table and has no default value: add it to the form.',
  },
  'entry.no_fields': { fr: 'Choisissez au moins un champ.', en: 'Choose at least one field.' },
})

/** What shows nobody anything when it is filled in. */
const fitTypes: ReadonlySet<FieldTypeName> = new Set<FieldTypeName>([
  'text',
  'long_text',
  'integer',
  'decimal',
  'money',
  'boolean',
  'date',
  'datetime',
  'choice',
  'phone',
  'email',
  'url',
  'location',
  'rating',
])

/** Why strangers may not be asked for a field; null: they may. */
export function unfitBecause(field: Field, table: Table): Problem | null {
  const params = { field: field.slug }
  if (!fitTypes.has(field.type) || field.readonly) return problem('entry.field_unfit', params)
  const isUnique = field.unique || table.unique.some((set) => set.includes(field.slug))
  return isUnique ? problem('entry.field_unique', params) : null
}

export interface EntryFields {
  readonly fields: readonly EntryField[]
  readonly problems: readonly Problem[]
}

const mostFields = 60

/** Never fails: what a table no longer has, or must not be asked for, is told and left out. */
export function readEntryFields(input: unknown, table: Table): EntryFields {
  const found: Found = new Map()
  const taken = new Set<string>()
  const fields = readList(found, '', input, mostFields).flatMap(
    (item, i) => readOne(found, String(i), item, table, taken) ?? [],
  )
  if (fields.length === 0) complain(found, 'fields', problem('entry.no_fields'))
  for (const field of table.fields.filter((field) => isMissed(field) && !taken.has(field.slug)))
    complain(found, field.slug, problem('entry.field_missing', { field: field.slug }))
  return { fields, problems: [...found.values()].flat() }
}

const isMissed = ({ required, type, ...field }: Field): boolean =>
  required === true && field.default === undefined && type !== 'auto_number' && type !== 'slug'

function readOne(
  found: Found,
  path: string,
  input: Json,
  table: Table,
  taken: Set<string>,
): EntryField | undefined {
  const given = readObject(found, path, input, ['field', 'label', 'help', 'required'])
  const field = typeof given?.field === 'string' ? findField(table, given.field) : undefined
  if (!given) return undefined
  if (!field || field.id < 0)
    return complain(found, path, problem('entry.field_unknown', { field: String(given.field).slice(0, 60) }))
  const unfit = taken.has(field.slug)
    ? problem('entry.field_twice', { field: field.slug })
    : unfitBecause(field, table)
  if (unfit) return complain(found, path, unfit)
  taken.add(field.slug)
  const said = (name: 'label' | 'help', max: number): Text | undefined =>
    isAbsent(given[name]) ? undefined : readText(found, at(path, name), given[name], max)
  const [label, help] = [said('label', 200), said('help', 500)]
  const required = readYes(found, at(path, 'required'), given.required)
  return { field: field.slug, ...(label && { label }), ...(help && { help }), ...(required && { required }) }
}

/** What a public form takes now. */
export const entryStates = ['open', 'not_yet', 'closed', 'full'] as const
export type EntryState = (typeof entryStates)[number]

export interface EntryTimes {
  readonly active: boolean
  readonly opens: string | null
  readonly closes: string | null
  readonly most: number | null
}

export function entryState(
  { active, opens, closes, most }: EntryTimes,
  answers: number,
  now: Date,
): EntryState {
  if (!active) return 'closed'
  if (opens !== null && now < new Date(opens)) return 'not_yet'
  if (closes !== null && now >= new Date(closes)) return 'closed'
  return most !== null && answers >= most ? 'full' : 'open'
}
