import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import fc from 'fast-check'
import { join, raw, sql, statement } from '#db/sql.ts'
import { fieldTypeOf } from '#model/fields/index.ts'
import type { JsonObject } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { everyRow, type Leaf, noRow, type Where } from '#model/where.ts'
import { compileWhere } from '#model/where-js.ts'
import { parseWhere } from '#model/where-parse.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { conditions, me, rows, samples, targets, team, today } from '../../../tests/support/where-cases.ts'
import { makeCatalog } from '../catalog/make-catalog.ts'
import { columnOf, joinName, siteView } from '../catalog/storage.ts'
import { wholeFields, wireColumns } from './select.ts'
import { type WhereScope, whereSql } from './where-sql.ts'

const long = process.env.SUGU_LONG === '1'
const database = await testDatabase()
const catalog = makeCatalog(1, [samples, targets])
const env = { me, team, today }
const scope: WhereScope = { table: samples, alias: 'r', catalog, siteId: 1, env }

async function makeTable(table: Table): Promise<void> {
  const columns = table.fields.flatMap((field) => {
    const type = fieldTypeOf(field).column(field)
    return type ? `, ${columnOf(field)} ${type}${type === 'text' ? ' collate store.sugu_fr' : ''}` : ''
  })
  const links = table.fields
    .filter((field) => field.type === 'references')
    .map((field) => joinName(table, field))
  const site = `where site_id = nullif(current_setting('sugu.site', true), '')::int with cascaded check option`
  const made = (name: string, body: string) => `create table store.${name} (site_id int not null, ${body});
    create view site.${name} as select * from store.${name} ${site};
    grant select, insert on site.${name} to ${database.roles.app};`
  await database.owner.transaction((tx) =>
    tx.script(
      made(
        `t${table.id}`,
        `id bigint not null, version int not null default 1, created_at timestamptz not null default now(),
         updated_at timestamptz not null default now(), created_by bigint${columns.join('')}`,
      ) + links.map((name) => made(name, 'row_id bigint, to_id bigint, position int')).join(''),
    ),
  )
}

async function insert(table: Table, list: readonly Row[]): Promise<void> {
  for (const [i, row] of list.entries()) {
    const fields = table.fields.filter((field) => fieldTypeOf(field).column(field) !== null)
    const values = fields.map((field) => {
      const type = fieldTypeOf(field)
      const value = row[field.slug] ?? null
      return sql`${value === null || !type.toColumn ? value : type.toColumn(field, value)}::${raw(type.column(field)!)}`
    })
    const names = fields.map((field) => raw(columnOf(field)))
    await database.site(1).run(
      statement(sql`insert into ${raw(siteView(table))} (site_id, id, created_by, ${join(names)})
        values (1, ${i + 1}, ${i % 5 || null}, ${join(values)})`),
      ...table.fields
        .filter((field) => field.type === 'references')
        .map((field) =>
          statement(sql`insert into ${raw(`site.${joinName(table, field)}`)} select 1, ${i + 1}, to_id, n
            from unnest(${row[field.slug]}::bigint[]) with ordinality as x (to_id, n)`),
        ),
    )
  }
}

/** The rows as the wire shows them. */
async function readAll(table: Table): Promise<Row[]> {
  const fields = wholeFields(table)
  const select = sql`select json_agg(x order by id)::text from
    (select ${wireColumns({ table, alias: 'r' }, fields)} from ${raw(siteView(table))} r) x`
  const { answers } = await database.site(1).run(statement(select))
  return JSON.parse(answers[0]!.rows[0]![0]!) as Row[]
}

let stored: Row[] = []
let beyond: Row[] = []

before(async () => {
  for (const [table, count] of [
    [samples, long ? 300 : 120],
    [targets, 4],
  ] as const) {
    await makeTable(table)
    await insert(table, fc.sample(rows(table), count))
  }
  stored = await readAll(samples)
  beyond = await readAll(targets)
})

const options = { hop: () => targets }

function parsed(input: JsonObject): Where | null {
  const outcome = parseWhere(input, samples, options)
  return 'where' in outcome ? outcome.where : null
}

/** The ids that each condition finds in the database, in few round trips. */
async function foundBy(wheres: readonly Where[], within: WhereScope = scope): Promise<number[][]> {
  const found: number[][] = []
  for (let i = 0; i < wheres.length; i += 50) {
    const { answers } = await database
      .site(1)
      .run(
        ...wheres
          .slice(i, i + 50)
          .map((where) =>
            statement(sql`select r.id from site.t901 r where ${whereSql(where, within)} order by r.id`),
          ),
      )
    found.push(...answers.map((answer) => answer.rows.map(([id]) => Number(id))))
  }
  return found
}

const idsOf = (list: readonly Row[]): number[] => list.map((row) => row.id as number)

/** What a condition says of a row, hops included: beyond a link that leads nowhere lies a row of nulls. */
function says(where: Where, row: Row, visible: Where | null): boolean {
  if ('all' in where) return where.all.every((part) => says(part, row, visible))
  if ('any' in where) return where.any.some((part) => says(part, row, visible))
  if ('not' in where) return !says(where.not, row, visible)
  if (!where.field.includes('__')) return compileWhere(where, samples)(row, env)
  const seen = beyond.find(({ id }) => id === row.cible)
  const shown = seen && visible && compileWhere(visible, targets)(seen, env) ? seen : {}
  return compileWhere({ ...where, field: where.field.split('__')[1]! }, targets)(shown, env)
}

test('SQL and JavaScript find the same rows, whatever the condition', async () => {
  const asked = fc.sample(conditions(samples), long ? 10_000 : 500)
  const wheres = asked.flatMap((input) => parsed(input) ?? [])
  assert.ok(wheres.length > asked.length * 0.9, `${wheres.length} of ${asked.length} were read`)
  const found = await foundBy(wheres)
  let some = 0
  wheres.forEach((where, i) => {
    const expected = idsOf(stored.filter((row) => compileWhere(where, samples)(row, env)))
    assert.deepEqual(found[i], expected, JSON.stringify(where))
    if (expected.length > 0 && expected.length < stored.length) some++
  })
  assert.ok(some > wheres.length / 4, `${some} of ${wheres.length} tell rows apart`)
})

test('conditions beyond a reference find what they say, whatever the caller may see there', async () => {
  const asked = fc
    .sample(conditions(samples, targets), long ? 2000 : 200)
    .flatMap((input) => parsed(input) ?? [])
  const half: Where = { field: 'prix', op: 'isnull', value: false }
  for (const visible of [everyRow, half, noRow, null]) {
    const found = await foundBy(asked, { ...scope, visible: () => visible })
    asked.forEach((where, i) => {
      const expected = idsOf(stored.filter((row) => says(where, row, visible)))
      assert.deepEqual(found[i], expected, JSON.stringify({ where, visible }))
    })
  }
})

test('nobody is signed in: what is asked of « me » is false', async () => {
  const where: Where = { field: 'chef', op: 'eq', value: { var: 'me' } }
  const anonymous = { ...scope, env: { me: null, today } }
  const [mine, notMine] = await foundBy([where, { not: where }], anonymous)
  assert.deepEqual([mine, notMine], [[], idsOf(stored)])
})

describe('the SQL', () => {
  const written = (where: Where) => statement(whereSql(where, scope))
  const leaf = (field: string, op: Leaf['op'], value: Leaf['value']): Where => ({ field, op, value })

  test('of a plain comparison is the column, the operator and a typed parameter, so that an index serves', () => {
    assert.deepEqual(written(leaf('prix', 'gte', '12.50')), {
      text: 'r.c4 >= $1::numeric',
      values: ['12.50'],
    })
    assert.deepEqual(written(leaf('euros', 'eq', '12.50')), { text: 'r.c7 = $1::bigint', values: [1250] })
    assert.deepEqual(written(leaf('nom', 'in', ['a', 'b'])), {
      text: 'r.c1 = any($1::text[])',
      values: [['a', 'b']],
    })
    assert.deepEqual(
      written(leaf('jour', 'range', [{ var: 'today' }, '2026-12-31'])).text,
      'r.c9 between $1::date and $2::date',
    )
    assert.equal(written(leaf('nom', 'isnull', true)).text, 'r.c1 is null')
    assert.equal(written({ not: leaf('nom', 'isnull', true) }).text, 'r.c1 is not null')
  })

  test('is wrapped under a negation alone', () => {
    const price = leaf('prix', 'gt', '1.00')
    const name = leaf('nom', 'eq', 'x')
    assert.equal(written({ not: price }).text, '(r.c4 > $1::numeric) is not true')
    assert.equal(written({ not: { not: price } }).text, 'r.c4 > $1::numeric')
    assert.equal(written(leaf('nom', 'ne', 'x')).text, '(r.c1 = $1::text) is not true')
    assert.equal(written({ not: leaf('nom', 'ne', 'x') }).text, 'r.c1 = $1::text')
    assert.equal(
      written({ not: { all: [price, { any: [name, { not: name }] }] } }).text,
      '((r.c4 > $1::numeric) is not true or ((r.c1 = $2::text) is not true and r.c1 = $3::text))',
    )
  })

  test('of a part of a text takes % _ and \\ as they are', () => {
    assert.deepEqual(written(leaf('nom', 'contains', '50%_É\\')), {
      text: 'site.fold(r.c1) like $1::text',
      values: ['%50\\%\\_e\\\\%'],
    })
  })

  test('of nothing is true or false', () => {
    assert.equal(written(everyRow).text, 'true')
    assert.equal(written(noRow).text, 'false')
    assert.equal(written({ not: everyRow }).text, 'false')
  })

  test('of a link asks the join view, and of a hop the view beyond with what the caller may see there', () => {
    assert.equal(
      written(leaf('cibles', 'in', [1, 2])).text.replace(/\s+/g, ' '),
      'exists (select 1 from site.j901_13 rj where rj.site_id = $1::int and rj.row_id = r.id and rj.to_id = any($2::bigint[]))',
    )
    const visible: Where = { field: 'prix', op: 'gt', value: '0.000' }
    const hop = statement(whereSql(leaf('cible__nom', 'ne', 'x'), { ...scope, visible: () => visible }))
    assert.equal(
      hop.text.replace(/\s+/g, ' '),
      'not exists (select 1 from site.t902 rh where rh.site_id = $1::int and rh.id = r.c12 and rh.c2 > $2::numeric and rh.c1 = $3::text)',
    )
  })
})
