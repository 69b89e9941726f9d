import type { Refusal } from '#base/errors.ts'
import type { JsonSchema } from '#model/json.ts'
import { inLanguage, type Language, type Text } from '#model/language.ts'

/** An operation of the OpenAPI. */
export type Operation = Readonly<Record<string, unknown>>

/** JSON, a file in one of these types, or nothing. */
export const answered = (
  language: Language,
  schema: JsonSchema | null,
  media: readonly string[] = ['application/json'],
): JsonSchema => ({
  description: inLanguage(done, language),
  ...(schema && { content: Object.fromEntries(media.map((type) => [type, { schema }])) }),
})

/** Each status with the codes that it comes with; what any call may refuse with besides is under `default`. */
export function refused(language: Language, refusals: readonly Refusal[]): Record<string, JsonSchema> {
  const byStatus = Map.groupBy(refusals, ({ status }) => status)
  return {
    ...Object.fromEntries([...byStatus].map(([status, all]) => [status, problemOf(language, all)])),
    default: { $ref: '#/components/responses/Problem' },
  }
}

const problemOf = (language: Language, refusals: readonly Refusal[]): JsonSchema => ({
  description: refusals
    .map(({ code, text }) => `- \`${code}\` — ${inLanguage(text, language)}`)
    .sort()
    .join('\n'),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { type: 'object', properties: { code: { enum: refusals.map(({ code }) => code) } } },
        ],
      },
    },
  },
})

const done: Text = { fr: 'Fait.', en: 'Done.' }
