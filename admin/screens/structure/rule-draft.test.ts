import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Rule } from '#model/rules.ts'
import type { Field } from '../../lib/table.ts'
import { asTicks, draftOfRule, effectsFor, isWhole, ruleOf } from './rule-draft.ts'

const isChoice = (slug: string) => (slug === 'statut' ? ({ type: 'choice' } as Field) : undefined)

test('a rule that is opened and saved again says the same', () => {
  const rules: Rule[] = [
    { field: 'motif', when: { field: 'statut', op: 'eq', value: 'refuse' }, then: { required: true } },
    { field: 'motif', when: { field: 'statut', op: 'in', value: ['a', 'b'] }, then: { hidden: false } },
    {
      field: 'statut',
      when: { all: [] },
      then: { options: ['a'], readonly: true, hidden: true, value: null },
    },
    {
      field: 'fin',
      when: {
        any: [
          { field: 'debut', op: 'lt', value: { var: 'today' } },
          { field: 'fin', op: 'isnull', value: false },
        ],
      },
      then: { value: '2026-01-01' },
    },
    {
      field: 'fin',
      when: {
        all: [
          { field: 'prix', op: 'range', value: ['1', '2'] },
          {
            any: [{ field: 'statut', op: 'ne', value: 'a' }, { not: { field: 'nom', op: 'eq', value: 'x' } }],
          },
        ],
      },
      then: { required: false },
    },
  ]
  for (const rule of rules) {
    const draft = draftOfRule(rule)
    assert.deepEqual(ruleOf({ ...draft, group: asTicks(draft.group, isChoice) }), rule)
  }
})

test('a condition without its value is not whole', () => {
  const draft = draftOfRule({
    field: 'a',
    when: { field: 'b', op: 'eq', value: 'c' },
    then: { hidden: true },
  })
  assert.equal(isWhole(draft.group), true)
  assert.equal(
    isWhole({ join: 'all', parts: [{ join: 'any', parts: [{ field: 'b', op: 'eq', value: null }] }] }),
    false,
  )
})

test('nobody is offered an effect that the server refuses', () => {
  assert.deepEqual(effectsFor({ type: 'text', computed: { type: 'formula' } } as unknown as Field), [
    'readonly true',
    'readonly false',
  ])
  assert.ok(!effectsFor({ type: 'text' } as Field).includes('options'))
  assert.ok(effectsFor({ type: 'choice' } as Field).includes('options'))
})
