import { AppError } from '#base/errors.ts'
import type { Table } from '#model/table.ts'
import { insertChange, readOne } from './change-store.ts'
import { checksOf } from './checks.ts'
import type { Syncing } from './code-tables.ts'
import { structureError } from './errors.ts'
import { readStore, sightedNames } from './facts.ts'
import { lossesOf } from './losses.ts'
import type { Made } from './make-table.ts'
import { planChange } from './plan.ts'
import type { Entry } from './registry.ts'
import { runChange } from './run-change.ts'
import { command } from './scan.ts'
import { type Target, tableName } from './stored.ts'
import type { Structure } from './who.ts'
import type { Work } from './work.ts'

/** A change that the start makes by itself: nobody reads its plan, so nothing may be lost by it. */
export async function changeUnasked(
  syncing: Syncing & { readonly target: Target },
  entry: Entry,
  made: Made | null,
): Promise<void> {
  const { session, log, acceptLoss, locale } = syncing
  const before = entry.dropped ? null : entry.table
  const after = made?.table ?? null
  const { works, rows } = await worksFor(syncing, entry, before, after)
  if (works.length === 0) return
  await finishRunning(syncing, entry.table.id)
  const course = { before, after, works, rows, nextField: made?.nextField ?? entry.nextField }
  const change = { tableId: entry.table.id, undoes: null, course, acceptLoss, locale, actor: 'system:start' }
  const id = await insertChange(session, change)
  log.info(`table changes: ${entry.table.slug}`, { steps: works.map((work) => work.do) })
  if ((await runChange(structureOf(syncing), id)) === 'done') return
  const { problem } = (await readOne(session, id))!
  throw problem ? new AppError(409, problem) : structureError('change.failed')
}

async function worksFor(
  syncing: Syncing & { readonly target: Target },
  { table }: Entry,
  before: Table | null,
  after: Table | null,
): Promise<{ works: readonly Work[]; rows: number }> {
  const { session, target, walls, locale, acceptLoss } = syncing
  const isSame = (works: readonly Work[]): boolean => works.length === 0
  const facts = { rows: 0, losses: [], aside: new Set<string>(), target, rates: {}, since: null, walls }
  const sketch = before && after && planChange(before, after, facts).steps.map(({ work }) => work)
  if (sketch && isSame(sketch)) return { works: await wallWork(syncing, after!), rows: 0 }
  const { names, rows, rates } = await readStore(session, table)
  const shown = before ? sightedNames(before, target) : []
  const aside = new Set([...names, tableName(table)].filter((name) => !shown.includes(name)))
  if (before && after && !acceptLoss) {
    const checks = checksOf(before, after).filter(({ why }) => why === 'unreadable' || why === 'duplicate')
    const [loss] = await lossesOf(session, before, checks, locale)
    if (loss) throw structureError('plan.loses_data', { count: loss.count }, { more: { loss } })
  }
  const plan = planChange(before, after, { ...facts, rows, aside, rates })
  return { works: plan.steps.map(({ work }) => work), rows }
}

/** The definition is the same: what sites see of the table may still have changed. */
async function wallWork({ session, walls }: Syncing, after: Table): Promise<readonly Work[]> {
  const wall = walls[after.slug] ?? null
  const [answer] = await session.run({
    text: `select obj_description(to_regclass('site.${tableName(after)}'), 'pg_class')`,
    values: [],
  })
  if ((answer!.rows[0]![0] ?? null) === wall) return []
  return [{ do: 'publish', after, drop: [tableName(after)], make: true, widen: [], names: [], wall }]
}

/** A start that was stopped in the middle of a change. */
async function finishRunning(syncing: Syncing, tableId: number): Promise<void> {
  const [answer] = await syncing.session.run(
    command(`select id from store.changes where status = 'running' and table_id = ${tableId}`),
  )
  for (const [id] of answer!.rows) await runChange(structureOf(syncing), Number(id))
}

const structureOf = ({ owner }: Syncing): Structure => ({
  db: { owner },
  catalog: () => {
    throw new Error('no catalog before the tables are there')
  },
  reload: async () => {},
})
