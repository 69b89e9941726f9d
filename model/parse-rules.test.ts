import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quotes, site, wrong } from '../tests/support/definitions.ts'
import type { JsonObject } from './json.ts'
import { parseTable } from './parse-table.ts'

test('rules that look at nothing, say nothing, or ask the impossible are refused', () => {
  const rules = (...list: JsonObject[]) => wrong({ ...quotes, rules: list })
  const always = { all: [] }
  assert.deepEqual(rules({ field: 'zut', when: always, then: { hidden: true } }), {
    'rules.0.field': ['rule.field_unknown'],
  })
  assert.deepEqual(rules({ field: 'id', when: always, then: { hidden: true } }), {
    'rules.0.field': ['rule.field_unknown'],
  })
  assert.deepEqual(rules({ field: 'contact', when: always, then: {} }), {
    'rules.0.then': ['rule.says_nothing'],
  })
  assert.deepEqual(rules({ field: 'contact', when: always, then: { color: 'red' } }), {
    'rules.0.then.color': ['definition.unknown_key'],
    'rules.0.then': ['rule.says_nothing'],
  })
  assert.deepEqual(
    rules({ field: 'contact', when: { field: 'contact__nom', value: 'x' }, then: { required: true } }),
    {
      'rules.0.when': ['where.unknown_field'],
    },
  )
  assert.deepEqual(rules({ field: 'priorite', when: always, then: { options: ['moyenne'] } }), {
    'rules.0.then.options': ['rule.options_unfit'],
  })
  assert.deepEqual(rules({ field: 'contact', when: always, then: { options: [] } }), {
    'rules.0.then.options': ['rule.options_unfit'],
  })
  assert.deepEqual(rules({ field: 'montant_ht', when: always, then: { value: 'cher' } }), {
    'rules.0.then.value': ['decimal.invalid'],
  })
  assert.deepEqual(rules({ field: 'contact', when: always, then: { hidden: 'oui' } }), {
    'rules.0.then.hidden': ['definition.yes_or_no'],
  })
})

test('rules that go round in circles are refused, by the names of their fields', () => {
  const waits = (field: string, on: string, then: JsonObject) => ({
    field,
    when: { field: on, op: 'isnull' },
    then,
  })
  const hides = { hidden: true }
  const circle = [
    waits('numero_devis', 'contact', hides),
    waits('contact', 'priorite', { value: null }),
    waits('priorite', 'numero_devis', hides),
  ]
  const outcome = parseTable({ ...quotes, rules: circle }, site)
  assert.ok('problems' in outcome)
  const [cycle] = outcome.problems.rules!
  assert.equal(cycle!.code, 'rule.cycle')
  assert.equal(cycle!.params.fields, 'numero_devis → contact → priorite → numero_devis')
  assert.deepEqual(wrong({ ...quotes, rules: [waits('contact', 'contact', hides)] }), {
    rules: ['rule.cycle'],
  })
  const required = { required: true }
  assert.deepEqual(
    wrong({
      ...quotes,
      rules: [waits('contact', 'statut', required), waits('statut', 'contact', required)],
    }),
    {},
  )
})
