import { type ComputedDraft, isComputed, keysOfComputed, readComputed } from './computed/read-computed.ts'
import {
  at,
  complain,
  type Found,
  isAbsent,
  labelOf,
  readList,
  readObject,
  readSlug,
  readText,
  readYes,
} from './definition.ts'
import type { Field, FieldTypeName } from './fields/index.ts'
import { fieldTypeNames, fieldTypeOf, isFieldTypeName } from './fields/index.ts'
import { given } from './fields/settings.ts'
import type { Json, JsonObject } from './json.ts'
import { isObject } from './json.ts'
import type { Problem } from './problem.ts'
import { isProblem, problemsOf } from './problem.ts'
import { reservedFields } from './reserved.ts'
import type { FieldDraft } from './table.ts'

const problem = problemsOf({
  'field.type_unknown': {
    fr: 'Ce type de champ n’existe pas. Choisissez parmi : {known}.',
    en: 'There is no such field type. Choose among: {known}.',
  },
  'field.reserved': {
    fr: '« {slug} » est un nom réservé : il a déjà un sens dans les adresses ou les réponses. Ajoutez-lui un mot.',
    en: '"{slug}" is reserved: it already has a meaning in addresses or answers. Add a word to it.',
  },
  'field.id': { fr: 'L’identifiant d’un champ est donné par Sugu.', en: 'Sugu gives the id of a field.' },
  'field.unique_unfit': {
    fr: 'Un champ de ce type ne peut pas être unique.',
    en: 'A field of this type cannot be unique.',
  },
  'field.default_unfit': {
    fr: 'Un champ de ce type n’a pas de valeur par défaut.',
    en: 'A field of this type has no default value.',
  },
  'field.table_unknown': {
    fr: 'La table « {table} » n’existe pas ou ne vous est pas visible.',
    en: 'The table "{table}" does not exist or is not visible to you.',
  },
})

export interface FieldOptions {
  /** Is there a table of that slug to refer to? */
  exists(slug: string): boolean
  /** Takes what a definition says of a field that is worked out, until all fields are known. */
  worksOut(slug: string, draft: ComputedDraft): void
}

const commonKeys = [
  'id',
  'slug',
  'type',
  'label',
  'help',
  'required',
  'unique',
  'default',
  'readonly',
  'aliases',
]

export function parseField(
  found: Found,
  path: string,
  input: Json,
  options: FieldOptions,
): FieldDraft | undefined {
  if (isComputed(input)) return parseComputed(found, path, input, options)
  const type = isObject(input) ? readType(found, at(path, 'type'), input.type) : undefined
  const settingNames = type ? fieldTypeOf({ type } as Field).settingNames : Object.keys(Object(input))
  const definition = readObject(found, path, input, [...commonKeys, ...settingNames])
  const slug = definition && readFieldSlug(found, at(path, 'slug'), definition.slug)
  if (!definition || !slug || !type) return undefined
  const common = readCommon(found, path, slug, definition)
  const field = { ...common, type, ...readSettings(found, path, type, definition) } as unknown as FieldDraft
  refuseUnfit(found, path, field, options)
  const value = readDefault(found, at(path, 'default'), field, definition.default)
  return value === undefined ? field : { ...field, default: value }
}

/** Its type is that of its result, which is not known yet. */
function parseComputed(
  found: Found,
  path: string,
  input: JsonObject,
  { worksOut }: FieldOptions,
): FieldDraft | undefined {
  const definition = readObject(found, path, input, [
    ...commonKeys,
    ...(keysOfComputed(input) ?? Object.keys(input)),
  ])
  const slug = definition && readFieldSlug(found, at(path, 'slug'), definition.slug)
  const draft = definition && readComputed(found, path, definition)
  if (!slug || !draft) return undefined
  worksOut(slug, draft)
  const { required: _required, unique: _unique, ...common } = readCommon(found, path, slug, definition)
  return { ...common, type: 'text', readonly: true } as FieldDraft
}

function readType(found: Found, path: string, input: unknown): FieldTypeName | undefined {
  if (isFieldTypeName(input)) return input
  return complain(found, path, problem('field.type_unknown', { known: fieldTypeNames.join(', ') }))
}

function readFieldSlug(found: Found, path: string, input: unknown): string | undefined {
  const slug = readSlug(found, path, input)
  if (slug === undefined || !reservedFields.has(slug)) return slug
  return complain(found, path, problem('field.reserved', { slug }))
}

function readCommon(found: Found, path: string, slug: string, input: JsonObject) {
  const aliases = readList(found, at(path, 'aliases'), input.aliases, 100).flatMap(
    (alias, i) => readSlug(found, at(path, `aliases.${i}`), alias) ?? [],
  )
  return given({
    id: readId(found, at(path, 'id'), input.id),
    slug,
    label: isAbsent(input.label)
      ? labelOf(slug)
      : (readText(found, at(path, 'label'), input.label, 120) ?? labelOf(slug)),
    help: isAbsent(input.help) ? undefined : readText(found, at(path, 'help'), input.help, 1000),
    required: readYes(found, at(path, 'required'), input.required),
    unique: readYes(found, at(path, 'unique'), input.unique),
    readonly: readYes(found, at(path, 'readonly'), input.readonly),
    aliases: aliases.length > 0 ? aliases : undefined,
  })
}

function readId(found: Found, path: string, input: unknown): number | undefined {
  if (isAbsent(input)) return undefined
  if (Number.isSafeInteger(input) && (input as number) > 0) return input as number
  return complain(found, path, problem('field.id'))
}

function readSettings(found: Found, path: string, type: FieldTypeName, input: JsonObject): object {
  const { settings, problems } = fieldTypeOf({ type } as Field).settings(input)
  for (const what of problems) complain(found, settingPath(path, what), what)
  return settings
}

const settingPath = (path: string, { params }: Problem): string =>
  typeof params.setting === 'string' ? at(path, params.setting) : path

function refuseUnfit(found: Found, path: string, field: FieldDraft, { exists }: FieldOptions): void {
  if (field.unique && !isIndexable(field)) complain(found, at(path, 'unique'), problem('field.unique_unfit'))
  const table = 'table' in field ? field.table : undefined
  if (table && !exists(table)) complain(found, at(path, 'table'), problem('field.table_unknown', { table }))
}

function readDefault(
  found: Found,
  path: string,
  draft: FieldDraft,
  input: Json | undefined,
): Json | undefined {
  if (isAbsent(input)) return undefined
  const field = draft as Field
  if (field.type === 'auto_number' || (field.type === 'slug' && field.from !== undefined)) {
    return complain(found, path, problem('field.default_unfit'))
  }
  const parsed = fieldTypeOf(field).parse(field, input)
  return isProblem(parsed) ? complain(found, path, parsed.problem) : parsed.value
}

/** Has one value in a column that a B-tree orders; long texts do not fit into one. */
export function isIndexable(draft: FieldDraft | Field): boolean {
  const field = draft as Field
  return isSortable(field) && field.type !== 'long_text' && field.type !== 'boolean'
}

/** Rows can be put in its order. */
export const isSortable = (draft: FieldDraft | Field): boolean => {
  const type = fieldTypeOf(draft as Field)
  return type.compare !== undefined && type.column(draft as Field) !== null
}

/** Says in a line what a row is. */
export const isNaming = (draft: FieldDraft | Field): boolean =>
  isSearchable(draft) && draft.type !== 'rich_text'

export const isSearchable = (draft: FieldDraft | Field): boolean =>
  fieldTypeOf(draft as Field).searchText !== undefined
