import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { draft, quotes, withFields, wrong } from '../tests/support/definitions.ts'
import { samples } from '../tests/support/where-cases.ts'
import type { JsonObject } from './json.ts'

const text = { slug: 'nom', type: 'text' }

test('the definition of the API’s own pages is one', () => {
  assert.deepEqual(wrong(quotes), {})
})

test('what is not said is completed', () => {
  const { label, fields, title, search, order, unique, indexes, rules, allow, scope, aliases } = draft({
    slug: 'ligne_devis',
    fields: [
      { slug: 'prix', type: 'integer' },
      { slug: 'nom_ligne', type: 'text', required: false, aliases: [] },
    ],
  })
  assert.deepEqual(label, { fr: 'Ligne devis' })
  assert.deepEqual(fields[1], { slug: 'nom_ligne', label: { fr: 'Nom ligne' }, type: 'text' })
  assert.deepEqual(
    { title, search, order, scope },
    { title: 'nom_ligne', search: ['nom_ligne'], order: ['-id'], scope: 'site' },
  )
  assert.deepEqual([unique, indexes, rules, allow, aliases], [[], [], [], {}, []])
})

test('search is the title and the other texts, five in all, unless somebody says', () => {
  const six = withFields(...['a', 'b', 'c', 'd', 'e', 'f'].map((slug) => ({ slug, type: 'text' })), {
    slug: 'g',
    type: 'email',
  })
  assert.deepEqual(draft(six).search, ['a', 'b', 'c', 'd', 'e'])
  assert.deepEqual(draft({ ...six, title: 'g' }).search, ['g', 'a', 'b', 'c', 'd'])
  assert.deepEqual(draft({ ...six, search: [] }).search, [])
  assert.deepEqual(draft({ ...six, title: null }).title, null)
})

test('a draft is JSON, and is read again as itself', () => {
  for (const input of [
    quotes,
    { ...quotes, allow: { read: [{ to: 'anyone', where: { field: 'priorite', value: 'haute' } }] } },
  ]) {
    const made = draft(input)
    assert.deepEqual(JSON.parse(JSON.stringify(made)), made)
    assert.deepEqual(draft(made), made)
  }
  const withIds = {
    ...draft(quotes),
    fields: draft(quotes).fields.map((field, i) => ({ ...field, id: i + 4 })),
  }
  assert.deepEqual(draft(withIds), withIds)
})

describe('refused, by path:', () => {
  test('names that are none, or taken', () => {
    for (const slug of [
      'Devis',
      'devis__1',
      '_devis',
      '1devis',
      'é',
      '',
      'a'.repeat(41),
      3,
      null,
      undefined,
      '__proto__',
    ]) {
      assert.deepEqual(wrong({ slug, fields: [] }), { slug: ['definition.slug'] })
    }
    assert.deepEqual(wrong({ slug: 'users', fields: [] }), { slug: ['table.reserved'] })
    assert.deepEqual(wrong({ slug: 'users', fields: [] }, { origin: 'code' }), {})
    for (const slug of ['search', 'id', 'created_at', 'in', 'constructor', 'page_size']) {
      assert.deepEqual(wrong(withFields({ slug, type: 'text' })), { 'fields.0.slug': ['field.reserved'] })
    }
    assert.deepEqual(wrong(withFields(text, { ...text, type: 'email' })), {
      'fields.1.slug': ['field.twice'],
    })
    assert.deepEqual(wrong(withFields(text, { slug: 'prenom', type: 'text', aliases: ['nom'] })), {
      'fields.1.slug': ['field.twice'],
    })
    assert.deepEqual(wrong(withFields({ ...text, id: 3 }, { slug: 'b', type: 'text', id: 3 })), {
      'fields.1.id': ['field.id_twice'],
    })
  })

  test('what a definition does not have', () => {
    assert.deepEqual(wrong({ ...quotes, hooks: [] }), { hooks: ['definition.unknown_key'] })
    assert.deepEqual(wrong(withFields({ ...text, digits: 3 })), {
      'fields.0.digits': ['definition.unknown_key'],
    })
    assert.deepEqual(wrong(JSON.parse('{"slug": "essai", "__proto__": {"scope": "network"}}')), {
      ['__proto__']: ['definition.unknown_key'],
    })
    for (const input of [null, [], 'devis', 3, undefined])
      assert.deepEqual(wrong(input), { '': ['definition.not_an_object'] })
  })

  test('more than there may be', () => {
    const many = Array.from({ length: 301 }, (_, i) => ({ slug: `c${i}`, type: 'integer' }))
    assert.deepEqual(wrong(withFields(...many)), { fields: ['definition.list'] })
    assert.deepEqual(wrong(withFields(...many.slice(1))), {})
  })

  test('tables of the whole network, unless code makes them', () => {
    assert.deepEqual(wrong({ ...quotes, scope: 'network' }), { scope: ['table.scope'] })
    assert.equal(draft({ ...quotes, scope: 'network' }, { origin: 'code' }).scope, 'network')
  })
})

test('whatever is sent, the answer is a draft or problems in good French', () => {
  const { id: _, owner: _o, origin: _r, version: _v, ...definition } = samples
  const spoilt = fc
    .tuple(fc.constantFrom(...Object.keys(definition)), fc.jsonValue())
    .map(([key, value]) => ({ ...definition, [key]: value }))
  const field = fc.dictionary(
    fc.constantFrom('slug', 'type', 'label', 'default', 'options', 'max', 'table', 'zut'),
    fc.jsonValue(),
  )
  const fields = fc
    .array(field.map((some) => ({ slug: 'a', type: 'text', ...some })))
    .map((list) => withFields(...(list as JsonObject[])))
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), spoilt, fields), (input) => void wrong(input)),
    { numRuns: 500 },
  )
})

test('objects that pretend to be texts, and mountains of brackets, are refused like the rest', () => {
  const pretender = { toString: 1, valueOf: 1 }
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
  for (const odd of [pretender, deep]) {
    for (const key of [
      'slug',
      'label',
      'fields',
      'unique',
      'order',
      'search',
      'title',
      'rules',
      'allow',
      'scope',
    ]) {
      assert.notDeepEqual(wrong({ ...quotes, [key]: odd }), {}, key)
      assert.notDeepEqual(wrong({ ...quotes, [key]: [odd] }), {}, key)
    }
    assert.notDeepEqual(wrong({ ...quotes, rules: [{ field: odd, when: odd, then: odd }] }), {})
    assert.notDeepEqual(wrong({ ...quotes, fields: [{ slug: 'a', type: odd, default: odd }] }), {})
  }
})
