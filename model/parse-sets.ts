import { excerpt } from './characters.ts'
import { at, complain, type Found, isAbsent, readList } from './definition.ts'
import type { Field } from './fields/index.ts'
import type { Json } from './json.ts'
import { isIndexable, isNaming, isSearchable, isSortable } from './parse-field.ts'
import { problemsOf } from './problem.ts'
import type { FieldDraft } from './table.ts'

const problem = problemsOf({
  'table.field_unknown': {
    fr: 'Cette table n’a pas de champ « {slug} ».',
    en: 'This table has no field "{slug}".',
  },
  'table.field_unfit': {
    fr: 'Le champ « {slug} » est d’un type qui ne convient pas ici.',
    en: 'The field "{slug}" is of a type that does not fit here.',
  },
  'table.field_twice': {
    fr: 'Le champ « {slug} » y est deux fois.',
    en: 'The field "{slug}" is there twice.',
  },
  'table.set_empty': { fr: 'Nommez au moins un champ.', en: 'Name one field at least.' },
})

type Draft = FieldDraft | Field
const most = { sets: 30, fieldsOfSet: 8, order: 5, search: 10, searchByDefault: 5 } as const

/** The current slug of the field of that name, if it fits. */
export function readName(
  found: Found,
  path: string,
  name: Json,
  fields: readonly Draft[],
  fits: (field: Draft) => boolean,
): string | undefined {
  const field = fields.find(({ slug, aliases }) => slug === name || aliases?.some((alias) => alias === name))
  const params = { slug: excerpt(name) }
  if (!field) return complain(found, path, problem('table.field_unknown', params))
  return fits(field) ? field.slug : complain(found, path, problem('table.field_unfit', params))
}

/** Each is a list of fields: unique together, or indexed together. */
export function parseSets(found: Found, path: string, input: unknown, fields: readonly Draft[]): string[][] {
  return readList(found, path, input, most.sets).map((set, i) => {
    const where = at(path, i)
    const slugs = readList(found, where, set, most.fieldsOfSet).flatMap(
      (name, j) => readName(found, at(where, j), name, fields, isIndexable) ?? [],
    )
    if (Array.isArray(set) && set.length === 0) complain(found, where, problem('table.set_empty'))
    refuseTwice(found, where, slugs)
    return slugs
  })
}

function refuseTwice(found: Found, path: string, slugs: readonly string[]): void {
  const slug = slugs.find((name, i) => slugs.indexOf(name) !== i)
  if (slug !== undefined) complain(found, path, problem('table.field_twice', { slug }))
}

/** Newest first, when nobody says otherwise. */
export function parseOrder(found: Found, input: unknown, fields: readonly Draft[]): string[] {
  if (isAbsent(input)) return ['-id']
  const terms = readList(found, 'order', input, most.order).flatMap((term, i) => {
    const descending = typeof term === 'string' && term.startsWith('-')
    const name = descending ? term.slice(1) : term
    const slug = readName(found, `order.${i}`, name, fields, isSortable)
    return slug === undefined ? [] : `${descending ? '-' : ''}${slug}`
  })
  refuseTwice(
    found,
    'order',
    terms.map((term) => term.replace('-', '')),
  )
  return terms.length > 0 ? terms : ['-id']
}

/** The first text, when nobody says; null, said so, is none. */
export function parseTitle(
  found: Found,
  input: Json | undefined,
  fields: readonly FieldDraft[],
): string | null {
  if (input === null) return null
  if (input === undefined) return fields.find(isWrittenText)?.slug ?? null
  return readName(found, 'title', input, fields, isNaming) ?? null
}

/** The title and the other texts of one line, five in all, when nobody says; an empty list is no search. */
export function parseSearch(
  found: Found,
  input: unknown,
  fields: readonly FieldDraft[],
  title: string | null,
): string[] {
  if (isAbsent(input)) {
    const texts = fields.filter(isWrittenText).map(({ slug }) => slug)
    return [...new Set(title === null ? texts : [title, ...texts])].slice(0, most.searchByDefault)
  }
  const slugs = readList(found, 'search', input, most.search).flatMap(
    (name, i) => readName(found, `search.${i}`, name, fields, isSearchable) ?? [],
  )
  refuseTwice(found, 'search', slugs)
  return slugs
}

/** Texts that Sugu works out name and find a row where somebody says so. */
const isWrittenText = ({ type, computed }: FieldDraft): boolean => type === 'text' && !computed
