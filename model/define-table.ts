import type { Option } from './fields/choice.ts'
import type { FieldOf, FieldTypeName, ValueOf } from './fields/index.ts'
import type { Text } from './language.ts'
import { parseTable } from './parse-table.ts'
import { sayProblem } from './problem.ts'
import type { Rule } from './rules.ts'
import type { Allow, Scope, systemSlugs, TableDraft } from './table.ts'

/** What one writes of a field in code: its settings, without what the table or the catalog gives. */
type Settings<Name extends FieldTypeName> = Omit<FieldOf<Name>, 'id' | 'slug' | 'type' | 'label'> & {
  readonly label?: Text
}
type Shorthand = { readonly options?: readonly (string | Option)[] }
type Optional<S, K extends string> = Omit<S, K> & Partial<Pick<S, K & keyof S>>
type FieldSettings<Name extends FieldTypeName> = Name extends 'choice'
  ? Omit<Settings<'choice'>, 'options'> & Shorthand
  : Optional<Settings<Name>, 'digits' | 'places' | (Name extends 'rating' ? 'max' : never)>

/** A field of a code table; `V` is what its rows hold there. */
export interface Column<V> {
  readonly type: FieldTypeName
  readonly [value]?: V
}
declare const value: unique symbol

type Held<Name extends FieldTypeName, S> = Name extends 'references'
  ? number[]
  : S extends { readonly required: true }
    ? Offered<Name, S>
    : Offered<Name, S> | null
type Offered<Name extends FieldTypeName, S> = Name extends 'choice'
  ? S extends { readonly options: readonly (infer O)[] }
    ? O extends { readonly value: infer V }
      ? V
      : O
    : string
  : ValueOf<Name>

/** Forms fill it in; rows may hold null all the same. */
type Default<S> = S extends { readonly default: infer D } ? { readonly default: D } : unknown

const column =
  <Name extends FieldTypeName>(type: Name) =>
  <const S extends FieldSettings<Name>>(
    ...[settings]: object extends FieldSettings<Name> ? [settings?: S] : [settings: S]
  ): Column<Held<Name, S>> & Default<S> =>
    ({ type, ...settings }) as Column<Held<Name, S>> & Default<S>

export const text = column('text')
export const longText = column('long_text')
export const integer = column('integer')
export const decimal = column('decimal')
export const money = column('money')
export const boolean = column('boolean')
export const date = column('date')
export const datetime = column('datetime')
export const choice = column('choice')
export const reference = column('reference')
export const references = column('references')
export const phone = column('phone')
export const email = column('email')
export const url = column('url')
export const slug = column('slug')
export const json = column('json')
export const location = column('location')
export const rating = column('rating')
export const richText = column('rich_text')
export const autoNumber = column('auto_number')

type Columns = Readonly<Record<string, Column<unknown>>>
type Name<C extends Columns> = keyof C & string
type AnyName<C extends Columns> = Name<C> | (typeof systemSlugs)[number]

interface TableDefinition<C extends Columns> {
  readonly label: Text
  readonly aliases?: readonly string[]
  readonly fields: C
  readonly unique?: readonly (readonly Name<C>[])[]
  readonly indexes?: readonly (readonly AnyName<C>[])[]
  readonly order?: readonly (AnyName<C> | `-${AnyName<C>}`)[]
  readonly search?: readonly Name<C>[]
  readonly title?: Name<C> | null
  readonly rules?: readonly (Rule & { readonly field: Name<C> })[]
  readonly sections?: readonly { readonly label: Text; readonly fields: readonly Name<C>[] }[]
  readonly allow?: Allow
  readonly personal?: true
  readonly scope?: Scope
  readonly seenBy?: TableDraft['seenBy']
}

/** A code table: the same value as its JSON would give, and the type of its rows. */
export interface CodeTable<C extends Columns> extends TableDraft {
  readonly [columns]?: C
}
declare const columns: unique symbol

/** What a row of the table holds, in wire form: `type Event = RowOf<typeof events>`. */
export type RowOf<T> =
  T extends CodeTable<infer C>
    ? SystemValues & { -readonly [Slug in keyof C]: C[Slug] extends Column<infer V> ? V : never }
    : never

interface SystemValues {
  id: number
  version: number
  created_at: string
  updated_at: string
  created_by: number | null
}

export function table<const C extends Columns>(slug: string, definition: TableDefinition<C>): CodeTable<C> {
  const fields = Object.entries(definition.fields).map(([name, field]) => ({ slug: name, ...field }))
  const parsed = parseTable({ slug, ...definition, fields }, { origin: 'code' })
  if ('draft' in parsed) return parsed.draft
  const wrong = Object.entries(parsed.problems).flatMap(([path, problems]) =>
    problems.map((what) => `${path}: ${sayProblem(what, 'en')}`),
  )
  throw new Error(`The table "${slug}" is not well defined.\n${wrong.join('\n')}`)
}
