import type { ComputedDraft } from './computed/read-computed.ts'
import { type ResolveOptions, resolveComputed, type Unresolved } from './computed/resolve.ts'
import type { TargetNamed } from './computed/resolving.ts'
import {
  complain,
  type Found,
  isAbsent,
  labelOf,
  readList,
  readObject,
  readSlug,
  readText,
} from './definition.ts'
import type { Field } from './fields/index.ts'
import { systemFields } from './fields/system.ts'
import { isObject, type JsonObject } from './json.ts'
import { parseAllow } from './parse-allow.ts'
import { isNaming, parseField } from './parse-field.ts'
import { parseRules } from './parse-rules.ts'
import { parseSections } from './parse-sections.ts'
import { parseOrder, parseSearch, parseSets, parseTitle } from './parse-sets.ts'
import type { Problems } from './problem.ts'
import { problemsOf } from './problem.ts'
import { reservedTables } from './reserved.ts'
import type { FieldDraft, Origin, Scope, Table, TableDraft } from './table.ts'

export interface ParseTableOptions {
  /** Code may take the names that are kept from others, and make tables of the whole network. */
  readonly origin: Origin
  /** Is there a table of that slug to refer to? Absent: not checked. The table may always refer to itself. */
  exists?(slug: string): boolean
  /** The tables that lookups and rollups may lead to, by slug or by id. Absent: to the table itself alone. */
  readonly target?: TargetNamed
}

const problem = problemsOf({
  'table.reserved': {
    fr: '« {slug} » est un nom réservé à Sugu. Ajoutez-lui un mot.',
    en: '"{slug}" is kept for Sugu. Add a word to it.',
  },
  'table.scope': {
    fr: 'La portée est « site ».',
    en: 'The scope is "site".',
  },
  'field.twice': {
    fr: 'Le nom « {slug} » sert déjà à un autre champ de la table.',
    en: 'The name "{slug}" is already in use by another field of the table.',
  },
  'field.from_unfit': {
    fr: '« {slug} » n’est pas un champ de texte de cette table.',
    en: '"{slug}" is not a text field of this table.',
  },
  'field.id_twice': { fr: 'Deux champs ont l’identifiant {id}.', en: 'Two fields have the id {id}.' },
})

const keys = [
  'slug',
  'aliases',
  'label',
  'fields',
  'unique',
  'indexes',
  'order',
  'search',
  'title',
  'rules',
  'sections',
  'allow',
  'personal',
  'scope',
  'seenBy',
]
const mostFields = 300

/** A definition, as JSON or as code wrote it: checked and completed. Problems are keyed by path: `fields.2.places`. */
export function parseTable(
  input: unknown,
  options: ParseTableOptions,
): { draft: TableDraft } | { problems: Problems } {
  const found: Found = new Map()
  const definition = readObject(found, '', input, keys)
  const draft = definition && readTable(found, definition, options)
  return draft && found.size === 0 ? { draft } : { problems: Object.fromEntries(found) }
}

function readTable(found: Found, input: JsonObject, options: ParseTableOptions): TableDraft | undefined {
  const slug = readTableSlug(found, input.slug, options)
  const aliases = readList(found, 'aliases', input.aliases, 100).flatMap(
    (alias, i) => readSlug(found, `aliases.${i}`, alias) ?? [],
  )
  const exists = (table: string): boolean =>
    !options.exists || table === slug || aliases.includes(table) || options.exists(table)
  const worked = readFields(found, input.fields, exists)
  if (slug === undefined || !worked) return undefined
  const fields = resolved(found, worked, { slug, aliases, target: options.target })
  if (!fields) return undefined
  const label = isAbsent(input.label) ? labelOf(slug) : readText(found, 'label', input.label, 120)
  const bare = {
    slug,
    aliases,
    label: label ?? labelOf(slug),
    fields,
    scope: readScope(found, input.scope, options),
    ...readSeenBy(input.seenBy, options),
    ...(input.personal === true && options.origin === 'code' && { personal: true as const }),
  }
  return complete(found, input, bare)
}

type Bare = Pick<TableDraft, 'slug' | 'aliases' | 'label' | 'fields' | 'personal' | 'scope' | 'seenBy'>

/** What names fields is read when the fields are known. */
function complete(found: Found, input: JsonObject, bare: Bare): TableDraft {
  const { slug, aliases, label, fields, scope } = bare
  const title = parseTitle(found, input.title, fields)
  const table = asTable(bare)
  const sections = parseSections(found, input.sections, fields)
  return {
    slug,
    aliases,
    label,
    fields,
    unique: parseSets(found, 'unique', input.unique, fields),
    indexes: parseSets(found, 'indexes', input.indexes, [...fields, ...systemFields]),
    order: parseOrder(found, input.order, [...fields, ...systemFields]),
    search: parseSearch(found, input.search, fields, title),
    title,
    rules: parseRules(found, input.rules, table),
    ...(sections.length > 0 && { sections }),
    allow: parseAllow(found, input.allow, table),
    scope,
    ...(bare.seenBy && { seenBy: bare.seenBy }),
    ...(bare.personal && { personal: true }),
  }
}

/** For what is asked of tables; fields without an id get one for the while. */
function asTable(bare: Bare): Table {
  const fields = bare.fields.map((field, i) => ({ ...field, id: field.id ?? 1_000_000 + i }) as Field)
  const rest = { unique: [], indexes: [], order: [], search: [], title: null, rules: [], allow: {} }
  return { ...bare, ...rest, fields, id: 0, origin: 'code', owner: null, version: 0 }
}

function readTableSlug(found: Found, input: unknown, { origin }: ParseTableOptions): string | undefined {
  const slug = readSlug(found, 'slug', input)
  if (slug === undefined || origin === 'code' || !reservedTables.has(slug)) return slug
  return complain(found, 'slug', problem('table.reserved', { slug }))
}

function readScope(found: Found, input: unknown, { origin }: ParseTableOptions): Scope {
  if (input === 'network' && origin === 'code') return input
  if (!isAbsent(input) && input !== 'site') complain(found, 'scope', problem('table.scope'))
  return 'site'
}

/** Code says it of a network table; from anybody else it means nothing. */
const readSeenBy = (input: unknown, { origin }: ParseTableOptions): Pick<TableDraft, 'seenBy'> =>
  origin === 'code' && isObject(input) ? { seenBy: input as unknown as NonNullable<Table['seenBy']> } : {}

/** Nothing when one of them is wrong: what names fields would be complained of in vain. */
function readFields(found: Found, input: unknown, exists: (slug: string) => boolean): Unresolved | undefined {
  const before = found.size
  const drafts = new Map<string, ComputedDraft>()
  const worksOut = (slug: string, draft: ComputedDraft) => drafts.set(slug, draft)
  const fields = readList(found, 'fields', input, mostFields).map((item, i) =>
    parseField(found, `fields.${i}`, item, { exists, worksOut }),
  )
  refuseTwins(found, fields)
  refuseLostSources(found, fields)
  return found.size > before ? undefined : { fields: fields.filter((field) => field !== undefined), drafts }
}

/** With those that are worked out in the type of their results. */
function resolved(
  found: Found,
  unresolved: Unresolved,
  table: Pick<ResolveOptions, 'slug' | 'aliases' | 'target'>,
): readonly FieldDraft[] | undefined {
  const before = found.size
  const bare = {
    slug: table.slug,
    aliases: table.aliases,
    label: labelOf(table.slug),
    scope: 'site' as const,
  }
  const asItself = (fields: readonly FieldDraft[]) => asTable({ ...bare, fields })
  const fields = resolveComputed(found, unresolved, { ...table, asTable: asItself })
  return found.size > before ? undefined : fields
}

function refuseTwins(found: Found, fields: readonly (FieldDraft | undefined)[]): void {
  const slugs = new Set<string>()
  const ids = new Set<number>()
  fields.forEach((field, i) => {
    for (const slug of field ? [field.slug, ...(field.aliases ?? [])] : []) {
      if (slugs.has(slug)) complain(found, `fields.${i}.slug`, problem('field.twice', { slug }))
      slugs.add(slug)
    }
    if (field?.id === undefined) return
    if (ids.has(field.id)) complain(found, `fields.${i}.id`, problem('field.id_twice', { id: field.id }))
    ids.add(field.id)
  })
}

/** A slug is made from a text of the same row. */
function refuseLostSources(found: Found, fields: readonly (FieldDraft | undefined)[]): void {
  fields.forEach((field, i) => {
    if (field?.type !== 'slug' || field.from === undefined) return
    const source = fields.find((other) => other?.slug === field.from)
    if (source && source !== field && isNaming(source)) return
    complain(found, `fields.${i}.from`, problem('field.from_unfit', { slug: field.from }))
  })
}
