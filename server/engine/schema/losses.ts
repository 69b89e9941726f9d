import { join, raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import { decide } from '#model/rules.ts'
import type { Table } from '#model/table.ts'
import { columnOf, joinName, storeTable } from '../catalog/storage.ts'
import type { Check, Why } from './checks.ts'
import { convertValue } from './convert.ts'
import { type Runs, type Scanned, scanAll, wireSql } from './scan.ts'
import { isList } from './stored.ts'

/** Rows that a change would empty or that would not pass it, counted exactly. */
export interface Loss {
  /** Slugs, with a comma between; empty for the whole table. */
  readonly field: string
  readonly why: Why
  readonly count: number
  readonly samples: readonly Sample[]
}
export interface Sample {
  readonly id: number
  readonly value: Json
}

const mostSamples = 20

export async function lossesOf(
  owner: Runs,
  table: Table,
  checks: readonly Check[],
  locale: Locale,
): Promise<Loss[]> {
  const losses: Loss[] = []
  for (const check of checks) losses.push(...(await measure(owner, table, check, locale)))
  return losses.filter(({ count }) => count > 0)
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
      return rowsAgainstRules(owner, table, check)
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

type Ruled = Extract<Check, { why: 'rule' }>

/** Fields that are still to come hold nothing yet. */
async function rowsAgainstRules(owner: Runs, stored: Table, { table, slugs }: Ruled): Promise<Loss[]> {
  const fields = table.fields.filter(({ id }) => stored.fields.some((field) => field.id === id))
  const tallies = slugs.map((slug) => tally(slug, 'rule'))
  const env = { me: null, today: new Date().toISOString().slice(0, 10) }
  await scanAll(owner, table, fields, ({ id, values }) => {
    const row: Row = Object.fromEntries(fields.map(({ slug }, i) => [slug, values[i]!]))
    const decisions = decide(table, row, env)
    tallies.forEach((found, i) => {
      const value = row[slugs[i]!] ?? null
      if (breaks(decisions[slugs[i]!]!, value)) found.add(id, value)
    })
  })
  return tallies.map((found) => found.loss())
}

/** What the next save would refuse, or clear. */
function breaks(decision: ReturnType<typeof decide>[string], value: Json): boolean {
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
  if (decision.hidden) return !empty
  if (empty) return decision.required
  return decision.options !== null && !decision.options.includes(String(value))
}

async function wholeTable(owner: Runs, table: Table): Promise<Loss> {
  const [answer] = await owner.run(statement(sql`select count(*) from ${raw(storeTable(table))}`))
  return { field: '', why: 'table', count: Number(answer!.rows[0]![0]), samples: [] }
}

function tally(field: string, why: Why) {
  const samples: Sample[] = []
  let count = 0
  return {
    add(id: number, value: Json): undefined {
      count += 1
      if (samples.length < mostSamples) samples.push({ id, value })
    },
    loss: (): Loss => ({ field, why, count, samples }),
  }
}
