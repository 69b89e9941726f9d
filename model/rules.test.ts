import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tableOf } from '../tests/support/where-cases.ts'
import type { Json, JsonObject } from './json.ts'
import { type Decision, decide } from './rules.ts'
import { compileWhere } from './where-js.ts'

const env = { me: 1, today: '2026-07-14' }
const is = (field: string, value: Json) => ({ field, op: 'eq', value })

const quotes = (...rules: JsonObject[]) =>
  tableOf(1, {
    slug: 'devis',
    fields: [
      { slug: 'statut', type: 'choice', options: ['brouillon', 'envoye', 'refuse'] },
      { slug: 'motif', type: 'long_text' },
      { slug: 'detail', type: 'text', required: true },
      { slug: 'montant', type: 'integer' },
      { slug: 'numero', type: 'text', readonly: true },
    ],
    rules,
  })

const decision = (table: ReturnType<typeof quotes>, slug: string, row: Record<string, Json>): Decision =>
  decide(table, row, env)[slug]!

test('without rules a field is as its own settings say', () => {
  const { why, ...plain } = decision(quotes(), 'detail', {})
  assert.deepEqual(plain, { hidden: false, required: true, readonly: false, options: null, value: undefined })
  assert.deepEqual(why, {})
  assert.equal(decision(quotes(), 'numero', {}).readonly, true)
})

test('a rule speaks when the row looks so, and is named', () => {
  const table = quotes(
    { field: 'motif', when: { not: is('statut', 'refuse') }, then: { hidden: true } },
    { field: 'motif', when: is('statut', 'refuse'), then: { required: true } },
  )
  const sent = decision(table, 'motif', { statut: 'envoye' })
  assert.deepEqual([sent.hidden, sent.required, sent.why], [true, false, { hidden: 0 }])
  const refused = decision(table, 'motif', { statut: 'refuse' })
  assert.deepEqual([refused.hidden, refused.required, refused.why], [false, true, { required: 1 }])
})

test('of two rules that disagree the later wins, each effect by itself', () => {
  const table = quotes(
    { field: 'detail', when: { all: [] }, then: { required: false, readonly: true, value: 'a' } },
    { field: 'detail', when: { all: [] }, then: { required: true } },
    { field: 'detail', when: is('statut', 'refuse'), then: { value: 'b' } },
  )
  const detail = decision(table, 'detail', { statut: 'refuse' })
  assert.deepEqual([detail.required, detail.readonly, detail.value], [true, true, 'b'])
  assert.deepEqual(detail.why, { required: 1, readonly: 0, value: 2 })
})

test('the later wins among rules that are asked at different times', () => {
  const table = quotes(
    { field: 'detail', when: { all: [] }, then: { required: true } },
    { field: 'detail', when: { all: [] }, then: { hidden: false, required: false } },
  )
  assert.deepEqual(decision(table, 'detail', {}).why, { hidden: 1, required: 1 })
  assert.equal(decision(table, 'detail', {}).required, false)
})

test('hidden beats required, whichever comes last', () => {
  const hides = { field: 'detail', when: { all: [] }, then: { hidden: true } }
  const requires = { field: 'detail', when: { all: [] }, then: { required: true } }
  for (const rules of [
    [hides, requires],
    [requires, hides],
  ]) {
    const { hidden, required } = decision(quotes(...rules), 'detail', {})
    assert.deepEqual([hidden, required], [true, false])
  }
})

test('a rule sees what other rules have emptied and filled, in whatever order they are written', () => {
  const table = quotes(
    { field: 'detail', when: { field: 'motif', op: 'isnull' }, then: { hidden: true } },
    { field: 'montant', when: is('statut', 'refuse'), then: { value: 0 } },
    { field: 'motif', when: { not: is('montant', 0) }, then: { hidden: true } },
  )
  const refused = decide(table, { statut: 'refuse', montant: 5, motif: 'trop cher' }, env)
  assert.deepEqual([refused.motif!.hidden, refused.detail!.hidden], [false, false])
  const sent = decide(table, { statut: 'envoye', montant: 5, motif: 'trop cher' }, env)
  assert.deepEqual([sent.motif!.hidden, sent.detail!.hidden], [true, true])
})

test('a phone or an e-mail: two fields may each be required for want of the other', () => {
  const table = quotes(
    { field: 'motif', when: { field: 'montant', op: 'isnull' }, then: { required: true } },
    { field: 'montant', when: { field: 'motif', op: 'isnull' }, then: { required: true } },
  )
  const both = decide(table, {}, env)
  assert.deepEqual([both.motif!.required, both.montant!.required], [true, true])
  const one = decide(table, { montant: 3 }, env)
  assert.deepEqual([one.motif!.required, one.montant!.required], [false, true])
})

test('what only the server writes, no rule opens', () => {
  const table = quotes({ field: 'numero', when: { all: [] }, then: { readonly: false, required: true } })
  const { readonly, required } = decision(table, 'numero', {})
  assert.deepEqual([readonly, required], [true, true])
})

test('the row that was given stays as it was', () => {
  const table = quotes({ field: 'motif', when: { all: [] }, then: { value: 'x' } })
  const row = Object.freeze({ motif: 'y' })
  assert.equal(decision(table, 'motif', row).value, 'x')
  assert.equal(row.motif, 'y')
})

const slugs = ['a', 'b', 'c', 'd', 'e']
const anyRule = fc
  .record({
    field: fc.nat(4),
    // A rule looks at fields before its own: so there is no circle.
    looks: fc.nat(4),
    equals: fc.constantFrom(0, 1, null),
    then: fc.oneof(
      fc.record({ hidden: fc.boolean() }),
      fc.record({ value: fc.constantFrom(0, 1, null) }),
      fc.record({ required: fc.boolean(), readonly: fc.boolean() }),
    ),
  })
  .filter(({ field, looks }) => looks < field)
  .map(({ field, looks, equals, then }) => ({
    field: slugs[field]!,
    when: equals === null ? { field: slugs[looks]!, op: 'isnull' } : is(slugs[looks]!, equals),
    then,
  }))

test('decisions are what one gets by going through the fields in their order, rule after rule', () => {
  const anyRow = fc.record(Object.fromEntries(slugs.map((slug) => [slug, fc.constantFrom(0, 1, null)])))
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 12 }), anyRow, (rules, row) => {
      const fields = slugs.map((slug) => ({ slug, type: 'integer' }))
      const table = tableOf(1, { slug: 'essai', fields, rules: rules as unknown as Json })
      const seen: Record<string, Json> = { ...row }
      for (const slug of slugs) {
        const speak = table.rules.filter(
          (rule) => rule.field === slug && compileWhere(rule.when, table)(seen, env),
        )
        const last = <K extends 'hidden' | 'value' | 'required'>(effect: K) =>
          speak.findLast(({ then }) => then[effect] !== undefined)?.then[effect]
        const decided = decide(table, row, env)[slug]!
        assert.equal(decided.hidden, last('hidden') ?? false)
        assert.equal(decided.value, last('value'))
        assert.equal(decided.required, !decided.hidden && (last('required') ?? false))
        if (decided.hidden) seen[slug] = null
        else if (decided.value !== undefined) seen[slug] = decided.value
      }
    }),
  )
})
