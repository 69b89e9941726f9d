import { literal } from '../catalog/literal.ts'
import type { Compiled, Gathered, LookupSql } from './compile.ts'

/** What a change of some rows means for the rows of a table that reads them. */
export interface Feed {
  /** The relation whose rows change: a table, or a list of references. */
  readonly relation: string
  readonly on: 'insert' | 'update' | 'delete'
  /** The table whose rows are to be worked out anew. */
  readonly table: number
  /** They are referred to by what changed: few, and waited for. Those that refer to it are not: nobody waits downwards. */
  readonly waits: boolean
  /** `site_id, id` of those rows, out of `new_rows` and `old_rows`. */
  readonly affected: string
}

const pairs = 'new_rows n join old_rows o on o.site_id = n.site_id and o.id = n.id'

const differs = (columns: readonly string[]): string => {
  const each = [...new Set(columns)]
  return `(${each.map((column) => `n.${column}`).join(', ')}) is distinct from (${each.map((column) => `o.${column}`).join(', ')})`
}

export const feedsOf = (compiled: Compiled): Feed[] => [
  ...grouped(compiled.lookups, ({ source, through }) => `${source} ${through}`).map((group) =>
    lookupFeed(compiled.table, group),
  ),
  ...grouped(compiled.gathered, ({ source, way }) => `${source} ${way.by} ${way.name}`).flatMap((group) =>
    gatheredFeeds(compiled.table, group),
  ),
]

const grouped = <T>(list: readonly T[], key: (one: T) => string): T[][] => [
  ...Map.groupBy(list, key).values(),
]

/** A row that is new has nobody yet who refers to it, and one that goes has nobody any more. */
function lookupFeed(table: number, group: readonly LookupSql[]): Feed {
  const { source, through } = group[0]!
  const columns = group.map(({ from }) => from)
  return {
    relation: `t${source}`,
    on: 'update',
    table,
    waits: false,
    affected: `select d.site_id, d.id from ${pairs} join store.t${table} d on d.site_id = n.site_id and d.${through} = n.id
      where ${differs(columns)}`,
  }
}

function gatheredFeeds(table: number, group: readonly Gathered[]): Feed[] {
  const { source, way } = group[0]!
  const reads = group.flatMap((one) => one.reads)
  if (way.by === 'column') return columnFeeds(table, source, way.name, reads)
  const [mine, theirs] = way.by === 'own-list' ? ['row_id', 'to_id'] : ['to_id', 'row_id']
  const listed = (on: Feed['on'], rows: string): Feed => ({
    relation: way.name,
    on,
    table,
    waits: true,
    affected: `select l.site_id, l.${mine} as id from ${rows} l`,
  })
  const changed: Feed = {
    relation: `t${source}`,
    on: 'update',
    table,
    waits: way.by === 'their-list',
    affected: `select j.site_id, j.${mine} as id from ${pairs} join store.${way.name} j on j.site_id = n.site_id and j.${theirs} = n.id
      where ${differs(reads)}`,
  }
  return [
    listed('insert', 'new_rows'),
    listed('update', 'new_rows'),
    listed('delete', 'old_rows'),
    ...(reads.length > 0 ? [changed] : []),
  ]
}

function columnFeeds(table: number, source: number, column: string, reads: readonly string[]): Feed[] {
  const feed = (on: Feed['on'], affected: string): Feed => ({
    relation: `t${source}`,
    on,
    table,
    waits: true,
    affected,
  })
  const named = (rows: string) =>
    `select r.site_id, r.${column} as id from ${rows} r where r.${column} is not null`
  return [
    feed('insert', named('new_rows')),
    feed('delete', named('old_rows')),
    feed(
      'update',
      `select n.site_id, v.id from ${pairs} cross join lateral (values (n.${column}), (o.${column})) v (id)
      where v.id is not null and ${differs([column, ...reads])}`,
    ),
  ]
}

/** More at once than this are left to the job. */
const most = 1000

/** The body of the trigger after a statement: for each table that reads the changed rows, its own are worked out anew. */
export function feedsBody(feeds: readonly Feed[]): string {
  const branches = (['insert', 'update', 'delete'] as const).flatMap((on) => {
    const some = feeds.filter((feed) => feed.on === on)
    if (some.length === 0) return []
    // Upwards first: whoever waits holds no marks yet.
    const ordered = some.toSorted((a, b) => Number(b.waits) - Number(a.waits) || a.table - b.table)
    const begins = on === 'update' ? [isMany] : []
    return [`  if tg_op = '${on.toUpperCase()}' then`, ...begins, ...ordered.flatMap(feedSql), '  end if;']
  })
  const variables = 'declare here int; ids bigint[]; many boolean;'
  return [variables, 'begin', ...branches, '  return null;', 'end'].join('\n')
}

const isMany = '    many := (select count(*) from (select from new_rows limit 51) n) > 50;'

/**
 * What was changed is found by joining the rows with what they were. A plan is kept from the first time, perhaps for
 * one row: for many it is made anew.
 */
function feedSql({ on, table, waits, affected }: Feed): string[] {
  const query = `select a.site_id, array_agg(distinct a.id) from (${affected}) a group by a.site_id`
  const work = [
    `      if cardinality(ids) <= ${most} then ids := store.t${table}_recompute(here, ids, ${waits}, false); end if;`,
    `      if cardinality(ids) > 0 then perform store.mark_stale(${table}, here, ids); end if;`,
    '    end loop;',
  ]
  if (on !== 'update') return [`    for here, ids in ${query} loop`, ...work]
  return [
    `    if many then for here, ids in execute ${literal(query)} loop`,
    ...work,
    `    else for here, ids in ${query} loop`,
    ...work,
    '    end if;',
  ]
}
