import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { join, raw, type Sql, sql, statement } from '#db/sql.ts'
import { fieldTypeOf } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import { evaluateFormula, type Node, parseFormula, writeFormula } from '#model/formula/formula.ts'
import { fieldOfType } from '#model/formula/result.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { formulas, reckoned, reckonedRows } from '../../../tests/support/formula-cases.ts'
import { inLength } from '../../../tests/support/long.ts'
import { columnSql } from './column-sql.ts'
import { formulaSql } from './formula-sql.ts'

const { owner } = await testDatabase()
const source = (name: string) => findField(reckoned, name)

/** Null: too big to be one. */
function parsed(text: string): Node | null {
  const read = parseFormula(text, source)
  if ('formula' in read) return read.formula
  assert.ok(
    ['formula.too_big', 'formula.says_nothing', 'formula.comma'].includes(read.problem.code),
    `${text}: ${read.problem.code}`,
  )
  return null
}

/** The rows as a table of their own, in the columns that they would have. */
function given(rows: readonly Row[]): Sql {
  const columns = reckoned.fields.map((field) => {
    const { toColumn } = fieldTypeOf(field)
    const values = rows.map((row) => {
      const value = row[field.slug] ?? null
      return value !== null && toColumn ? toColumn(field, value) : value
    })
    const type = fieldTypeOf(field)
      .column(field)!
      .replace(/\(.*\)/, '')
    return sql`${values}::${raw(type)}[]`
  })
  const names = raw(reckoned.fields.map(({ id }) => `c${id}`).join(', '))
  return sql`unnest(${join(columns)}) with ordinality t (${names}, n)`
}

/** What PostgreSQL makes of each formula in each row, through the column that holds it. */
async function inPostgres(trees: readonly Node[], rows: readonly Row[]): Promise<Json[][]> {
  const cells = trees.map((tree) => {
    const field = fieldOfType(tree.type) as never
    const type = fieldTypeOf(field)
    const value = `(${formulaSql(tree, (slug) => columnSql(source(slug)!, 't'))})::${type.column(field)}`
    return raw(type.select?.(field, value) ?? value)
  })
  const [answer] = await owner.run(
    statement(sql`select json_build_array(${join(cells)})::text from ${given(rows)} order by n`),
  )
  return answer!.rows.map(([cell]) => JSON.parse(cell!) as Json[])
}

test('a formula gives the same in PostgreSQL and in JavaScript, and is the same when read again', async () => {
  const some = fc.tuple(
    fc.array(formulas, { minLength: 40, maxLength: 40 }),
    fc.array(reckonedRows, { minLength: 5, maxLength: 5 }),
  )
  await fc.assert(
    fc.asyncProperty(some, async ([texts, rows]) => {
      const trees = texts.map(parsed).filter((tree) => tree !== null)
      const answers = await inPostgres(trees, rows)
      trees.forEach((tree, i) => {
        assert.deepEqual(parsed(writeFormula(tree, i % 2 === 0 ? 'fr' : 'en')), tree)
        rows.forEach((row, j) => {
          assert.deepEqual(
            evaluateFormula(tree, row),
            answers[j]![i],
            `${writeFormula(tree, 'fr')} ${JSON.stringify(row)}`,
          )
        })
      })
    }),
    { numRuns: inLength(1000, 25), endOnFailure: false },
  )
})
