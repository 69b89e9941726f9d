import { type Computed, renamedIn } from '#model/computed/computed.ts'
import { isObject, type Json, type JsonObject } from '#model/json.ts'
import { isIndexable, isNaming, isSearchable, isSortable } from '#model/parse-field.ts'
import type { FieldDraft } from '#model/table.ts'
import { aliasesOf, type DraftField, type Drafting } from './drafting.ts'

/** The field's new name wherever the definition speaks of it; the old one stays understood. */
export function renameField(drafting: Drafting, field: DraftField, to: string): void {
  const from = field.json.slug
  const renamed = (slug: string): string => (slug === from ? to : slug === `-${from}` ? `-${to}` : slug)
  field.json.aliases = [...aliasesOf(field.json).filter((alias) => alias !== to), from]
  field.json.slug = to
  drafting.unique = drafting.unique.map((set) => set.map(renamed))
  drafting.indexes = drafting.indexes.map((set) => set.map(renamed))
  drafting.order = drafting.order.map(renamed)
  drafting.search = drafting.search.map(renamed)
  drafting.title = drafting.title === null ? null : renamed(drafting.title)
  drafting.rules = drafting.rules.map((rule) => withLeaves(rule, from, to) as JsonObject)
  inSections(drafting, (slugs) => slugs.map(renamed))
  drafting.allow = withLists(withLeaves(drafting.allow, from, to), (slugs) => slugs.map(renamed))
  for (const { json } of drafting.fields) {
    if (json.type === 'slug' && json.from === from) json.from = to
    if (json.computed)
      json.computed = renamedIn(json.computed as unknown as Computed, renamed) as unknown as Json
  }
}

/** Conditions and rules name a field in `field`, alone or before a hop. */
function withLeaves(json: Json | undefined, from: string, to: string): Json {
  if (Array.isArray(json)) return json.map((item) => withLeaves(item, from, to))
  if (!isObject(json)) return json ?? null
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      key === 'field' && typeof value === 'string'
        ? renamedLeaf(value, from, to)
        : withLeaves(value, from, to),
    ]),
  )
}

function inSections(drafting: Drafting, change: (slugs: string[]) => string[]): void {
  drafting.sections = drafting.sections?.map((section) =>
    isObject(section) && Array.isArray(section.fields)
      ? { ...section, fields: change(section.fields as string[]) }
      : section,
  )
}

/** The lists of fields that grants cover. */
const withLists = (allow: Json | undefined, change: (slugs: string[]) => string[]): Json =>
  !isObject(allow)
    ? (allow ?? null)
    : Object.fromEntries(
        Object.entries(allow).map(([action, grants]) => [
          action,
          Array.isArray(grants) ? grants.map((grant) => withListsOf(grant, change)) : grants,
        ]),
      )

function withListsOf(grant: Json, change: (slugs: string[]) => string[]): Json {
  if (!isObject(grant)) return grant
  const { fields, except } = grant
  return {
    ...grant,
    ...(Array.isArray(fields) && { fields: change(fields as string[]) }),
    ...(Array.isArray(except) && { except: change(except as string[]) }),
  }
}

const renamedLeaf = (name: string, from: string, to: string): string =>
  name === from ? to : name.startsWith(`${from}__`) ? to + name.slice(from.length) : name

/** The field goes, with the sets, orders and rules that are about it; a rule that only asks for it is left to be refused. */
export function forgetField(drafting: Drafting, field: DraftField): void {
  const slug = field.json.slug
  drafting.fields = drafting.fields.filter((other) => other !== field)
  drafting.rules = drafting.rules.filter((rule) => rule.field !== slug)
  inSections(drafting, (slugs) => slugs.filter((other) => other !== slug))
  drafting.allow = withLists(drafting.allow, (slugs) => slugs.filter((other) => other !== slug))
  forgetSets(drafting, slug)
  forgetOrder(drafting, slug)
  forgetSearch(drafting, slug)
}

/** What a field of its new type cannot serve any more. */
export function forgetUnfit(drafting: Drafting, slug: string, to: FieldDraft): void {
  if (!isIndexable(to)) forgetSets(drafting, slug)
  if (!isSortable(to)) forgetOrder(drafting, slug)
  if (!isSearchable(to)) forgetSearch(drafting, slug)
  else if (!isNaming(to) && drafting.title === slug) drafting.title = null
}

function forgetSets(drafting: Drafting, slug: string): void {
  drafting.unique = drafting.unique.filter((set) => !set.includes(slug))
  drafting.indexes = drafting.indexes.filter((set) => !set.includes(slug))
}

function forgetOrder(drafting: Drafting, slug: string): void {
  drafting.order = drafting.order.filter((term) => term.replace(/^-/, '') !== slug)
}

function forgetSearch(drafting: Drafting, slug: string): void {
  drafting.search = drafting.search.filter((other) => other !== slug)
  if (drafting.title === slug) drafting.title = null
}
