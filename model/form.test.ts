import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { Compile } from 'typebox/schema'
import { ivoirian } from '../tests/support/field-promises.ts'
import { boolean, choice, email, phone, references, text } from './define-table.ts'
import { form, formInPart, freeForm, type Input, secret } from './form.ts'
import type { JsonObject } from './json.ts'

const label = { fr: 'Champ', en: 'Field' }
const colour: Input<string> = {
  label,
  schema: { type: ['string', 'null'], pattern: '^#[0-9a-f]{6}$' },
  parse: (input) =>
    typeof input === 'string' && /^#[0-9a-f]{6}$/.test(input)
      ? { value: input }
      : { problem: { code: 'colour.bad', text: label, params: {} } },
}
const taken = {
  name: text({ label, required: true, max: 20 }),
  email: email({ label }),
  telephone: phone({ label }),
  password: secret({ label, required: true }),
  groups: references({ label, table: 'groups' }),
  admin: boolean({ label, default: false }),
  side: choice({ label, options: ['left', 'right'] }),
  colour,
}
const whole = form(taken)
const part = formInPart(taken)

const codes = (input: JsonObject, of: typeof whole | typeof part = whole): Record<string, string> => {
  const read = of.parse(input, ivoirian)
  return 'values' in read
    ? {}
    : Object.fromEntries(Object.entries(read.problems).map(([name, [first]]) => [name, first!.code]))
}

suite('a form', () => {
  test('gives every value: as sent and in wire form, as the default says, or null', () => {
    const sent = { name: ' Awa ', telephone: '07 07 12 34 56', password: ' un secret ' }
    assert.deepEqual(whole.parse(sent, ivoirian), {
      values: {
        name: 'Awa',
        email: null,
        telephone: '+2250707123456',
        password: ' un secret ',
        groups: [],
        admin: false,
        side: null,
        colour: null,
      },
    })
  })

  test('names all that is wrong, and keeps what is sound', () => {
    const sent = { name: '  ', email: 'x', password: 12, side: 'up', colour: 'red', age: 3, admin: true }
    assert.deepEqual(codes(sent as JsonObject), {
      age: 'field.unknown',
      name: 'field.required',
      email: 'email.invalid',
      password: 'text.not_text',
      side: 'choice.unknown',
      colour: 'colour.bad',
    })
    const read = whole.parse(sent as JsonObject, ivoirian)
    assert.deepEqual('sound' in read && read.sound, { telephone: null, groups: [], admin: true })
  })

  test('takes null and the empty text for nothing', () => {
    assert.deepEqual(codes({ name: null, password: '' }), {
      name: 'field.required',
      password: 'field.required',
    })
    const read = whole.parse({ name: 'a', password: 'b', admin: null, groups: null, side: '' }, ivoirian)
    assert.ok('values' in read)
    assert.deepEqual([read.values.admin, read.values.groups, read.values.side], [false, [], null])
  })

  test('in part demands nothing and adds nothing', () => {
    assert.deepEqual(part.parse({}, ivoirian), { values: {} })
    assert.deepEqual(part.parse({ email: null, admin: true }, ivoirian), {
      values: { email: null, admin: true },
    })
    assert.deepEqual(codes({ name: '', unknown: 1 }, part), {
      unknown: 'field.unknown',
      name: 'field.required',
    })
    assert.equal('required' in part.schema('fr'), false)
  })

  test('tells in its schema what it takes', () => {
    const { required, properties, additionalProperties } = whole.schema('en') as {
      required: string[]
      properties: Record<string, JsonObject>
      additionalProperties: boolean
    }
    assert.deepEqual(required, ['name', 'password'])
    assert.equal(additionalProperties, false)
    assert.deepEqual(properties.password, {
      title: 'Field',
      type: 'string',
      format: 'password',
      maxLength: 1000,
    })
    assert.deepEqual(properties.email!.type, ['string', 'null'])
    assert.deepEqual(properties.side!.enum, ['left', 'right', null])
    assert.equal(properties.admin!.default, false)
  })

  test('reads whatever its schema allows, and never falls', () => {
    const fits = Compile(whole.schema('fr') as object)
    const values = fc.option(
      fc.oneof(fc.constantFrom('Awa', '#00ff00', 'left', 'a@b.ci', '+2250707123456'), fc.jsonValue()),
    )
    const sent = fc.record(
      Object.fromEntries([...Object.keys(taken), '__proto__', 'toString'].map((name) => [name, values])),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(sent, (input) => {
        const found = codes(input as JsonObject)
        const isEmptied = Object.values(input).some((value) => typeof value === 'string' && !value.trim())
        if (fits.Check(input) && !isEmptied)
          assert.deepEqual(
            Object.values(found).filter((code) => !code.startsWith('text.')),
            [],
          )
      }),
    )
  })

  test('that is free is judged by whoever takes it', () => {
    const free = freeForm({ type: 'object' })
    assert.deepEqual(free.parse({ a: 1 }, ivoirian), { values: { a: 1 } })
    assert.deepEqual(free.schema('fr'), { type: 'object' })
  })

  test('whose settings are wrong stops the program', () => {
    assert.throws(() => form({ name: text({ label, min: 9, max: 3 }) }), /"name" is not well defined/)
  })
})
