import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { systemSlugs } from '../table.ts'
import { operators } from '../where.ts'
import { fieldTypeNames, fieldTypeOf, fieldTypes, isFieldTypeName } from './index.ts'
import { systemField, systemFields } from './system.ts'

test('every type goes by its own name, and has a file and a test of that name', () => {
  for (const name of fieldTypeNames) {
    assert.equal(fieldTypes[name].type, name)
    const file = new URL(`./${name.replaceAll('_', '-')}`, import.meta.url)
    for (const path of [`${file}.ts`, `${file}.test.ts`]) assert.ok(existsSync(new URL(path)), path)
  }
})

test('operators are asked for by name alone', () => {
  for (const name of fieldTypeNames)
    for (const op of fieldTypes[name].operators) assert.ok(operators.includes(op))
})

test('what every object has is no field type', () => {
  for (const name of ['constructor', '__proto__', 'toString', '', 7]) assert.ok(!isFieldTypeName(name))
})

test('system fields are fields with negative ids, read-only', () => {
  assert.deepEqual(
    systemFields.map(({ slug }) => slug),
    [...systemSlugs],
  )
  for (const field of systemFields) {
    assert.ok(field.id < 0 && field.readonly)
    assert.equal(systemField(field.slug), field)
    assert.ok(fieldTypeOf(field).operators.includes('gte') || field.type === 'reference')
  }
  assert.equal(systemField('nom'), undefined)
})
