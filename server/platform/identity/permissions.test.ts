import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Table } from '#model/table.ts'
import { grantsOf, parsePermissions } from './permissions.ts'

const projet = {
  id: 7,
  slug: 'projet',
  aliases: [],
  label: { fr: 'Projets' },
  fields: [{ id: 1, slug: 'statut', type: 'text', label: { fr: 'Statut' } }],
  unique: [],
  indexes: [],
  order: [],
  search: [],
  title: null,
  rules: [],
  allow: {},
  scope: 'site',
  origin: 'site',
  owner: null,
  version: 1,
} satisfies Table
const find = (slug: string) => (slug === 'projet' ? projet : undefined)
const codes = (input: unknown) => {
  const parsed = parsePermissions(input, find)
  return 'problems' in parsed ? parsed.problems.map((one) => one.code) : parsed.permissions
}
const mine = { field: 'created_by', op: 'eq', value: { var: 'me' } } as const

test('rights are true, or a condition on the rows; false gives nothing', () => {
  assert.deepEqual(codes({ projet: { read: true, update: mine, archive: true, delete: false } }), {
    projet: { read: true, update: mine, archive: true },
  })
  assert.deepEqual(codes({ '*': { read: true, update: mine } }), { '*': { read: true, update: mine } })
})

test('what names no table, no action and no field of the table is refused, by name', () => {
  assert.deepEqual(codes({ nothing: { read: true } }), ['permissions.unknown_table'])
  assert.deepEqual(codes({ projet: { 'READ ALL': true } }), ['permissions.bad_action'])
  assert.deepEqual(codes({ projet: { read: 'yes' } }), ['permissions.bad_grant'])
  assert.deepEqual(codes({ projet: true }), ['permissions.not_an_object'])
  assert.deepEqual(codes(['projet']), ['permissions.not_an_object'])
  const unknown = codes({ projet: { read: { field: 'secret', op: 'eq', value: 1 } } })
  assert.ok(Array.isArray(unknown) && unknown.length === 1)
  const ofAll = codes({ '*': { read: { field: 'statut', op: 'eq', value: 'en_cours' } } })
  assert.ok(Array.isArray(ofAll), 'of every table only the engine’s own fields are known')
})

test('the groups of a member add up', () => {
  const grants = grantsOf([{ projet: { read: true } }, { projet: { read: mine, update: mine } }])
  assert.deepEqual(
    [grants.projet?.read, grants.projet?.update, grants.projet?.delete],
    [[{ to: 'member' }, { to: 'member', where: mine }], [{ to: 'member', where: mine }], undefined],
  )
})

test('nothing stored grants what it does not say', () => {
  const grants = grantsOf([
    null,
    'all',
    { projet: { read: 'true', update: 1, create: null } },
    JSON.parse('{"__proto__":{"read":true}}'),
  ])
  assert.equal(grants.projet, undefined)
  assert.equal(({} as { read?: unknown }).read, undefined)
  assert.equal(grants.toString, undefined)
})
