import type { Json, JsonObject } from '#model/json.ts'
import type { Text } from '#model/language.ts'

/** Tables to begin with, as an administrator would make them; from then on they are the administrators' own. */
export interface Template {
  readonly name: string
  readonly label: Text
  readonly about: Text
  readonly tables: readonly TemplateTable[]
}

export interface TemplateTable {
  readonly definition: JsonObject & {
    readonly slug: string
    readonly label: JsonObject & Text
    readonly fields: readonly JsonObject[]
  }
  /** A few rows such as one finds there. */
  readonly examples: readonly Readonly<Record<string, Example>>[]
}

/** A value; a day so far from today; or a row of the table that the field leads to, by its place among its examples. */
export type Example = Exclude<Json, JsonObject> | { readonly day: number } | { readonly row: number }

export const inDays = (day: number): Example => ({ day })
export const rowAt = (row: number): Example => ({ row })
