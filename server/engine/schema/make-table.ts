import { AppError } from '#base/errors.ts'
import type { OwnerTx } from '#db/owner.ts'
import { sql, statement } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import { isObject } from '#model/json.ts'
import { parseTable } from '#model/parse-table.ts'
import { type Problems, problemsOf } from '#model/problem.ts'
import type { Table, TableDraft } from '#model/table.ts'
import { syncComputed } from '../computed/sync.ts'
import { sqlOf } from './ddl.ts'
import { structureError } from './errors.ts'
import { withLocks } from './locks.ts'
import { type Facts, planChange } from './plan.ts'
import { insertEntry, nextTableId, raiseCatalog } from './registry.ts'
import { command, type Runs } from './scan.ts'
import type { Target } from './stored.ts'
import { demandFree, isTaken } from './taken-slug.ts'
import { type Structure, sightOf, targetIn, type Who } from './who.ts'
import type { Work } from './work.ts'

const problem = problemsOf({
  'table.slug_taken': {
    fr: 'Une table s’appelle déjà « {slug} ».',
    en: 'There is a table called "{slug}" already.',
  },
  'table.owner': { fr: 'Donnez « network », ou rien.', en: 'Give "network", or nothing.' },
})

const mostTables = 500

/**
 * Makes a table for the caller's site; with `owner: "network"`, the network's owner makes one for every site. `from`:
 * what the app that brings it calls it.
 */
export async function makeTable(
  structure: Structure,
  who: Who,
  input: unknown,
  from?: string,
): Promise<Table> {
  const { owner, definition } = readOwner(who, input)
  const target = targetIn(structure.catalog(), owner)
  const parsed = parseTable(definition, {
    origin: 'site',
    exists: (slug) => target(slug) !== undefined,
    target,
  })
  if ('problems' in parsed) throw invalid(parsed.problems)
  const draft = { ...parsed.draft, ...(from && { from }) }
  await refuseOneMore(structure, owner)
  if (await isTaken(structure.db.owner, { slug: draft.slug, owner })) throw taken(draft.slug)
  const made = numbered(draft, await nextTableId(structure.db.owner), owner)
  try {
    await structure.db.owner.session((session) => createTables(session, [made], target))
  } catch (error) {
    if (error instanceof AppError && error.problem.code === 'structure.slug_taken') throw taken(draft.slug)
    throw error
  }
  await structure.reload()
  return structure.catalog().byId(made.table.id) ?? made.table
}

const invalid = (errors: Problems): Error => structureError('table.invalid', {}, { errors })
const taken = (slug: string): Error => invalid({ slug: [problem('table.slug_taken', { slug })] })

function readOwner(who: Who, input: unknown): { owner: number | null; definition: unknown } {
  if (!isObject(input) || input.owner === undefined) return { owner: who.siteId, definition: input }
  const { owner, ...definition } = input
  if (owner !== 'network') throw invalid({ owner: [problem('table.owner')] })
  if (!who.networkOwner)
    throw structureError('structure.not_yours', { table: String(definition.slug).slice(0, 60) })
  return { owner: null, definition }
}

export async function refuseOneMore({ db }: Structure, owner: number | null, more = 1): Promise<void> {
  const [count] = await db.owner.run(
    statement(sql`select count(*) from store.tables where dropped_at is null and origin = 'site'
      and coalesce(owner_site, 0) = ${sightOf(owner)}::int`),
  )
  if (Number(count!.rows[0]![0]) + more > mostTables)
    throw structureError('structure.too_many_tables', { max: mostTables })
}

/** A table to be made: its fields numbered from one. */
export interface Made {
  readonly table: Table
  readonly nextField: number
}

export const numbered = (
  draft: TableDraft,
  id: number,
  owner: number | null,
  origin: Table['origin'] = 'site',
): Made => ({
  table: {
    ...draft,
    fields: draft.fields.map((field, i) => ({ ...field, id: i + 1 }) as Field),
    id,
    owner,
    origin,
    version: 1,
  },
  nextField: draft.fields.length + 1,
})

/** New tables, all or none: first each by itself, then the keys between them. */
export async function createTables(
  session: OwnerTx,
  tables: readonly Made[],
  target: Target,
  walls: Facts['walls'] = {},
): Promise<void> {
  const facts = { rows: 0, losses: [], aside: new Set<string>(), target, rates: {}, since: null, walls }
  const works = tables.flatMap(({ table }) =>
    planChange(null, table, facts).steps.map(({ work }): [Work, Table] => [work, table]),
  )
  const ids = tables.map(({ table }) => table.id)
  const keys = works.flatMap(([work]) => (work.do === 'add-key' ? [work.key.to] : []))
  const tied = [...new Set(keys)].filter((id) => !ids.includes(id))
  await withLocks(session, { whole: null, tied }, async () => {
    const isKey = ([work]: [Work, Table]): boolean => work.do === 'add-key'
    for (const [work, table] of [...works.filter((each) => !isKey(each)), ...works.filter(isKey)])
      await runSql(session, work, table)
    await demandFree(
      session,
      tables.map(({ table }) => table),
    )
    for (const { table, nextField } of tables) await session.run(insertEntry(table, nextField))
    for (const { table } of tables) await keepComputed(session, table)
    await session.run(raiseCatalog)
  })
}

async function keepComputed(session: Runs, table: Table): Promise<void> {
  if (table.fields.some(({ computed }) => computed))
    await syncComputed(session, { id: table.id, before: null, after: table })
}

async function runSql(session: Runs, work: Work, table: Table): Promise<void> {
  for (const text of sqlOf(work, table)) await session.run(command(text))
}
