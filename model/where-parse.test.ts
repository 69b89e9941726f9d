import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wellSaid } from '../tests/support/field-promises.ts'
import { conditions, samples, tableOf, targets } from '../tests/support/where-cases.ts'
import type { JsonObject } from './json.ts'
import type { Where } from './where.ts'
import { type ParseWhereOptions, parseWhere } from './where-parse.ts'

const people = tableOf(1, {
  slug: 'personnes',
  fields: [
    { slug: 'nom', type: 'text', max: 5, pattern: '[A-Z].*', aliases: ['name'] },
    { slug: 'age', type: 'integer', min: 0, max: 150 },
    { slug: 'statut', type: 'choice', options: ['actif', 'parti'] },
    { slug: 'chef', type: 'reference', table: 'users' },
    { slug: 'cible', type: 'reference', table: 'cibles', aliases: ['but'] },
    { slug: 'amis', type: 'references', table: 'personnes' },
    { slug: 'naissance', type: 'date' },
    { slug: 'vu', type: 'datetime' },
  ],
})

function accepted(input: unknown, options: ParseWhereOptions = {}): Where {
  const outcome = parseWhere(input, people, options)
  assert.ok('where' in outcome, JSON.stringify(outcome))
  return outcome.where
}

function refused(input: unknown, options: ParseWhereOptions = {}): string {
  const outcome = parseWhere(input, people, options)
  if ('where' in outcome) return `accepted as ${JSON.stringify(outcome.where)}`
  outcome.problems.forEach(wellSaid)
  return outcome.problems[0]!.code
}

const leaf = (field: unknown, op?: unknown, value?: unknown) => ({ field, op, value })

test('names become current slugs, values their wire form', () => {
  assert.deepEqual(accepted(leaf('name', 'eq', ' Awa ')), leaf('nom', 'eq', 'Awa'))
  assert.deepEqual(
    accepted(leaf('vu', 'gte', '2026-07-14T12:00:00+02:00')),
    leaf('vu', 'gte', '2026-07-14T10:00:00+00:00'),
  )
  assert.deepEqual(accepted(leaf('chef', 'in', ['3', 4])), leaf('chef', 'in', [3, 4]))
  assert.deepEqual(accepted({ field: 'nom', value: 'Awa' }), leaf('nom', 'eq', 'Awa'))
  assert.deepEqual(accepted({ field: 'created_by', op: 'isnull' }), leaf('created_by', 'isnull', true))
})

test('what limits new values does not limit questions', () => {
  assert.deepEqual(accepted(leaf('age', 'gt', -1)), leaf('age', 'gt', -1))
  assert.deepEqual(
    accepted(leaf('nom', 'eq', 'trop long et minuscule')).valueOf(),
    leaf('nom', 'eq', 'trop long et minuscule'),
  )
})

test('variables go where they mean something', () => {
  assert.deepEqual(accepted(leaf('chef', 'eq', { var: 'me' })), leaf('chef', 'eq', { var: 'me' }))
  assert.deepEqual(
    accepted(leaf('created_by', 'in', [{ var: 'me' }, 2])),
    leaf('created_by', 'in', [{ var: 'me' }, 2]),
  )
  assert.deepEqual(
    accepted(leaf('naissance', 'lte', { var: 'today' })),
    leaf('naissance', 'lte', { var: 'today' }),
  )
  assert.equal(refused(leaf('cible', 'eq', { var: 'me' })), 'where.variable')
  assert.equal(refused(leaf('vu', 'eq', { var: 'today' })), 'where.variable')
  assert.equal(refused(leaf('chef', 'eq', { var: 'you' })), 'where.variable')
  assert.equal(refused(leaf('chef', 'eq', { var: 'me', or: 1 })), 'where.variable')
})

test('what makes no sense is refused by its name', () => {
  assert.equal(refused(leaf('prenom', 'eq', 'x')), 'where.unknown_field')
  assert.equal(refused(leaf('nom', 'like', 'x')), 'where.unknown_operator')
  assert.equal(refused(leaf('nom', 'gt', 'x')), 'where.operator')
  assert.equal(refused(leaf('nom', 'eq', null)), 'where.null')
  assert.equal(refused(leaf('nom', 'eq')), 'where.null')
  assert.equal(refused(leaf('age', 'eq', 'douze')), 'integer.invalid')
  assert.equal(refused(leaf('statut', 'eq', 'absent')), 'choice.unknown')
  assert.equal(refused(leaf('age', 'in', 3)), 'where.list')
  assert.equal(refused(leaf('age', 'range', [1])), 'where.range')
  assert.equal(refused(leaf('age', 'isnull', 'peut-être')), 'where.isnull')
  assert.equal(refused(leaf('nom', 'contains', 'a\0b')), 'text.nul')
  assert.equal(refused(leaf('nom', 'contains', '\ud800')), 'text.broken_character')
  assert.equal(refused(leaf('amis', 'eq', [3])), 'reference.invalid')
  assert.equal(refused({ field: 'nom', op: 'eq', value: 'x', sql: '1=1' }), 'where.unknown_key')
  assert.equal(refused({ all: [], any: [] }), 'where.invalid')
})

test('neither __proto__ nor its kin is a field, an operator or a key', () => {
  for (const name of ['__proto__', 'constructor', 'toString', '__proto____nom', 'cible____proto__']) {
    assert.equal(refused(leaf(name, 'eq', 'x'), { hop: () => targets }), 'where.unknown_field')
    assert.equal(refused(leaf('nom', name, 'x')), 'where.unknown_operator')
  }
  assert.equal(refused(JSON.parse('{"__proto__": [], "all": []}')), 'where.unknown_key')
  assert.equal(refused(JSON.parse('{"__proto__": {"all": []}}')), 'where.invalid')
})

test('objects that pretend to be texts are refused like the rest', () => {
  const pretender = { toString: 1, valueOf: 1 }
  assert.equal(refused(leaf(pretender, 'eq', 'x')), 'where.unknown_field')
  assert.equal(refused(leaf('nom', pretender, 'x')), 'where.unknown_operator')
  for (const { slug } of people.fields) {
    const outcome = parseWhere(leaf(slug, 'eq', pretender), people)
    assert.ok('problems' in outcome, slug)
    outcome.problems.forEach(wellSaid)
  }
})

test('a hop goes one reference far, to what the caller may read', () => {
  const hop = (slug: string) => (slug === 'cibles' ? targets : undefined)
  assert.deepEqual(accepted(leaf('but__nom', 'eq', 'x'), { hop }), leaf('cible__nom', 'eq', 'x'))
  assert.equal(refused(leaf('cible__nom', 'eq', 'x')), 'where.unknown_field')
  assert.equal(refused(leaf('chef__nom', 'eq', 'x'), { hop }), 'where.unknown_field')
  assert.equal(refused(leaf('amis__nom', 'eq', 'x'), { hop }), 'where.unknown_field')
  assert.equal(refused(leaf('cible__amis__nom', 'eq', 'x'), { hop }), 'where.unknown_field')
  const readable: ParseWhereOptions['readable'] = (field, table) => table !== targets || field.slug !== 'prix'
  assert.equal(refused(leaf('cible__prix', 'isnull'), { hop, readable }), 'where.unknown_field')
  assert.equal(
    refused(leaf('cible__nom', 'isnull'), { hop, readable: (field) => field.slug !== 'cible' }),
    'where.unknown_field',
  )
})

const nested = (levels: number): JsonObject =>
  (levels === 0 ? leaf('age', 'eq', 1) : { not: nested(levels - 1) }) as JsonObject

test('depth, length and lists have limits', () => {
  accepted(nested(5))
  assert.equal(refused(nested(6)), 'where.too_deep')
  accepted({ any: Array.from({ length: 100 }, () => leaf('age', 'eq', 1)) })
  assert.equal(refused({ any: Array.from({ length: 101 }, () => leaf('age', 'eq', 1)) }), 'where.too_long')
  assert.equal(refused({ any: Array.from({ length: 101 }, () => ({ all: [] })) }), 'where.too_long')
  accepted(
    leaf(
      'age',
      'in',
      Array.from({ length: 1000 }, (_, i) => i),
    ),
  )
  assert.equal(
    refused(
      leaf(
        'age',
        'in',
        Array.from({ length: 1001 }, (_, i) => i),
      ),
    ),
    'where.list',
  )
})

test('a mountain of brackets is refused at once', () => {
  const deep = JSON.parse(`${'{"not":'.repeat(5000)}{}${'}'.repeat(5000)}`)
  assert.equal(refused(deep), 'where.too_deep')
  const wide = { all: Array.from({ length: 200_000 }, () => ({ all: [{ all: [] }] })) }
  const start = performance.now()
  assert.equal(refused(wide), 'where.too_long')
  assert.ok(performance.now() - start < 100)
})

test('whatever is sent, the answer is a condition or problems in good French', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    conditions(samples).map((where) => ({ ...where, ...{ x: 1 } })),
  )
  fc.assert(
    fc.property(anything, (input) => {
      const outcome = parseWhere(input, samples)
      if ('problems' in outcome) {
        assert.ok(outcome.problems.length > 0)
        outcome.problems.forEach(wellSaid)
      }
    }),
  )
})

test('a condition that was read is read again as itself', () => {
  fc.assert(
    fc.property(conditions(samples, targets), (input) => {
      const outcome = parseWhere(input, samples, { hop: () => targets })
      if ('problems' in outcome) return
      assert.deepEqual(parseWhere(outcome.where, samples, { hop: () => targets }), outcome)
    }),
  )
})
