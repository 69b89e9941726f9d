import { createHash } from 'node:crypto'
import { literal } from '../catalog/literal.ts'
import { type Compiled, compile, type Tables, together, worksNothingOut } from './compile.ts'
import { type Feed, feedsBody, feedsOf } from './feeds.ts'
import { recomputeBody } from './recompute-function.ts'
import { rowBody } from './row-function.ts'

/** A function of the store, and how it is told from an older one: by the comment that it bears. */
export interface WantedFunction {
  readonly name: string
  readonly sql: string
  readonly mark: string
}
export interface WantedTrigger {
  readonly name: string
  readonly relation: string
  readonly sql: string
}

/** All that has to lie in the store for some tables to work things out, or to be read by those that do. */
export interface Wanted {
  readonly functions: readonly WantedFunction[]
  readonly triggers: readonly WantedTrigger[]
}

/** `passing`: of one table, what is also true while a change of it is on its way. */
export function wantedFor(ids: ReadonlySet<number>, tables: Tables, passing: Compiled | null): Wanted {
  const all = [...tables.values()].map((table) => compile(table, tables))
  const compiled = all.map((one) => (passing?.table === one.table ? together(one, passing) : one))
  const own = compiled.filter((one) => ids.has(one.table) && !worksNothingOut(one))
  const feeds = compiled.flatMap(feedsOf).filter(({ relation }) => ids.has(tableIn(relation)))
  const climbing = compiled.flatMap((one) => one.gathered.map((each) => ({ ...each, up: one.table })))
  const functions = [
    ...own.flatMap((one) => {
      const climbs = (source: number, through: string): boolean =>
        climbing.some(({ up, source: of, way }) => up === source && of === one.table && way.name === through)
      return [rowFunction(one.table, rowBody(one, climbs)), recomputeFunction(one)]
    }),
    ...[...Map.groupBy(feeds, ({ relation }) => relation)].map(([relation, some]) =>
      triggerFunction(`${relation}_feeds`, feedsBody(some), byKeysOrMany),
    ),
  ]
  return { functions, triggers: [...own.map(({ table }) => rowTrigger(table)), ...feedTriggers(feeds)] }
}

/** `t12`, or the list `j12_3`: the number of the table. */
const tableIn = (relation: string): number => Number(/^[tj](\d+)/.exec(relation)![1])

function wanted(name: string, header: string, body: string, settings = ''): WantedFunction {
  const sql = `create or replace function store.${name}${header}
    language plpgsql security definer set search_path = ''${settings} as ${literal(body)}`
  return { name, sql, mark: createHash('sha256').update(sql).digest('hex').slice(0, 32) }
}

/** Rows are known by their keys: no statistics, or old ones, are to make PostgreSQL read a whole table for them. */
const byKeys = ' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off'
/** Those of a statement may be many, and are compared with what they were. */
const byKeysOrMany = ' set enable_seqscan = off set enable_hashjoin = on'

const triggerFunction = (name: string, body: string, settings?: string): WantedFunction =>
  wanted(name, '() returns trigger', body, settings)
const rowFunction = (table: number, body: string): WantedFunction => triggerFunction(`t${table}_row`, body)
const recomputeFunction = (compiled: Compiled): WantedFunction =>
  wanted(
    `t${compiled.table}_recompute`,
    '(here int, ids bigint[], waits boolean, forced boolean) returns bigint[]',
    recomputeBody(compiled),
    byKeys,
  )

const rowTrigger = (table: number): WantedTrigger => ({
  name: 'computed_row',
  relation: `t${table}`,
  sql: `create trigger computed_row before insert or update on store.t${table}
    for each row execute function store.t${table}_row()`,
})

const transitions: Record<Feed['on'], string> = {
  insert: 'new table as new_rows',
  update: 'old table as old_rows new table as new_rows',
  delete: 'old table as old_rows',
}

function feedTriggers(feeds: readonly Feed[]): WantedTrigger[] {
  const pairs = new Map(feeds.map(({ relation, on }) => [`${relation} ${on}`, { relation, on }]))
  return [...pairs.values()].map(({ relation, on }) => ({
    name: `computed_${on}`,
    relation,
    sql: `create trigger computed_${on} after ${on} on store.${relation} referencing ${transitions[on]}
      for each statement execute function store.${relation}_feeds()`,
  }))
}
