import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Field } from '#model/fields/index.ts'
import type { Table } from '#model/table.ts'
import { type Facts, planChange } from './plan.ts'
import { storedOf, tableName } from './stored.ts'
import type { Step, Work } from './work.ts'

const label = { fr: 'x' }
const other: Table = {
  id: 7,
  slug: 'autre',
  aliases: [],
  label,
  fields: [],
  unique: [],
  indexes: [],
  order: [],
  search: [],
  title: null,
  rules: [],
  allow: {},
  scope: 'site',
  origin: 'site',
  owner: 1,
  version: 1,
}
const target = (slug: string): Table | undefined => (slug === 'autre' ? other : undefined)

const slugs = ['a', 'b', 'c', 'd', 'e']
const kinds = ['text', 'integer', 'decimal', 'reference', 'references', 'auto_number'] as const

/** One of each slug and type has one id, as a definition and a later one would give them. */
const fieldOf = (slug: string, kind: (typeof kinds)[number], unique: boolean): Field =>
  ({
    id: 1 + slugs.indexOf(slug) * kinds.length + kinds.indexOf(kind),
    slug,
    type: kind,
    label,
    ...(unique && kind !== 'references' ? { unique } : {}),
    ...(kind === 'decimal' ? { digits: 12, places: 2 } : {}),
    ...(kind === 'reference' || kind === 'references' ? { table: 'autre' } : {}),
  }) as Field

const fields = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...slugs), fc.constantFrom(...kinds), fc.boolean())
    .map(([slug, kind, unique]) => fieldOf(slug, kind, unique)),
  { selector: ({ slug }) => slug, minLength: 1 },
)

const tables: fc.Arbitrary<Table> = fields.chain((list) => {
  const names = list.filter(({ type }) => type !== 'references').map(({ slug }) => slug)
  const sets = fc.array(fc.subarray(names, { minLength: Math.min(1, names.length) }), { maxLength: 2 })
  return fc
    .record({ unique: sets, indexes: sets, search: fc.subarray(names), order: fc.subarray(names) })
    .map((rest) => ({
      ...other,
      ...rest,
      unique: rest.unique.filter((set) => set.length > 1),
      id: 5,
      slug: 'table',
      fields: list,
    }))
})

/** What PostgreSQL would hold: everything in the store by name, the keys, and what is shown. */
interface World {
  readonly store: Map<string, string>
  readonly keys: Set<string>
  shown: string
}

function run(world: World, steps: readonly Step[]): void {
  for (const { work } of steps) doWork(world, work)
}

function doWork(world: World, work: Work): void {
  const { store, keys } = world
  const put = (name: string, is: string): void => {
    assert.ok(!store.has(name), `${name} is there already`)
    store.set(name, is)
  }
  switch (work.do) {
    case 'create-table':
      put('t5', 'table')
      for (const { name, type } of work.columns) put(name, type)
      for (const { name } of work.indexes) put(name, 'index')
      break
    case 'add-column':
      put(work.column.name, work.column.type)
      break
    case 'add-list':
      put(work.list.name, 'list')
      break
    case 'add-index':
      assert.ok(work.index.columns.every((column) => column === 's' || store.has(column)))
      put(work.index.name, 'index')
      break
    case 'drop-index':
      assert.ok(store.delete(work.index.name), `${work.index.name} is not there`)
      break
    case 'add-key':
      assert.ok(!keys.has(work.key.name))
      keys.add(work.key.name)
      break
    case 'drop-key':
      assert.ok(keys.delete(work.key.name))
      break
    case 'convert':
      for (const { from, to } of work.pairs) {
        assert.ok([from, to].every(({ id, type }) => type === 'references' || store.has(`c${id}`)))
      }
      break
    case 'publish':
      world.shown = JSON.stringify(work.after)
      break
    default:
  }
}

const facts = (aside: Iterable<string>): Facts => ({
  rows: 10,
  losses: [],
  aside: new Set(aside),
  target,
  rates: {},
  since: null,
})

function built(table: Table): World {
  const world: World = { store: new Map(), keys: new Set(), shown: '' }
  run(world, planChange(null, table, facts([])).steps)
  return world
}

/** Everything that the definition speaks of is there, and nothing but that is in force. */
function assertHolds(world: World, table: Table): void {
  const { columns, lists, indexes, keys } = storedOf(table, target)
  for (const { name } of [...columns, ...lists, ...indexes])
    assert.ok(world.store.has(name), `${name} is missing`)
  assert.deepEqual([...world.keys].sort(), keys.map(({ name }) => name).sort())
  assert.equal(world.shown, JSON.stringify(table))
  assert.ok(world.store.has(tableName(table)))
}

test('a plan, then its inverse, is nothing', () => {
  fc.assert(
    fc.property(tables, tables, (before, after) => {
      const world = built(before)
      const plan = planChange(before, after, facts([]))
      run(world, plan.steps)
      if (plan.steps.length > 0) assertHolds(world, after)
      run(world, plan.inverse)
      assertHolds(world, before)
    }),
    { numRuns: 500 },
  )
})

test('a table that goes and comes back is the same', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const world = built(table)
      const plan = planChange(table, null, facts([]))
      run(world, plan.steps)
      assert.deepEqual([world.shown, world.keys.size], ['null', 0])
      run(world, plan.inverse)
      assertHolds(world, table)
    }),
  )
})

test('three changes, undone one after the other from what lies in the store, lead back to the first', () => {
  fc.assert(
    fc.property(fc.tuple(tables, tables, tables), (definitions) => {
      const world = built(definitions[0])
      const aside = (table: Table): string[] => {
        const { columns, lists, indexes } = storedOf(table, target)
        const shown = new Set(['t5', ...[...columns, ...lists, ...indexes].map(({ name }) => name)])
        return [...world.store.keys()].filter((name) => !shown.has(name))
      }
      const turn = (before: Table, after: Table): void => {
        run(world, planChange(before, after, facts(aside(before))).steps)
        assertHolds(world, after)
      }
      turn(definitions[0], definitions[1])
      turn(definitions[1], definitions[2])
      turn(definitions[2], definitions[1])
      turn(definitions[1], definitions[0])
    }),
  )
})
