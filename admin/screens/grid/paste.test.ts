import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field, Row } from '../../lib/table.ts'
import { asHtml, asTsv, fromTsv, pasted } from './clipboard.ts'
import { inverse, openPast } from './past.ts'
import { clearPlan, fillPlan, type Ground, isNewRow, pastePlan } from './paste.ts'

const field = (slug: string, type: string): Field =>
  ({ id: 1, slug, type, label: { fr: slug, en: slug }, operators: [], widget: '' }) as unknown as Field
const fields = [field('nom', 'text'), field('n', 'integer'), field('chef', 'reference')]
const row = (id: number, nom: string, n: number | null, chef: number | null = null): Row => ({
  id,
  version: 1,
  nom,
  n,
  chef,
})
const rows = [row(7, 'a', 1), row(8, 'b', 2, 5), row(9, 'c', null)]
const ground: Ground = {
  fields,
  lines: rows.length,
  mayAdd: true,
  rowAt: (line) => rows[line],
  isOpen: (one, { slug }) => !(one?.id === 8 && slug === 'n'),
  read: (of, text) =>
    of.type === 'integer' && !/^\d+$/.test(text)
      ? { problem: null }
      : { value: of.type === 'integer' ? Number(text) : text },
}
const at = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right })
const texts = (text: string) => ({ texts: fromTsv(text), values: null })

test('a spreadsheet’s cells are read, with tabs, quotes and line ends in them', () => {
  const cells = [
    ['a', 'b "c"', 'd\te'],
    ['', 'f\ng', ''],
  ]
  assert.deepEqual(fromTsv(asTsv(cells)), cells)
  assert.deepEqual(fromTsv('1\t2\r\n3\t4\r\n'), [
    ['1', '2'],
    ['3', '4'],
  ])
  assert.deepEqual(fromTsv('"12" m'), [['"12" m']])
  assert.deepEqual(fromTsv(''), [['']])
})

test('from one of our grids to another the values go along, unless the texts are others', () => {
  const copied = { texts: [['<b>&"']], values: [[{ a: '"<' }]] }
  const clipboard = (plain: string) => ({
    getData: (type: string) => (type === 'text/html' ? asHtml(copied) : plain),
  })
  assert.deepEqual(pasted(clipboard(asTsv(copied.texts))).values, copied.values)
  assert.equal(pasted(clipboard('a\tb')).values, null)
  assert.ok(!asHtml(copied).includes('<b>'))
})

test('a paste tells what changes, what is closed, what cannot be read, and which rows are new', () => {
  const plan = pastePlan(ground, texts('x\t10\ny\t20\nz\tdouze\nneuf\t4'), at(0, 0))
  assert.deepEqual(
    plan.changes.map(({ id, slug, after }) => [isNewRow(id) ? '+' : id, slug, after]),
    [
      [7, 'nom', 'x'],
      [7, 'n', 10],
      [8, 'nom', 'y'],
      [9, 'nom', 'z'],
      ['+', 'nom', 'neuf'],
      ['+', 'n', 4],
    ],
  )
  assert.deepEqual([plan.rows, plan.added, plan.closed, plan.unread.length], [3, 1, 1, 1])
})

test('one cell fills the selection, and what is so already does not change', () => {
  const plan = pastePlan(ground, texts('b'), at(0, 0, 2, 0))
  assert.deepEqual(
    plan.changes.map(({ id }) => id),
    [7, 9],
  )
})

test('nothing is added where nobody may', () => {
  const plan = pastePlan({ ...ground, mayAdd: false }, texts('b'), at(3, 0))
  assert.deepEqual([plan.changes.length, plan.closed], [0, 1])
})

test('filling goes down from the topmost line, clearing empties', () => {
  assert.deepEqual(
    fillPlan(ground, at(0, 1, 2, 1)).changes.map(({ id, after }) => [id, after]),
    [[9, 1]],
  )
  assert.deepEqual(
    clearPlan(ground, at(0, 1, 1, 2)).changes.map(({ id, slug, after }) => [id, slug, after]),
    [
      [7, 'n', null],
      [8, 'chef', null],
    ],
  )
})

test('a deed is undone by its inverse, under the number that a new row was given since', () => {
  const past = openPast()
  const change = { id: -1, slug: 'nom', before: null, after: 'x' }
  past.did({ changes: [change], created: [-1], removed: [] })
  past.named(-1, 40)
  const deed = past.undo()!
  assert.deepEqual(inverse(deed), {
    changes: [{ id: 40, slug: 'nom', before: 'x', after: null }],
    created: [],
    removed: [40],
  })
  assert.equal(past.undo(), undefined)
  assert.equal(past.redo(), deed)
})
