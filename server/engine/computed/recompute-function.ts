import type { Compiled, Gathered } from './compile.ts'

/**
 * The body of the function that works rows of a table out anew, from whatever they read in other rows, and answers
 * those that somebody else was writing. First the rows are locked, then, in a statement of its own that sees what
 * others have committed meanwhile, read: so no change is lost between two. `forced`: the row is written even where
 * nothing of this has changed, for the sake of its formulas.
 */
export function recomputeBody(compiled: Compiled): string {
  const table = `store.t${compiled.table}`
  const locked = `select t.id from ${table} t where t.site_id = here and t.id = any(ids) order by t.id for no key update`
  return [
    'declare mine bigint[];',
    'begin',
    `  if waits then mine := array(${locked});`,
    `  else mine := array(${locked} skip locked); end if;`,
    writeSql(compiled, table),
    `  if waits then return '{}'; end if;`,
    `  return array(select t.id from ${table} t where t.site_id = here and t.id = any(ids) and t.id <> all(mine));`,
    'end',
  ].join('\n')
}

function writeSql({ lookups, gathered, formulas }: Compiled, table: string): string {
  const columns = [...lookups, ...gathered].map(({ to }) => to)
  const own = `t.site_id = here and t.id = any(mine)`
  if (columns.length === 0) {
    const { to } = formulas[0]!
    return `  if forced then update ${table} t set ${to} = t.${to} where ${own}; end if;`
  }
  const looked = lookups.map(
    ({ to, source, from, through }) =>
      `(select x.${from} from store.t${source} x where x.site_id = r.site_id and x.id = r.${through}) as ${to}`,
  )
  const groups = [...Map.groupBy(gathered, wayKey).values()]
  const laterals = groups.map((group, i) => `left join lateral (${gatherSql(group)}) g${i} on true`)
  const gotten = groups.flatMap((group, i) => group.map(({ to }) => `g${i}.${to}`))
  const list = (alias: string) => columns.map((to) => `${alias}.${to}`).join(', ')
  return [
    `  update ${table} t set ${columns.map((to) => `${to} = n.${to}`).join(', ')} from (`,
    `    select ${['r.id', ...looked, ...gotten].join(', ')} from ${table} r`,
    ...laterals.map((lateral) => `    ${lateral}`),
    `    where r.site_id = here and r.id = any(mine)) n`,
    `  where t.site_id = here and t.id = n.id and (forced or (${list('t')}) is distinct from (${list('n')}));`,
  ].join('\n')
}

const wayKey = ({ source, way }: Gathered): string => `${source} ${way.by} ${way.name}`

/** All that is gathered from the same rows, in one reading of them. */
function gatherSql(group: readonly Gathered[]): string {
  const { source, way } = group[0]!
  const figures = group.map(({ to, sql }) => `${sql} as ${to}`).join(', ')
  const rows = `store.t${source} x`
  switch (way.by) {
    case 'column':
      return `select ${figures} from ${rows} where x.site_id = r.site_id and x.${way.name} = r.id`
    case 'their-list':
      return `select ${figures} from store.${way.name} j join ${rows} on x.site_id = j.site_id and x.id = j.row_id
        where j.site_id = r.site_id and j.to_id = r.id`
    case 'own-list':
      return `select ${figures} from store.${way.name} j join ${rows} on x.site_id = j.site_id and x.id = j.to_id
        where j.site_id = r.site_id and j.row_id = r.id`
  }
}
