import type { Json } from '../json.ts'
import type { FieldType } from './field-type.ts'
import * as all from './types.ts'

export type { ChoiceField } from './choice.ts'
export type { ReferenceField } from './reference.ts'
export type { ReferencesField } from './references.ts'

const types = { ...all }
type Types = typeof types
export type FieldTypeName = keyof Types

/** The field of a type, and the value that it holds: `FieldOf<'date'>`, `ValueOf<'date'>`. */
export type FieldOf<Name extends FieldTypeName> = Types[Name] extends FieldType<infer F, infer _> ? F : never
export type ValueOf<Name extends FieldTypeName> = Types[Name] extends FieldType<infer _, infer V> ? V : never

/** Any field: a union by `type`. */
export type Field = { [Name in FieldTypeName]: FieldOf<Name> }[FieldTypeName]

export const fieldTypes: { readonly [Name in FieldTypeName]: FieldType<FieldOf<Name>, ValueOf<Name>> } = types

export const fieldTypeNames = Object.keys(types) as FieldTypeName[]

export const isFieldTypeName = (name: unknown): name is FieldTypeName =>
  typeof name === 'string' && Object.hasOwn(types, name)

/** The type of a field whose type is not known beforehand. */
export const fieldTypeOf = (field: Field): FieldType<Field> =>
  types[field.type] as unknown as FieldType<Field, Json>
