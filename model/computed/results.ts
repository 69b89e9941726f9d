import type { Field } from '../fields/index.ts'
import { fieldTypeOf } from '../fields/index.ts'
import { given } from '../fields/settings.ts'
import { resultDigits, typeOfField } from '../formula/result.ts'
import type { RollupOp } from './computed.ts'

/** The type of the field that holds a result, with its settings. */
export interface Result {
  readonly type: Field['type']
  readonly [setting: string]: unknown
}

/** Limits of what may be written; a computed value is what it is. */
const limits: ReadonlySet<string> = new Set(['min', 'max', 'pattern', 'expects', 'from'])
const unfit: ReadonlySet<string> = new Set(['reference', 'references', 'json', 'location'])

/** What the field holds in one row; null: nothing that can be kept twice. */
export function resultOfOne(field: Field): Result | null {
  if (unfit.has(field.type)) return null
  switch (field.type) {
    case 'decimal':
      return { type: 'decimal', digits: resultDigits, places: field.places }
    case 'auto_number':
      return { type: typeOfField(field)!.is === 'number' ? 'integer' : 'text' }
    case 'slug':
      return { type: 'text' }
    case 'rating':
      return { type: 'rating', max: field.max }
  }
  const names = fieldTypeOf(field).settingNames.filter((name) => !limits.has(name))
  const settings = Object.fromEntries(names.map((name) => [name, field[name as keyof Field]]))
  return { type: field.type, ...given(settings) }
}

/** The texts of several rows, in one line. */
export function resultOfMany(field: Field): Result | null {
  const type = typeOfField(field)
  return type && type.is !== 'datetime' ? { type: 'text' } : null
}

const mostPlaces = 12

/** A figure of many rows; null: it cannot be made of such a field. */
export function resultOfRollup(op: RollupOp, field: Field | null): Result | null {
  if (op === 'count') return { type: 'integer' }
  const type = field && typeOfField(field)
  if (!field || !type) return null
  if (type.is !== 'number')
    return (op === 'min' || op === 'max') && type.is !== 'text' && type.is !== 'boolean'
      ? { type: type.is as Field['type'] }
      : null
  if (op === 'avg')
    return { type: 'decimal', digits: resultDigits, places: Math.min(mostPlaces, type.places + 2) }
  if (field.type === 'money') return { type: 'money', currency: field.currency }
  return type.places === 0
    ? { type: 'integer' }
    : { type: 'decimal', digits: resultDigits, places: type.places }
}
