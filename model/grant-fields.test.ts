import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tableOf } from '../tests/support/where-cases.ts'
import { coveredSlugs, readGrantFields } from './grant-fields.ts'

const table = tableOf(1, {
  slug: 'paie',
  fields: [
    { slug: 'nom', type: 'text' },
    { slug: 'salaire', type: 'integer', aliases: ['paye'] },
  ],
})
const read = (input: object, action = 'read') => {
  const outcome = readGrantFields(input, action, table)
  return 'problem' in outcome ? outcome.problem.code : outcome.granted
}
const covered = (granted: object) => [...(coveredSlugs(granted, table) ?? ['all'])].sort()

test('a list of fields is kept in current names; what names none is refused', () => {
  assert.deepEqual(read({}), {})
  assert.deepEqual(read({ fields: ['nom', 'paye'] }), { fields: ['nom', 'salaire'] })
  assert.deepEqual(read({ except: ['created_by'] }), { except: ['created_by'] })
  assert.equal(read({ fields: ['zut'] }), 'grant.field_unknown')
  assert.equal(read({ fields: [3] }), 'grant.field_unknown')
  assert.equal(read({ fields: 'nom' }), 'grant.fields')
  assert.equal(read({ fields: ['nom'], except: [] }), 'grant.one_list')
  for (const action of ['delete', 'archiver'])
    assert.equal(read({ fields: ['nom'] }, action), 'grant.whole_rows')
})

test('what is listed is open, or closed; the id always is open, and what is new only where the rest is closed', () => {
  assert.deepEqual(covered({}), ['all'])
  assert.deepEqual(covered({ fields: ['nom'] }), ['id', 'nom', 'version'])
  assert.deepEqual(covered({ fields: [] }), ['id', 'version'])
  assert.deepEqual(covered({ except: ['salaire', 'id'] }), [
    'created_at',
    'created_by',
    'id',
    'nom',
    'updated_at',
    'version',
  ])
})

test('a field that has another name by now is the same field', () => {
  assert.deepEqual(covered({ fields: ['paye'] }), ['id', 'salaire', 'version'])
  assert.equal(covered({ except: ['paye'] }).includes('salaire'), false)
})
