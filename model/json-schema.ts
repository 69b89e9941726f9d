import { orNull } from './field-schema.ts'
import type { JsonSchema } from './json.ts'

type Properties = Readonly<Record<string, JsonSchema>>

/** The schemas of answers, in few words: `is.object({ id: is.whole, name: is.text, done_at: is.orNull(is.instant) })`. */
export const is = {
  text: { type: 'string' },
  whole: { type: 'integer' },
  number: { type: 'number' },
  yes: { type: 'boolean' },
  instant: { type: 'string', format: 'date-time' },
  address: { type: 'string', format: 'uri' },
  anything: {},
  oneOf: (...values: readonly string[]): JsonSchema => ({ type: 'string', enum: values }),
  list: (items: JsonSchema): JsonSchema => ({ type: 'array', items }),
  /** All of them are always there, but for the optional ones. */
  object: (always: Properties, optional: Properties = {}): JsonSchema => ({
    type: 'object',
    required: Object.keys(always),
    properties: { ...always, ...optional },
  }),
  /** Names that nobody knows beforehand. */
  byName: (values: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: values }),
  orNull,
} as const
