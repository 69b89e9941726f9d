import { join, raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { columnOf, joinName, storeTable } from '../catalog/storage.ts'
import type { Check, Why } from './checks.ts'
import { convertValue } from './convert.ts'
import { rowsAgainstRules } from './rule-losses.ts'
import { type Runs, type Scanned, scanAll, wireSql } from './scan.ts'
import { isList } from './stored.ts'
import { mostSamples, tally } from './tally.ts'

/** Rows that a change would empty or that would not pass it, counted exactly. */
export interface Loss {
  /** Slugs, with a comma between; empty for the whole table. */
  readonly field: string
  readonly why: Why
  readonly count: number
  readonly samples: readonly Sample[]
  /** The reading stopped before the end of a large table: there may be more. */
  readonly more?: true
}
export interface Sample {
  readonly id: number
  readonly value: Json
}

export async function lossesOf(
  owner: Runs,
  table: Table,
  checks: readonly Check[],
  locale: Locale,
): Promise<Loss[]> {
  const losses: Loss[] = []
  for (const check of checks) losses.push(...(await measure(owner, table, check, locale)))
  return losses.filter(({ count, more }) => count > 0 || more)
}

async function measure(owner: Runs, table: Table, check: Check, locale: Locale): Promise<Loss[]> {
  switch (check.why) {
    case 'unreadable':
      return unreadable(owner, table, check, locale)
    case 'dropped':
      return [await counted(owner, table, check.why, check.field, hasValue(table, check.field))]
    case 'empty':
      return [
        await counted(
          owner,
          table,
          check.why,
          check.field,
          sql`not ${hasValue(table, check.stored)}`,
          check.stored,
        ),
      ]
    case 'option':
      return [
        await counted(
          owner,
          table,
          check.why,
          check.field,
          sql`${columnSql(check.field)} <> all(${check.values}::text[])`,
        ),
      ]
    case 'duplicate':
      return [await duplicates(owner, table, check.fields)]
    case 'rule':
      return rowsAgainstRules(owner, table, check, hasValue)
    case 'table':
      return [await wholeTable(owner, table)]
  }
}

const columnSql = (field: Field): Sql => raw(`t.${columnOf(field)}`)

const hasValue = (table: Table, field: Field): Sql =>
  isList(field)
    ? raw(
        `exists (select 1 from store.${joinName(table, field)} j where j.site_id = t.site_id and j.row_id = t.id)`,
      )
    : sql`(${columnSql(field)} is not null)`

async function counted(
  owner: Runs,
  table: Table,
  why: Why,
  field: Field,
  condition: Sql,
  shown = field,
): Promise<Loss> {
  const from = sql`from ${raw(storeTable(table))} t where ${condition}`
  const value = raw(`to_json(${wireSql(table, shown, 't')})::text`)
  const [count, samples] = await owner.run(
    statement(sql`select count(*) ${from}`),
    statement(sql`select t.id, ${value} ${from} order by t.site_id, t.id limit ${mostSamples}::int`),
  )
  return { field: field.slug, why, count: Number(count!.rows[0]![0]), samples: samples!.rows.map(sampleOf) }
}

const sampleOf = ([id, value]: readonly (string | null)[]): Sample => ({
  id: Number(id),
  value: value === null || value === undefined ? null : (JSON.parse(value) as Json),
})

/** Each group keeps its first row; the others are too many. */
async function duplicates(owner: Runs, table: Table, fields: readonly Field[]): Promise<Loss> {
  const columns = join(fields.map(columnSql))
  const filled = join(
    fields.map((field) => sql`${columnSql(field)} is not null`),
    ' and ',
  )
  const values = raw(fields.map((field) => wireSql(table, field, 't')).join(', '))
  const [answer] = await owner.run(
    statement(sql`with g as (select count(*) - 1 as more, max(t.id) as id, json_build_array(${values})::text as value
        from ${raw(storeTable(table))} t where ${filled} group by t.site_id, ${columns} having count(*) > 1)
      select (select sum(more) from g), g.id, g.value from g order by g.id limit ${mostSamples}::int`),
  )
  const rows = answer!.rows
  return {
    field: fields.map(({ slug }) => slug).join(','),
    why: 'duplicate',
    count: Number(rows[0]?.[0] ?? 0),
    samples: rows.map(([, id, value]) => ({ id: Number(id), value: groupValue(value!) })),
  }
}

/** One field's value stands for itself; several are a list. */
function groupValue(text: string): Json {
  const values = JSON.parse(text) as Json[]
  return values.length === 1 ? values[0]! : values
}

type Unreadable = Extract<Check, { why: 'unreadable' }>

async function unreadable(
  owner: Runs,
  table: Table,
  { from, to }: Unreadable,
  locale: Locale,
): Promise<Loss[]> {
  const lost = tally(to.slug, 'unreadable')
  const twice = tally(to.slug, 'duplicate')
  const seen = to.unique ? new Set<string>() : null
  const visit = ({ site, id, values: [value] }: Scanned): undefined => {
    const converted = convertValue(from, to, value!, locale)
    if (isProblem(converted)) return lost.add(id, value!)
    const key = `${site} ${converted.value}`
    if (seen?.has(key) && converted.value !== null) twice.add(id, value!)
    seen?.add(key)
  }
  await scanAll(owner, table, [from], visit, hasValue(table, from))
  return [lost.loss(), twice.loss()]
}

async function wholeTable(owner: Runs, table: Table): Promise<Loss> {
  const [answer] = await owner.run(statement(sql`select count(*) from ${raw(storeTable(table))}`))
  return { field: '', why: 'table', count: Number(answer!.rows[0]![0]), samples: [] }
}
