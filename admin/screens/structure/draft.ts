import { type ComputedKind, computedKinds } from '#model/computed/computed.ts'
import { type FieldTypeName, fieldTypes } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Text } from '#model/language.ts'
import type { Table as ModelTable } from '#model/table.ts'
import type { Problem } from '../../lib/problem.ts'
import type { Field, Table } from '../../lib/table.ts'

/** What a field can be: of a type, or worked out. */
export type Kind = FieldTypeName | ComputedKind

/** A field as its definition says it, while somebody puts it together. */
export interface Draft {
  readonly slug: string
  readonly type: Kind
  readonly label: Text
  readonly help?: Text | undefined
  readonly required?: boolean
  readonly unique?: boolean
  readonly readonly?: boolean
  readonly default?: unknown
  /** What its type alone has. */
  readonly settings: Readonly<Record<string, unknown>>
}

export const isComputed = (kind: Kind): kind is ComputedKind =>
  (computedKinds as readonly string[]).includes(kind)

const computedSettings: Readonly<Record<ComputedKind, readonly string[]>> = {
  formula: ['formula'],
  lookup: ['through', 'field'],
  rollup: ['table', 'by', 'through', 'op', 'field', 'where'],
}

const settingNames = (kind: Kind): readonly string[] =>
  isComputed(kind) ? computedSettings[kind] : fieldTypes[kind].settingNames

/** What there is of these settings: what is empty is not said. */
function picked(from: Readonly<Record<string, unknown>>, kind: Kind): Record<string, unknown> {
  const entries = settingNames(kind).map((name) => [name, from[name]] as const)
  return Object.fromEntries(entries.filter(([, value]) => isGiven(value)))
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

export function draftOf(field: Field): Draft {
  const kind: Kind = field.computed?.type ?? field.type
  const source = (field.computed ?? field) as unknown as Record<string, unknown>
  return {
    slug: field.slug,
    type: kind,
    label: field.label,
    ...(field.help && { help: field.help }),
    ...(field.required && { required: true }),
    ...(field.unique && { unique: true }),
    ...(field.readonly && !field.computed && { readonly: true }),
    ...(field.default !== undefined && { default: field.default }),
    settings: picked(source, kind),
  }
}

/** As the API takes it. */
export function definitionOf(draft: Draft): Record<string, Json> {
  const { slug, type, label, help, settings } = draft
  const own = isComputed(type) ? {} : flagsOf(draft)
  return {
    slug,
    type,
    label: said(label),
    ...(help && { help: said(help) }),
    ...own,
    ...picked(settings, type),
  } as Record<string, Json>
}

const flagsOf = ({ required, unique, readonly, default: usual }: Draft) => ({
  ...(required && { required }),
  ...(unique && { unique }),
  ...(readonly && { readonly }),
  ...(isGiven(usual) && { default: usual }),
})

/** English is left out where nobody wrote any. */
const said = ({ fr, en }: Text): Record<string, string> => ({ fr, ...(en && { en }) })

export interface Change {
  readonly change: string
  readonly [member: string]: unknown
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The changes that make a field what somebody made of it. */
export function changesOf(field: Field, draft: Draft): Change[] {
  const before = draftOf(field)
  const at = draft.slug
  const [was, is] = [picked(before.settings, before.type), picked(draft.settings, draft.type)]
  const isRetyped = before.type !== draft.type || !same(was, is)
  const isWorkedOut = isComputed(draft.type)
  const usual = isGiven(draft.default) && !isWorkedOut ? draft.default : undefined
  return [
    ...(before.slug === at ? [] : [{ change: 'rename', field: before.slug, to: at }]),
    ...(same(before.label, said(draft.label)) && same(before.help, draft.help)
      ? []
      : [{ change: 'label', field: at, label: said(draft.label), help: draft.help ?? null }]),
    ...(isRetyped
      ? [
          {
            change: 'type',
            field: at,
            to: { type: draft.type, ...is, ...(usual !== undefined && { default: usual }) },
          },
        ]
      : same(before.default, usual)
        ? []
        : [{ change: 'default', field: at, default: usual ?? null }]),
    ...(isWorkedOut ? [] : flagChanges(before, draft)),
  ]
}

const flagChanges = (before: Draft, draft: Draft): Change[] =>
  (
    [
      ['require', 'required'],
      ['unique', 'unique'],
      ['readonly', 'readonly'],
    ] as const
  )
    .filter(([, flag]) => (before[flag] === true) !== (draft[flag] === true))
    .map(([change, flag]) => ({ change, field: draft.slug, [flag]: draft[flag] === true }))

/** A draft as if the field were there: for what edits a default or reads a formula. */
export const fieldLike = (draft: Draft): Field =>
  ({
    ...definitionOf(draft),
    id: 0,
    operators: [],
    widget: '',
    required: false,
    ...(isComputed(draft.type) && { type: 'text' }),
  }) as unknown as Field

/** What the API found wrong with one member of a definition, wherever it stands in what was sent. */
export const problemsAt = (problem: Problem | null, name: string) =>
  Object.entries(problem?.errors ?? {})
    .filter(([path]) => path.split('.').includes(name))
    .flatMap(([, problems]) => problems)

export const asModel = (table: Table): ModelTable => table as unknown as ModelTable
