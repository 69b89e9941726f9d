import { now } from '#base/clock.ts'
import { isProblem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { type Change, lastOf } from './change-store.ts'
import { convertValue } from './convert.ts'
import { worthReading } from './convert-rows.ts'
import { structureError } from './errors.ts'
import { readStore, sightedNames } from './facts.ts'
import { planChange } from './plan.ts'
import { brokenBy } from './refuse-broken.ts'
import { readEntry } from './registry.ts'
import { scanAll } from './scan.ts'
import { refuseWhileChanging, type Started, startChange } from './start-change.ts'
import { tableName } from './stored.ts'
import { isTaken } from './taken-slug.ts'
import { demandOwn, type Structure, targetIn, type Who } from './who.ts'
import type { Pair, Work } from './work.ts'

export const undoDays = 30

export interface UndoOptions {
  /** Values written since that have no place in the former type are given up. */
  readonly acceptLoss?: boolean
  readonly wait?: boolean
}

/** Takes the last change of a table back, with the data that it took away. */
export async function undoLast(
  structure: Structure,
  who: Who,
  table: Pick<Table, 'id'>,
  { acceptLoss = false, wait = false }: UndoOptions = {},
): Promise<Started> {
  const { owner } = structure.db
  const entry = await readEntry(owner, table.id)
  if (!entry) throw structureError('change.none', { days: undoDays })
  demandOwn(who, entry.table)
  await refuseWhileChanging(structure, table.id)
  const since = new Date(now().getTime() - undoDays * 86_400_000)
  const last = await lastOf(owner, table.id, since)
  if (!last) throw structureError('change.none', { days: undoDays })
  const before = entry.dropped ? null : entry.table
  const after = { ...last.course.before!, version: entry.table.version }
  const broken = await brokenBy(owner, before ?? after, after)
  if (broken) throw structureError('undo.breaks', {}, { errors: { '': [broken] } })
  if (await isTaken(owner, after)) throw structureError('undo.slug_taken', { table: after.slug })
  const { works, rows } = await worksBack(structure, before, after, last)
  if (!acceptLoss && before) await refuseLosses(structure, before, works, who)
  const course = { before, after, works, rows, nextField: entry.nextField }
  return startChange(
    structure,
    { tableId: table.id, undoes: last.id, course, acceptLoss, locale: last.locale, actor: who.actor },
    wait,
  )
}

async function worksBack(structure: Structure, before: Table | null, after: Table, last: Change) {
  const target = targetIn(structure.catalog(), after.owner)
  const store = await readStore(structure.db.owner, after)
  const inSight = before ? sightedNames(before, target) : []
  const aside = new Set([...store.names, tableName(after)].filter((name) => !inSight.includes(name)))
  const facts = { rows: store.rows, losses: [], aside, target, rates: store.rates, since: last.doneAt }
  return { works: planChange(before, after, facts).steps.map(({ work }) => work), rows: store.rows }
}

async function refuseLosses(
  { db }: Structure,
  table: Table,
  works: readonly Work[],
  who: Who,
): Promise<void> {
  const pairs = works.flatMap((work) => (work.do === 'convert' ? work.pairs : []))
  let count = 0
  for (const pair of pairs) count += await unreadableSince(db.owner, table, pair, who)
  if (count > 0) throw structureError('undo.loses_data', { count })
}

async function unreadableSince(
  owner: Structure['db']['owner'],
  table: Table,
  pair: Pair,
  { locale }: Who,
): Promise<number> {
  const { from, to } = pair
  let count = 0
  await scanAll(
    owner,
    table,
    [from, to],
    ({ values: [value, old] }) => {
      const made = convertValue(to, from, old!, locale)
      const same = JSON.stringify(isProblem(made) ? null : made.value) === JSON.stringify(value)
      if (!same && isProblem(convertValue(from, to, value!, locale))) count += 1
    },
    worthReading(pair),
  )
  return count
}
