import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Json } from './json.ts'
import { sameJson } from './same-json.ts'

test('a value is the same as its copy', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.ok(sameJson(value as Json, JSON.parse(JSON.stringify(value)) as Json))
    }),
  )
})

test('the order of keys does not count, that of lists does', () => {
  assert.ok(sameJson({ a: 1, b: [2, { c: null }] }, { b: [2, { c: null }], a: 1 }))
  assert.ok(!sameJson([1, 2], [2, 1]))
})

test('values that only look alike differ', () => {
  const values: Json[] = [
    null,
    0,
    '',
    '0',
    false,
    [],
    {},
    [null],
    { a: null },
    { a: 1 },
    { b: null },
    [[]],
    'null',
  ]
  values.forEach((a, i) => {
    values.forEach((b, j) => {
      assert.equal(sameJson(a, b), i === j, `${JSON.stringify(a)} ${JSON.stringify(b)}`)
    })
  })
})
