import assert from 'node:assert/strict'
import { test } from 'node:test'
import { technicalName } from './technical-name.ts'

const free = () => false

test('a technical name is made of what people call a thing', () => {
  assert.equal(technicalName('Montant H.T. (€)', free), 'montant_h_t')
  assert.equal(technicalName('Cœur d’été', free), 'coeur_d_ete')
  assert.equal(technicalName('2026', free), 'champ_2026')
  assert.equal(technicalName('مشروع', free, 'table'), 'table')
  assert.equal(technicalName('<script>alert(1)</script>', free), 'script_alert_1_script')
})

test('it is no longer than allowed, and never one that is taken', () => {
  const long = technicalName('x'.repeat(300), free)
  assert.equal(long.length, 40)
  const taken = new Set([long, 'nom', 'nom_2'])
  const next = technicalName('x'.repeat(300), (name) => taken.has(name))
  assert.equal(next.length, 40)
  assert.ok(next.endsWith('_2'))
  assert.equal(
    technicalName('Nom', (name) => taken.has(name)),
    'nom_3',
  )
})
