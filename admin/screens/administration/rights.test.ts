import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readyRules } from '#model/ready-rules.ts'
import type { Table } from '../../lib/table.ts'
import {
  cellOf,
  cellsOfRule,
  isOpenField,
  own,
  publishedWhere,
  readRights,
  rowsOf,
  saidByTable,
  withCell,
  withFields,
  writeRights,
} from './rights.ts'

const kept = {
  '*': { read: true },
  projet: 'own_only',
  devis: {
    read: { field: 'created_by', op: 'eq', value: { var: 'me' } },
    create: { verified: true },
    update: { where: { field: 'created_by', op: 'in', value: { var: 'my_team' } }, except: ['montant'] },
    delete: {
      any: [
        { field: 'statut', op: 'eq', value: 'brouillon' },
        { field: 'montant', op: 'isnull' },
      ],
    },
    envoyer: true,
  },
} as const

test('what a group keeps comes back as it was, whatever it says', () => {
  assert.deepEqual(writeRights(readRights(kept)), kept)
  assert.deepEqual(writeRights(readRights({ projet: {}, devis: { read: false } })), {})
  for (const none of [null, [], 'roi', 3]) assert.deepEqual(readRights(none), {})
})

test('rows are called as people call them', () => {
  const kindOf = (table: 'devis', action: string) => cellOf(readRights(kept)[table], action).rows.kind
  assert.deepEqual(
    ['read', 'create', 'update', 'delete', 'envoyer', 'accepter'].map((action) => kindOf('devis', action)),
    ['own', 'all', 'team', 'custom', 'all', 'none'],
  )
  assert.equal(rowsOf({ all: [own] }).kind, 'own')
  assert.equal(rowsOf({ field: 'publie', op: 'eq', value: true }).kind, 'published')
})

test('a ready-made rule shows what it gives, and becomes cells where one of them is changed', () => {
  for (const name of Object.keys(readyRules) as (keyof typeof readyRules)[])
    assert.deepEqual(Object.keys(cellsOfRule(name)), Object.keys(readyRules[name].gives))
  const changed = withCell(readRights(kept), 'projet', 'delete', { rows: { kind: 'none' } })
  assert.deepEqual(writeRights(changed).projet, { read: own, create: true, update: own })
})

test('fields that are closed are told so that later ones are open, or closed, as is wished', () => {
  const table = { fields: [{ slug: 'a' }, { slug: 'b' }] } as unknown as Table
  const cell = { rows: { kind: 'all' } } as const
  assert.deepEqual(withFields(cell, table, new Set(['a']), true), { ...cell, except: ['b'] })
  assert.deepEqual(withFields(cell, table, new Set(['a']), false), { ...cell, fields: ['a'] })
  assert.deepEqual(withFields({ ...cell, except: ['a'] }, table, new Set(['a', 'b']), true), cell)
  assert.deepEqual([isOpenField({ ...cell, fields: ['a'] }, 'b'), isOpenField(cell, 'b')], [false, true])
})

test('what is published is found in a flag or in a choice', () => {
  const fields = (...all: object[]) => ({ fields: all }) as unknown as Table
  assert.deepEqual(publishedWhere(fields({ slug: 'est_publie', type: 'boolean' })), {
    field: 'est_publie',
    op: 'eq',
    value: true,
  })
  const statut = { slug: 'statut', type: 'choice', options: [{ value: 'brouillon' }, { value: 'publie' }] }
  assert.deepEqual(publishedWhere(fields(statut)), { field: 'statut', op: 'eq', value: 'publie' })
  assert.equal(publishedWhere(fields({ slug: 'nom', type: 'text' })), null)
})

test('what a table keeps for administrators is no group’s to give, what it gives to all is theirs anyway', () => {
  assert.equal(saidByTable({ create: [] }, 'create'), 'kept')
  assert.equal(saidByTable({ read: [{ to: 'site_admin' }] }, 'read'), 'kept')
  assert.equal(saidByTable({ read: [{ to: 'anyone' }] }, 'read'), 'open')
  assert.equal(saidByTable({ read: [{ to: 'member', where: own }] }, 'read'), null)
  assert.equal(saidByTable({}, 'read'), null)
})
