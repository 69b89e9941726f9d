import { unfitText } from './characters.ts'
import type { Column } from './define-table.ts'
import { labelOf } from './definition.ts'
import { orNull } from './field-schema.ts'
import { type Field, fieldTypeOf } from './fields/index.ts'
import type { Json, JsonObject, JsonSchema } from './json.ts'
import { inLanguage, type Language, type Locale, type Text } from './language.ts'
import { isProblem, type Parsed, type Problem, type Problems, problemsOf, sayProblem } from './problem.ts'
import { emptyValue } from './row-values.ts'

/** What a call takes that is no row: read, judged and described by one declaration. */
export interface Form<V> {
  schema(language: Language): JsonSchema
  parse(input: JsonObject, locale: Locale): Formed<V>
}

/** `sound`: the values that nothing is wrong with, for who has more to say of them. */
export type Formed<V> = { readonly values: V } | { readonly problems: Problems; readonly sound: Partial<V> }

/** A value of a form that no field type is made for. Absent, null and the empty text never come to `parse`. */
export interface Input<V> {
  readonly label: Text
  readonly help?: Text
  readonly required?: boolean
  readonly default?: V
  readonly schema: JsonSchema
  parse(input: Json, locale: Locale): Parsed<V>
}

/** By name: columns as tables have them, and inputs. */
type Taken = Readonly<Record<string, Column<unknown> | Input<unknown>>>
type ValueOf<T> = T extends { readonly required: true } | { readonly default: unknown }
  ? NonNullable<Held<T>>
  : Held<T>
type Held<T> = T extends Input<infer V> ? V | null : T extends Column<infer V> ? V : never
type Values<T extends Taken> = { readonly [Name in keyof T]: ValueOf<T[Name]> }

/** What a form's work is given: `ValuesOf<typeof credentials>`. */
export type ValuesOf<F> = F extends Form<infer V> ? V : never

/** Every value is there in the end: as sent, as the default says, or null. */
export const form = <const T extends Taken>(taken: T): Form<Values<T>> => formOf(taken, true)

/** A form of which each part may be left out: what is not sent is not there. */
export const formInPart = <const T extends Taken>(taken: T): Form<Partial<Values<T>>> => formOf(taken, false)

/** A body that its own reader judges; here it is told alone. */
export const freeForm = (schema: JsonSchema | ((language: Language) => JsonSchema)): Form<JsonObject> => ({
  schema: typeof schema === 'function' ? schema : () => schema,
  parse: (input) => ({ values: input }),
})

/** A password or a code: kept as it was typed, shown nowhere. */
export const secret = <const S extends Omit<Input<string>, 'schema' | 'parse' | 'default'>>(
  settings: S,
): Input<string> & S => ({
  ...settings,
  schema: { type: 'string', format: 'password', maxLength: longestSecret },
  parse(input) {
    const unfit = unfitText(input, longestSecret)
    return unfit ? { problem: unfit } : { value: input as string }
  },
})

const longestSecret = 1000

const problem = problemsOf({
  'field.unknown': {
    fr: '« {field} » n’est pas attendu ici. On peut donner : {known}.',
    en: '"{field}" is not expected here. One may give: {known}.',
  },
  'field.required': { fr: 'Ce champ est obligatoire.', en: 'This field is required.' },
})

interface Reader extends Input<Json> {
  readonly empty: Json
}

function formOf<V>(taken: Taken, whole: boolean): Form<V> {
  const readers = new Map(Object.entries(taken).map(([name, one]) => [name, readerOf(name, one)]))
  return {
    schema: (language) => schemaOf(readers, whole, language),
    parse(input, locale) {
      const found = unknownNames(input, readers)
      const values: Record<string, Json> = {}
      for (const [name, reader] of readers) {
        const given = input[name]
        if (given === undefined && !whole) continue
        const read = readOne(reader, given, locale)
        if (isProblem(read)) found.push([name, [read.problem]])
        else values[name] = read.value
      }
      return found.length > 0
        ? { problems: Object.fromEntries(found), sound: values as Partial<V> }
        : { values: values as V }
    },
  }
}

function readOne(reader: Reader, given: Json | undefined, locale: Locale): Parsed<Json> {
  const isAbsent = given === undefined || given === null || given === ''
  const read = isAbsent ? null : reader.parse(given, locale)
  if (read && (isProblem(read) || read.value !== '')) return read
  if (reader.required) return { problem: problem('field.required') }
  return { value: reader.default ?? reader.empty }
}

const mostUnknown = 50

function unknownNames(input: JsonObject, readers: ReadonlyMap<string, Reader>): [string, Problem[]][] {
  const known = [...readers.keys()].join(', ')
  const unknown = Object.keys(input).filter((name) => !readers.has(name) && input[name] !== undefined)
  return unknown
    .slice(0, mostUnknown)
    .map((name) => [name, [problem('field.unknown', { field: name.slice(0, 60), known })]])
}

function readerOf(name: string, taken: Column<unknown> | Input<unknown>): Reader {
  if ('parse' in taken) return { ...(taken as Input<Json>), empty: null }
  const field = fieldOf(name, taken)
  const type = fieldTypeOf(field)
  return {
    label: field.label,
    ...(field.help && { help: field.help }),
    required: field.required === true && field.default === undefined,
    ...(field.default !== undefined && { default: field.default }),
    schema: type.schema(field),
    parse: (input, locale) => type.parse(field, input, locale),
    empty: emptyValue(field),
  }
}

/** Throws where the code's own settings are wrong, before anything is served. */
function fieldOf(name: string, column: Column<unknown>): Field {
  const { settings, problems } = fieldTypeOf(column as Field).settings(column as unknown as JsonObject)
  const [wrong] = problems
  if (wrong) throw new Error(`The input "${name}" is not well defined: ${sayProblem(wrong, 'en')}`)
  return { label: labelOf(name), ...column, ...settings, id: 0, slug: name } as unknown as Field
}

function schemaOf(readers: ReadonlyMap<string, Reader>, whole: boolean, language: Language): JsonSchema {
  const entries = [...readers]
  const required = entries.filter(([, reader]) => whole && reader.required).map(([name]) => name)
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([name, reader]) => [name, inputSchema(reader, language)])),
    ...(required.length > 0 && { required }),
  }
}

const inputSchema = (reader: Reader, language: Language): JsonSchema => ({
  title: inLanguage(reader.label, language),
  ...(reader.required || reader.empty !== null ? reader.schema : orNull(reader.schema)),
  ...(reader.help && { description: inLanguage(reader.help, language) }),
  ...(reader.default !== undefined && { default: reader.default }),
})
