import type { Compiled, LookupSql } from './compile.ts'

/**
 * The body of the trigger that works a row out as it is written, in the row's own statement: what is read through its
 * references, then its formulas. The row that a reference leads to is held until the end of the transaction, so that
 * nobody changes it meanwhile without seeing this one.
 */
export function rowBody(
  { lookups, gathered, formulas, search }: Compiled,
  climbs: (source: number, through: string) => boolean,
): string {
  const counts = gathered.filter(({ fromZero }) => fromZero).map(({ to }) => `    new.${to} := 0;`)
  return [
    'begin',
    ...(counts.length > 0 ? [`  if tg_op = 'INSERT' then`, ...counts, '  end if;'] : []),
    ...byReference(lookups).flatMap((group) =>
      readThrough(group, climbs(group[0]!.source, group[0]!.through)),
    ),
    ...formulas.map(({ to, sql }) => `  new.${to} := ${sql};`),
    ...(search === null ? [] : [`  new.s := ${search};`]),
    '  return new;',
    'end',
  ].join('\n')
}

const byReference = (lookups: readonly LookupSql[]): LookupSql[][] => [
  ...Map.groupBy(lookups, ({ through }) => through).values(),
]

/** Whoever goes on to write the row above locks it at once as a writer: two readers would wait for each other. */
function readThrough(group: readonly LookupSql[], climbs: boolean): string[] {
  const { through, source } = group[0]!
  const targets = group.map(({ to }) => `new.${to}`).join(', ')
  const columns = group.map(({ from }) => `x.${from}`).join(', ')
  return [
    `  if tg_op = 'INSERT' or new.${through} is distinct from old.${through} then`,
    `    select ${columns} into ${targets} from store.t${source} x`,
    `      where x.site_id = new.site_id and x.id = new.${through} for ${climbs ? 'no key update' : 'share'};`,
    '  end if;',
  ]
}
