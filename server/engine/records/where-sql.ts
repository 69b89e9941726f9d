import type { Sql } from '#db/sql.ts'
import { join, raw, sql } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import type { Leaf, Where } from '#model/where.ts'
import { everyRow } from '#model/where.ts'
import type { WhereEnv } from '#model/where-js.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { columnOf, siteView } from '../catalog/storage.ts'
import { comparison, fieldOf, type Truth } from './comparison-sql.ts'
import { inSite } from './in-site.ts'

export interface WhereScope {
  readonly table: Table
  /** The name that the statement gives to the table's view. */
  readonly alias: string
  readonly catalog: Catalog
  readonly siteId: number
  readonly env: WhereEnv
  /** Which rows of a table the caller may see, for hops; null: none. Absent: all. */
  visible?(target: Table): Where | null
}

/**
 * The condition as SQL: never raising on what is stored, its values bound with explicit types. It may come out
 * as null, which a WHERE takes for false; negations are led down to the comparisons, so that those which are
 * not negated stay plain and keep their index.
 */
export const whereSql = (where: Where, scope: WhereScope): Sql => write(where, scope, false)

function write(where: Where, scope: WhereScope, negated: boolean): Sql {
  if ('not' in where) return write(where.not, scope, !negated)
  if ('all' in where) return group(where.all, scope, negated, !negated)
  if ('any' in where) return group(where.any, scope, negated, negated)
  return leaf(where, scope, negated)
}

function group(parts: readonly Where[], scope: WhereScope, negated: boolean, allOf: boolean): Sql {
  const pieces = parts.map((part) => write(part, scope, negated))
  if (pieces.length === 0) return raw(allOf ? 'true' : 'false')
  return pieces.length === 1 ? pieces[0]! : sql`(${join(pieces, allOf ? ' and ' : ' or ')})`
}

/** `ne` and `isnull` are negations of what has an index: so each is one case less. */
function leaf(asked: Leaf, scope: WhereScope, negated: boolean): Sql {
  if (asked.op === 'ne') return leaf({ ...asked, op: 'eq' }, scope, !negated)
  if (asked.op === 'isnull' && asked.value !== false) return leaf({ ...asked, value: false }, scope, !negated)
  const truth = asked.field.includes('__') ? hop(asked, scope) : comparison(asked, scope)
  if (!negated) return truth.sql
  return truth.certain ? (truth.opposite ?? sql`not ${truth.sql}`) : sql`(${truth.sql}) is not true`
}

/** The reference has a row, the caller may see it, and it is so. */
function hop(asked: Leaf, scope: WhereScope): Truth {
  const [own = '', beyond = ''] = asked.field.split('__')
  const reference = fieldOf(scope.table, own)
  if (reference.type !== 'reference') throw new Error(`"${own}" leads to no other row`)
  const target = scope.catalog.find(scope.siteId, reference.table)
  const visible = target && (scope.visible ? scope.visible(target) : everyRow)
  if (!target || !visible) return { sql: raw('false'), certain: true }
  const there: WhereScope = { ...scope, table: target, alias: `${scope.alias}h` }
  return {
    sql: beyondSql(asked, beyond, { scope, there, column: columnOf(reference), visible }),
    certain: true,
  }
}

interface Hop {
  readonly scope: WhereScope
  readonly there: WhereScope
  readonly column: string
  readonly visible: Where
}

/** What a permission says of the row beyond is the word of whoever gave it: it needs no permission of its own. */
function beyondSql(asked: Leaf, field: string, { scope, there, column, visible }: Hop): Sql {
  const alias = raw(there.alias)
  const { visible: _, ...unwatched } = there
  return sql`exists (select 1 from ${raw(siteView(there.table))} ${alias}
    where ${inSite(scope, there.table, there.alias)}
    and ${alias}.id = ${raw(`${scope.alias}.${column}`)}
    and ${write(visible, unwatched, false)} and ${comparison({ ...asked, field }, there).sql})`
}
