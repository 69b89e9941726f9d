import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Grant } from '#model/table.ts'
import { everyRow } from '#model/where.ts'
import { tableOf } from '../../../tests/support/where-cases.ts'
import type { User } from '../context.ts'
import { fieldRights } from './fields.ts'

const table = tableOf(1, {
  slug: 'paie',
  fields: [
    { slug: 'nom', type: 'text' },
    { slug: 'salaire', type: 'integer' },
    { slug: 'motif', type: 'text' },
  ],
  order: ['-salaire', 'nom'],
  search: ['nom', 'motif'],
  title: 'nom',
  rules: [
    {
      field: 'motif',
      when: { field: 'salaire', op: 'gt', value: 9 },
      then: { required: true, hidden: false },
    },
  ],
})
const own = { field: 'created_by', op: 'eq', value: { var: 'me' } } as const
const actor = (read: readonly Omit<Grant, 'to'>[], more: Partial<User> = {}): User => ({
  kind: 'user',
  id: 7,
  name: 'Awa',
  networkOwner: false,
  siteAdmin: false,
  grants: { paie: { read: read.map((grant) => ({ to: 'member', ...grant })) } },
  stamp: 1,
  ...more,
})
const rights = (...read: readonly Omit<Grant, 'to'>[]) => fieldRights({ actor: actor(read) }, table)

test('where no right speaks of fields there is nothing to ask', () => {
  assert.equal(rights({}), null)
  assert.equal(rights({ where: own }), null)
  assert.equal(fieldRights({ actor: { kind: 'system', name: 'test' } }, table), null)
})

test('a field that one right opens in some rows shows in those alone, and serves to find none', () => {
  const both = rights({ except: ['salaire'] }, { where: own })!
  assert.deepEqual(both.read.get('salaire'), own)
  assert.equal(both.read.get('nom'), everyRow)
  assert.deepEqual(
    [both.seen, both.asked].map(({ fields }) => fields.map(({ slug }) => slug)),
    [
      ['nom', 'salaire', 'motif'],
      ['nom', 'motif'],
    ],
  )
  assert.deepEqual(both.asked.order, ['nom'])
})

test('a rule that looks at a closed field does what it does, and says nothing; what it decides is not written', () => {
  const some = rights({ except: ['salaire'] })!
  assert.deepEqual(some.seen.rules, [])
  assert.deepEqual(
    some.ruled.rules.map(({ then }) => then),
    [{ hidden: false }],
  )
  assert.deepEqual([...some.decided], ['motif'])
})

test('a token narrows the fields of its owner, and widens none', () => {
  const token = { id: 1, grants: { paie: { read: [{ to: 'member', fields: ['nom', 'salaire'] } as const] } } }
  const narrow = fieldRights({ actor: actor([{ except: ['salaire'] }], { token }) }, table)!
  assert.deepEqual(
    narrow.seen.fields.map(({ slug }) => slug),
    ['nom'],
  )
  const ofAdmin = fieldRights({ actor: actor([], { siteAdmin: true, token }) }, table)!
  assert.deepEqual(
    ofAdmin.seen.fields.map(({ slug }) => slug),
    ['nom', 'salaire'],
  )
})
