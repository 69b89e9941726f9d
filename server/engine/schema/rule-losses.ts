import { join, raw, type Sql } from '#db/sql.ts'
import { namesIn } from '#model/computed/computed.ts'
import type { Field } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import { decide } from '#model/rules.ts'
import type { Table } from '#model/table.ts'
import type { Check } from './checks.ts'
import type { Loss } from './losses.ts'
import { type Place, type Runs, scanPage, start } from './scan.ts'
import { tally } from './tally.ts'

type Ruled = Extract<Check, { why: 'rule' }>
type HasValue = (table: Table, field: Field) => Sql

/** Whoever asks for a plan waits no longer than that: what was found by then is told, and that there may be more. */
const patience = 3_000
const handful = 5_000

/** The rows that break new rules already. Fields that are still to come hold nothing yet. */
export async function rowsAgainstRules(
  owner: Runs,
  stored: Table,
  { table, slugs }: Ruled,
  hasValue: HasValue,
): Promise<Loss[]> {
  const fields = fieldsAsked(table).filter(({ id }) => stored.fields.some((field) => field.id === id))
  const tallies = slugs.map((slug) => tally(slug, 'rule'))
  const env = { me: null, today: new Date().toISOString().slice(0, 10) }
  const suspects = suspectsSql(stored, table, slugs, hasValue)
  const end = Date.now() + patience
  let place: Place | null = suspects && start
  while (suspects && place && Date.now() < end) {
    const page = await scanPage(owner, table, fields, place, suspects, handful)
    for (const { id, values } of page.rows) {
      const row: Row = Object.fromEntries(fields.map(({ slug }, i) => [slug, values[i]!]))
      const decisions = decide(table, row, env)
      tallies.forEach((found, i) => {
        const value = row[slugs[i]!] ?? null
        if (breaks(decisions[slugs[i]!]!, value)) found.add(id, value)
      })
    }
    place = page.last
  }
  return tallies.map((found) => (place ? { ...found.loss(), more: true as const } : found.loss()))
}

/** What the next save would refuse, or clear. */
function breaks(decision: ReturnType<typeof decide>[string], value: Json): boolean {
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
  if (decision.hidden) return !empty
  if (empty) return decision.required
  return decision.options !== null && !decision.options.includes(String(value))
}

/** Those that rules look at, or speak of; where formulas are worked out on the way, all. */
function fieldsAsked(table: Table): readonly Field[] {
  if (table.fields.some(({ computed }) => computed?.type === 'formula')) return table.fields
  const names = table.rules.flatMap(({ field, when }) => [field, ...namesIn(when)])
  return table.fields.filter((field) => names.some((name) => findField(table, name) === field))
}

/** Only an empty value can be missing, and only one that is there can be hidden or no longer offered; null: none is either. */
function suspectsSql(stored: Table, table: Table, slugs: readonly string[], hasValue: HasValue): Sql | null {
  const each = slugs.flatMap((slug) => {
    const field = findField(table, slug)!
    const effects = table.rules.filter((rule) => rule.field === slug).map(({ then }) => then)
    const filled = hasValue(stored, field)
    return [
      ...(field.required || effects.some(({ required }) => required) ? [not(filled)] : []),
      ...(effects.some(({ hidden, options }) => hidden || options) ? [filled] : []),
    ]
  })
  return each.length === 0 ? null : join([raw('('), join(each, ' or '), raw(')')], '')
}

const not = (condition: Sql): Sql => join([raw('not '), condition], '')
