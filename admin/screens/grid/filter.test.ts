import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Where } from '#model/where.ts'
import { groupOf, isComplete, whereOf } from './filter.ts'
import { countLeaves } from './query.ts'

const leaf = (field: string, value: string | number = 'x') => ({ field, op: 'eq', value }) as const

test('what can be put together is taken apart and put together again', () => {
  const wheres: Where[] = [
    { all: [] },
    { all: [leaf('a')] },
    { any: [leaf('a'), leaf('b')] },
    { all: [leaf('a'), { any: [leaf('b'), leaf('c')] }] },
    { all: [leaf('a'), { not: leaf('b') }] },
    { all: [leaf('a'), { field: 'client__nom', op: 'eq', value: 'Awa' }] },
    { any: [leaf('a'), { all: [leaf('b'), { any: [leaf('c'), leaf('d')] }] }] },
  ]
  for (const where of wheres) assert.deepEqual(whereOf(groupOf(where)), where)
})

test('a comparison without its value asks nothing yet', () => {
  const draft = { field: 'b', op: 'gt', value: null } as const
  assert.deepEqual(whereOf({ join: 'all', parts: [leaf('a'), draft] }), { all: [leaf('a')] })
  assert.equal(isComplete({ field: 'b', op: 'range', value: ['2026-01-01', null] }), false)
  assert.equal(isComplete({ field: 'b', op: 'isnull', value: true }), true)
  assert.equal(isComplete({ field: 'b', op: 'eq', value: { text: '12,', problem: {} } }), false)
})

test('conditions are counted, not groups', () => {
  assert.equal(countLeaves({ all: [leaf('a'), { any: [leaf('b'), leaf('c')] }] }), 3)
})
