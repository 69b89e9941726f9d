import type { Computed } from '../computed/computed.ts'
import type { Json, JsonObject, JsonSchema } from '../json.ts'
import type { Locale, Text } from '../language.ts'
import type { Parsed, Problem } from '../problem.ts'
import type { Operator } from '../where.ts'

/** What every field has, whatever its type. */
export interface FieldBase<Type extends string = string> {
  /** Never reused within its table; names the column `c{id}`. Given by the catalog. */
  readonly id: number
  readonly slug: string
  readonly type: Type
  readonly label: Text
  readonly help?: Text
  readonly required?: boolean
  readonly unique?: boolean
  readonly default?: Json
  /** Set by the engine or a verb alone; a client may send it back unchanged. */
  readonly readonly?: boolean
  /** Slugs that it had before, still understood. */
  readonly aliases?: readonly string[]
  /** Sugu works its values out; such a field is always `readonly`. */
  readonly computed?: Computed
}

/**
 * A field type: one file. Values are kept in their wire form everywhere in JavaScript
 * (a decimal is `"12.50"`, a date `"2026-12-31"`); only `toColumn` and `select` know the column's form.
 */
export interface FieldType<F extends FieldBase, V extends Json = Json> {
  readonly type: F['type']
  /** The name people see when they choose a type, and an example of what it holds. */
  readonly label: Text
  readonly example: Text

  /**
   * The settings of this type alone, out of a definition: checked, unknown ones left to the caller.
   * A problem names its setting: `params.setting`.
   */
  settings(input: JsonObject): { settings: Omit<F, keyof FieldBase>; problems: Problem[] }
  /** The names of those settings, so that an unknown one can be refused by name. */
  readonly settingNames: readonly string[]

  /** PostgreSQL's type of the column; null when the values live elsewhere (a join table). */
  column(field: F): string | null
  /** The value that is bound for the column. Absent: the wire value itself. */
  toColumn?(field: F, value: V): unknown
  /** SQL of the wire form, given SQL of the column. Absent: the column as JSON shows it. */
  select?(field: F, column: string): string

  /**
   * The wire's input, strictly: `12.5`, `"12.50"`; never null or undefined (the caller sees to those).
   * The locale, where the caller knows it, lets a phone be given in its national form.
   */
  parse(field: F, input: unknown, locale?: Locale): Parsed<V>
  /** What a person wrote or a spreadsheet holds: `12 500,50`, `31/12/2026`, `oui`. Never empty. */
  read(field: F, text: string, locale: Locale): Parsed<V>
  /** As people there write it; `read` takes it back. */
  write(field: F, value: V, locale: Locale): string

  /** Files hold it as a bare number, without groups or unit. Absent: they hold what `write` gives. */
  isNumber?(field: F): boolean

  /** What it can be filtered by. */
  readonly operators: readonly Operator[]
  /** The order of two values, for comparisons and sorting; absent where there is none. */
  compare?(a: V, b: V): number
  /** The text that `contains`, `startswith` and the table's search look into; absent where there is none. */
  searchText?(value: V): string
  /** The SQL function that makes the same of the column. Absent: the column is that text as it stands. */
  readonly searchFunction?: string
  schema(field: F): JsonSchema
  /** The widget's name in the admin. */
  readonly widget: string
}
