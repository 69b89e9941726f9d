import { AppError } from '#base/errors.ts'
import { namesIn, ownSources } from '#model/computed/computed.ts'
import { computedProblem } from '#model/computed/problems.ts'
import { nameOfKept } from '#model/computed/read-rollup.ts'
import type { Field } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Problem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { mentionedIn, sourceTable, type Tables } from './compile.ts'

interface Place {
  readonly table: Table
  readonly field: Field
}

/** The fields, of whichever table, that a computed field is worked out from. */
export function sourcesOf({ table, field }: Place, tables: Tables): Place[] {
  const { computed } = field
  if (!computed) return []
  const own = computed.type === 'formula' || computed.table === null ? ownSources(computed) : []
  const through = computed.type !== 'formula' && computed.through !== undefined ? [computed.through] : []
  const ownPlaces = [...own, ...through].flatMap((slug) => placeOf(table, findField(table, slug)))
  if (computed.type === 'formula' || computed.table === null) return ownPlaces
  const source = sourceTable(table, computed, tables)
  if (!source) return ownPlaces
  const where = computed.type === 'rollup' && computed.where ? namesIn(computed.where) : []
  const mentions = [computed.field, computed.type === 'rollup' ? computed.by : undefined]
  return [
    ...ownPlaces,
    ...mentions.flatMap((mention) =>
      mention === undefined ? [] : placeOf(source, mentionedIn(source, mention)),
    ),
    ...where.flatMap((name) => placeOf(source, findField(source, nameOfKept(source, name)))),
  ]
}

const placeOf = (table: Table, field: Field | undefined): Place[] => (field ? [{ table, field }] : [])

/** The way from a field of the table back to itself, if there is one. */
export function cycleIn(table: Table, tables: Tables): Problem | null {
  const done = new Set<string>()
  for (const field of table.fields) {
    const way = walk({ table, field }, [], done, tables)
    if (way) return computedProblem('computed.cycle', { fields: way.join(' → ') })
  }
  return null
}

const nameOf = ({ table, field }: Place): string => `${table.slug}.${field.slug}`

function walk(
  place: Place,
  way: readonly string[],
  done: Set<string>,
  tables: Tables,
): readonly string[] | null {
  const name = nameOf(place)
  if (way.includes(name)) return [...way.slice(way.indexOf(name)), name]
  if (done.has(name) || !place.field.computed) return null
  for (const source of sourcesOf(place, tables)) {
    const round = walk(source, [...way, name], done, tables)
    if (round) return round
  }
  done.add(name)
  return null
}

/** Two changes of two tables at once may close a circle that neither sees: the later one stops here. */
export function refuseCycles(table: Table, tables: Tables): void {
  const problem = cycleIn(table, tables)
  if (problem) throw new AppError(409, problem)
}
