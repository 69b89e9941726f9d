import { isComputed } from '#model/computed/read-computed.ts'
import { isFieldTypeName } from '#model/fields/index.ts'
import { isObject, type Json } from '#model/json.ts'
import type { FieldDraft } from '#model/table.ts'
import { type Changing, changeProblem, type DraftField, fieldNamed, refuse, slugsNamed } from './drafting.ts'
import { forgetField, forgetUnfit, renameField } from './mentions.ts'

/** One kind of change: what it may say, and what it does to the draft. */
export interface ChangeKind {
  readonly members: readonly string[]
  readonly apply: (changing: Changing) => void
}

const set =
  (
    member: 'order' | 'search' | 'rules' | 'sections' | 'allow' | 'label' | 'title',
    value: (changing: Changing) => Json | undefined,
  ) =>
  (changing: Changing): undefined => {
    const given = value(changing)
    if (given === undefined) return
    Object.assign(changing.drafting, { [member]: given })
    changing.drafting.origins.set(member, `${changing.path}.${member}`)
  }

export const changeKinds = {
  add: { members: ['field', 'before'], apply: add },
  type: { members: ['field', 'to'], apply: retype },
  rename: { members: ['field', 'to'], apply: rename },
  drop: { members: ['field'], apply: drop },
  require: { members: ['field', 'required'], apply: (changing) => flag(changing, 'required') },
  readonly: { members: ['field', 'readonly'], apply: (changing) => flag(changing, 'readonly') },
  unique: { members: ['field', 'fields', 'unique'], apply: unique },
  index: { members: ['field', 'fields', 'drop'], apply: index },
  order: {
    members: ['order'],
    apply: set('order', (changing) => slugsNamed(changing, 'order') ?? undefined),
  },
  positions: { members: ['fields'], apply: positions },
  rule: { members: ['rules'], apply: set('rules', ({ change }) => change.rules ?? []) },
  sections: { members: ['sections'], apply: set('sections', ({ change }) => change.sections ?? []) },
  label: { members: ['field', 'label', 'help'], apply: label },
  options: { members: ['field', 'options'], apply: options },
  default: { members: ['field', 'default'], apply: (changing) => put(changing, 'default') },
  search: {
    members: ['search'],
    apply: set('search', (changing) => slugsNamed(changing, 'search') ?? undefined),
  },
  title: { members: ['title'], apply: set('title', ({ change }) => change.title ?? null) },
  allow: { members: ['allow'], apply: set('allow', ({ change }) => change.allow ?? {}) },
} satisfies Record<string, ChangeKind>

function add(changing: Changing): undefined {
  const { drafting, change, path } = changing
  if (!isObject(change.field)) return refuse(changing, 'field', changeProblem('change.not_an_object'))
  const before = change.before === undefined ? null : fieldNamed(changing, 'before', change.before)
  const json = structuredClone(change.field) as DraftField['json']
  const place = before ? drafting.fields.indexOf(before) : drafting.fields.length
  drafting.fields.splice(place, 0, { json, was: null, retyped: false, origin: `${path}.field` })
}

/** What belongs to any field stays; the settings of the former type go. */
function retype(changing: Changing): undefined {
  const { drafting, change, path } = changing
  const field = fieldNamed(changing, 'field', change.field)
  if (!field) return
  const to = typeof change.to === 'string' ? { type: change.to } : change.to
  if (!isObject(to)) return refuse(changing, 'to', changeProblem('change.not_an_object'))
  const { slug, aliases, label, help, required, unique: isUnique, readonly } = field.json
  const stays = {
    aliases,
    label,
    help,
    required,
    unique: isUnique,
    readonly: field.json.computed ? undefined : readonly,
  }
  const kept = Object.entries(isComputed(to) ? { aliases, label, help } : stays).filter(
    ([, value]) => value !== undefined,
  )
  const json = { ...Object.fromEntries(kept), ...to, slug }
  drafting.fields[drafting.fields.indexOf(field)] = {
    json,
    was: field.was,
    retyped: true,
    origin: `${path}.to`,
  }
  if (isFieldTypeName(to.type)) forgetUnfit(drafting, slug, { ...to, type: to.type } as unknown as FieldDraft)
}

function rename(changing: Changing): undefined {
  const { drafting, change, path } = changing
  if (typeof change.to !== 'string') return refuse(changing, 'to', changeProblem('change.slug_missing'))
  if (change.field === undefined) {
    if (change.to === drafting.slug) return
    drafting.aliases = [...drafting.aliases.filter((alias) => alias !== change.to), drafting.slug]
    drafting.slug = change.to
    drafting.origins.set('slug', `${path}.to`)
    return
  }
  const field = fieldNamed(changing, 'field', change.field)
  if (!field || field.json.slug === change.to) return
  if (drafting.fields.some(({ json }) => json.slug === change.to)) {
    return refuse(changing, 'to', changeProblem('change.slug_taken', { slug: change.to.slice(0, 60) }))
  }
  renameField(drafting, field, change.to)
  drafting.fields[drafting.fields.indexOf(field)] = { ...field, origin: field.origin ?? `${path}.to` }
}

function drop(changing: Changing): undefined {
  const { drafting, change } = changing
  if (change.field === undefined) {
    drafting.dropped = true
    return
  }
  const field = fieldNamed(changing, 'field', change.field)
  if (field) forgetField(drafting, field)
}

function flag(changing: Changing, member: 'required' | 'readonly'): undefined {
  const { change } = changing
  const given = change[member] ?? true
  if (typeof given !== 'boolean') return refuse(changing, member, changeProblem('change.not_boolean'))
  const field = fieldNamed(changing, 'field', change.field)
  if (field) field.json[member] = given
}

function put(changing: Changing, member: 'default' | 'options'): undefined {
  const { drafting, change, path } = changing
  const field = fieldNamed(changing, 'field', change.field)
  if (!field) return
  const json = { ...field.json, [member]: change[member] ?? null }
  if (json[member] === null) delete json[member]
  drafting.fields[drafting.fields.indexOf(field)] = { ...field, json, origin: path }
}

function options(changing: Changing): undefined {
  const field = fieldNamed(changing, 'field', changing.change.field)
  if (!field) return
  if (field.json.type !== 'choice') {
    return refuse(changing, 'field', changeProblem('change.not_a_choice', { field: field.json.slug }))
  }
  put(changing, 'options')
}

function label(changing: Changing): undefined {
  const { drafting, change, path } = changing
  if (change.field === undefined) return set('label', () => change.label)(changing)
  const field = fieldNamed(changing, 'field', change.field)
  if (!field) return
  const json: DraftField['json'] = { ...field.json }
  if (change.label !== undefined) json.label = change.label
  if (change.help !== undefined) json.help = change.help
  if (json.help === null) delete json.help
  drafting.fields[drafting.fields.indexOf(field)] = { ...field, json, origin: path }
}

/** The sets of one field are a flag of the field. */
function unique(changing: Changing): undefined {
  const { drafting, change } = changing
  const wanted = change.unique ?? true
  if (typeof wanted !== 'boolean') return refuse(changing, 'unique', changeProblem('change.not_boolean'))
  const slugs = slugsOfSet(changing)
  if (!slugs) return
  if (slugs.length === 1) {
    const field = fieldNamed(changing, 'field', slugs[0])
    if (field) field.json.unique = wanted
    return
  }
  drafting.unique = setWith(changing, drafting.unique, slugs, wanted)
}

function index(changing: Changing): undefined {
  const { drafting, change } = changing
  const dropped = change.drop ?? false
  if (typeof dropped !== 'boolean') return refuse(changing, 'drop', changeProblem('change.not_boolean'))
  const slugs = slugsOfSet(changing)
  if (slugs) drafting.indexes = setWith(changing, drafting.indexes, slugs, !dropped)
}

/** `fields: [...]`, or `field` for one alone; as they are called today. */
function slugsOfSet(changing: Changing): string[] | null {
  const member = changing.change.fields === undefined ? 'field' : 'fields'
  const named = slugsNamed(changing, member)
  const fields = named?.map((slug) => fieldNamed(changing, member, slug))
  return fields?.every((field) => field !== null) ? fields.map((field) => field!.json.slug) : null
}

function setWith(changing: Changing, sets: string[][], slugs: string[], wanted: boolean): string[][] {
  const others = sets.filter((set) => set.join() !== slugs.join())
  if (!wanted && others.length === sets.length) refuse(changing, '', changeProblem('change.no_such_set'))
  return wanted ? [...others, slugs] : others
}

/** Those named come first, in that order. */
function positions(changing: Changing): undefined {
  const { drafting } = changing
  const named = slugsNamed(changing, 'fields')
  const first = named?.map((slug) => fieldNamed(changing, 'fields', slug))
  if (!first?.every((field): field is DraftField => field !== null)) return
  drafting.fields = [...new Set([...first, ...drafting.fields])]
}
