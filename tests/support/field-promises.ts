import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Compile } from 'typebox/schema'
import type { FieldBase, FieldType } from '#model/fields/field-type.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { isObject } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import type { Parsed, Problem } from '#model/problem.ts'
import { isProblem, sayProblem } from '#model/problem.ts'

export const ivoirian: Locale = { language: 'fr', country: 'CI', currency: 'XOF', timeZone: 'Africa/Abidjan' }
export const parisian: Locale = { language: 'fr', country: 'FR', currency: 'EUR', timeZone: 'Europe/Paris' }
export const ghanaian: Locale = { language: 'en', country: 'GH', currency: 'GHS', timeZone: 'Africa/Accra' }
export const newYorker: Locale = {
  language: 'en',
  country: 'US',
  currency: 'USD',
  timeZone: 'America/New_York',
}
const locales = [ivoirian, parisian, ghanaian, newYorker]

/** A field for a test: what its settings say, around a plain base. */
export function fieldOf<F extends FieldBase, V extends Json>(
  type: FieldType<F, V>,
  settings: JsonObject = {},
): F {
  const read = type.settings(settings)
  assert.deepEqual(read.problems, [])
  return { id: 1, slug: 'essai', type: type.type, label: { fr: 'Essai' }, ...read.settings } as unknown as F
}

/** The value that it was taken for. */
export function accepted<V>(parsed: Parsed<V>): V {
  assert.ok(!isProblem(parsed), isProblem(parsed) ? sayProblem(parsed.problem, 'fr') : '')
  return parsed.value
}

/** The code that it was refused with. */
export function refused<V>(parsed: Parsed<V>): string {
  return isProblem(parsed) ? parsed.problem.code : `accepted as ${JSON.stringify(parsed.value)}`
}

/** Problems are sentences in both languages, complete, as French typographers set them. */
export function wellSaid({ code, text, params }: Problem): void {
  assert.match(code, /^[a-z_]+\.[a-z_]+$/)
  for (const said of Object.values(text)) {
    for (const [, name] of said.matchAll(/\{([a-z]\w*)\}/g)) assert.ok(name! in params, `${code}: ${name}`)
  }
  assert.doesNotMatch(text.fr, / [:;!?»]|« /, `${code}: U+00A0 is missing`)
}

/** What somebody could send or write, near enough to the type to be dangerous. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.double(),
  fc.integer(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'0123456789,.-+ ():/TZh€$FCA@\u00a0\u202f\u2212e') }),
)

/** What every field type keeps, whatever it holds; `cases` are some fields with values in the wire form. */
export function keepsItsPromises<F extends FieldBase, V extends Json>(
  type: FieldType<F, V>,
  cases: fc.Arbitrary<readonly [F, V]>,
): void {
  const every = (name: string, check: (field: F, value: V) => void) =>
    test(`${type.type}: ${name}`, () =>
      fc.assert(fc.property(cases, ([field, value]) => check(field, value))))

  every('a value in wire form is parsed as it stands', (field, value) =>
    assert.deepEqual(type.parse(field, value), { value }),
  )

  every('what is written is read back, in both languages', (field, value) => {
    for (const locale of locales) {
      const written = type.write(field, value, locale)
      assert.deepEqual(type.read(field, written, locale), { value }, written)
      if (!JSON.stringify(value).includes('\u202f')) assert.doesNotMatch(written, /\u202f/)
    }
  })

  every('the schema says so', (field, value) => {
    const schema = Compile(type.schema(field) as never)
    assert.ok(schema.Check(value), `${JSON.stringify(type.schema(field))} refuses ${JSON.stringify(value)}`)
  })

  every('its settings are read back from the definition', (field) => {
    const { settings, problems } = type.settings(JSON.parse(JSON.stringify(field)))
    assert.deepEqual(problems, [])
    for (const [name, setting] of Object.entries(settings)) {
      assert.ok(type.settingNames.includes(name), name)
      assert.deepEqual(setting, field[name as keyof F])
    }
  })

  test(`${type.type}: whatever comes is a value or a problem, and a value is settled`, () => {
    const settle = (field: F, parsed: Parsed<V>, locale: Locale) => {
      if (isProblem(parsed)) return wellSaid(parsed.problem)
      assert.deepEqual(type.parse(field, parsed.value, locale), parsed)
      assert.equal(typeof (type.searchText?.(parsed.value) ?? ''), 'string')
      assert.doesNotMatch(JSON.stringify(type.toColumn?.(field, parsed.value) ?? ''), /\u0000/)
    }
    fc.assert(
      fc.property(cases, anything, fc.constantFrom(...locales), ([field], input, locale) => {
        if (input === null) return
        settle(field, type.parse(field, input, locale), locale)
        settle(
          field,
          type.read(field, typeof input === 'string' ? input : JSON.stringify(input), locale),
          locale,
        )
      }),
      { numRuns: 500 },
    )
  })

  test(`${type.type}: whatever settings come are settings or problems`, () => {
    const settings = fc.dictionary(fc.constantFrom(...type.settingNames, 'other'), anything)
    fc.assert(
      fc.property(settings, (input) => {
        const { problems } = type.settings(input as JsonObject)
        for (const problem of problems) {
          assert.ok(type.settingNames.includes(String(problem.params.setting)), problem.code)
          wellSaid(problem)
        }
      }),
    )
  })

  test(`${type.type}: an endless cell is answered at once`, () => {
    const [field] = fc.sample(cases, 1)[0]!
    const began = performance.now()
    for (const unit of ['a ', 'a.', '1 ', '1.', '-', ' ', '\\', 'é', '€ ', 'a@', '[', '12/']) {
      const endless = `${unit.repeat(32_000 / unit.length)}!`
      for (const locale of locales) type.read(field, endless, locale)
      type.parse(field, endless)
    }
    assert.ok(performance.now() - began < 1000, `${performance.now() - began} ms`)
  })

  const { compare } = type
  if (compare) ordersConsistently(type.type, compare, cases)
  test(`${type.type}: it presents itself`, () => {
    for (const text of [type.label, type.example]) assert.ok(text.fr && text.en)
    assert.ok(type.operators.includes('isnull'))
    assert.ok(!isObject(type.widget) && type.widget !== '')
  })
}

function ordersConsistently<F, V>(
  name: string,
  compare: (a: V, b: V) => number,
  cases: fc.Arbitrary<readonly [F, V]>,
): void {
  test(`${name}: values have one order`, () => {
    fc.assert(
      fc.property(cases, cases, ([, a], [, b]) => {
        assert.ok(compare(a, a) === 0)
        assert.ok(Math.sign(compare(a, b)) === -Math.sign(compare(b, a)))
      }),
    )
  })
}
