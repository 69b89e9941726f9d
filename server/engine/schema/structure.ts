import { inLanguage, type Language } from '#model/language.ts'
import { type Problems, sayProblem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { readOne } from './change-store.ts'
import { changedTable } from './changes.ts'
import { changeProblem } from './drafting.ts'
import { structureError } from './errors.ts'
import { factsOf } from './facts.ts'
import type { Loss } from './losses.ts'
import { type Plan, planChange } from './plan.ts'
import { keepPlan, readPlan } from './plan-store.ts'
import { brokenBy } from './refuse-broken.ts'
import { refuseUsed } from './refuse-used.ts'
import { readEntry } from './registry.ts'
import { sayDifference } from './say-difference.ts'
import type { Runs } from './scan.ts'
import { refuseWhileChanging, type Started, startChange } from './start-change.ts'
import { isTaken } from './taken-slug.ts'
import { demandOwn, type Structure, targetIn, type Who } from './who.ts'

export { findDropped } from './find-dropped.ts'
export { listChanges } from './list-changes.ts'
export { makeTable } from './make-table.ts'
export { makeTables } from './make-tables.ts'
export { purgeDropped } from './purge.ts'
export { resumeChanges, type Started } from './start-change.ts'
export { undoLast } from './undo.ts'
export type { Structure, Who } from './who.ts'

/** A plan as people read it. */
export interface PlanReply {
  readonly id: number
  /** What will be otherwise, in words. */
  readonly says: readonly string[]
  readonly steps: readonly { readonly kind: string; readonly says: string; readonly sql: readonly string[] }[]
  readonly lock: string
  readonly rows: number
  readonly losses: readonly Loss[]
  readonly seconds: number
}

/** What the changes in `body.changes` would do, to be said yes to by `applyPlan`. Nothing is done. */
export async function planChanges(
  structure: Structure,
  who: Who,
  table: Table,
  body: unknown,
): Promise<PlanReply> {
  demandOwn(who, table)
  await refuseWhileChanging(structure, table.id)
  const { owner } = structure.db
  const entry = await readEntry(owner, table.id)
  if (!entry || entry.dropped) throw structureError('plan.stale')
  const before = entry.table
  const target = targetIn(structure.catalog(), before.owner)
  const changes = (body as { changes?: unknown } | null)?.changes
  const exists = (slug: string): boolean => target(slug) !== undefined
  const changed = changedTable(before, changes, { exists, target, nextField: entry.nextField })
  if ('problems' in changed) throw invalid(changed.problems)
  const { after, nextField } = changed
  const broken = await brokenBy(owner, before, after)
  if (broken) throw invalid({ changes: [broken] })
  if (after === null) await refuseUsed(owner, before)
  else if (after.slug !== before.slug && (await isTaken(owner, after))) throw taken(after.slug)
  const plan = planChange(before, after, await factsOf(owner, { before, after, target, locale: who.locale }))
  if (plan.steps.length === 0) throw structureError('plan.nothing')
  const course = { before, after, works: plan.steps.map(({ work }) => work), nextField, rows: plan.rows }
  const kept = {
    tableId: table.id,
    version: before.version,
    freeField: entry.nextField,
    course,
    losses: plan.losses,
  }
  return planReply(await keepPlan(owner, kept, who.actor), plan, languageOf(who))
}

/** Somebody may have begun to work something out from it since. */
async function refuseBroken(owner: Runs, before: Table, after: Table | null): Promise<void> {
  if (await brokenBy(owner, before, after)) throw structureError('plan.stale')
}

const languageOf = ({ language, locale }: Who): Language => language ?? locale.language

const invalid = (errors: Problems): Error => structureError('plan.invalid', {}, { errors })

const taken = (slug: string): Error => invalid({ changes: [changeProblem('change.slug_taken', { slug })] })

const planReply = (
  id: number,
  { before, after, steps, lock, rows, losses, seconds }: Plan,
  language: Language,
): PlanReply => ({
  id,
  says: sayDifference(before, after, language),
  steps: steps.map(({ kind, says, sql }) => ({ kind, says: inLanguage(says, language), sql })),
  lock: inLanguage(lock.says, language),
  rows,
  losses,
  seconds,
})

/** Does what a plan said. `wait`: to the end, however long. */
export async function applyPlan(
  structure: Structure,
  who: Who,
  table: Pick<Table, 'id'>,
  planId: number,
  acceptLoss: boolean,
  { wait = false }: { wait?: boolean } = {},
): Promise<Started> {
  const { owner } = structure.db
  const plan = Number.isSafeInteger(planId) ? await readPlan(owner, planId) : null
  if (plan?.tableId !== table.id) throw structureError('plan.not_found')
  await refuseWhileChanging(structure, table.id)
  const entry = await readEntry(owner, table.id)
  if (!entry || entry.dropped || entry.table.version !== plan.version || entry.nextField !== plan.freeField) {
    throw structureError('plan.stale')
  }
  demandOwn(who, entry.table)
  await refuseBroken(owner, entry.table, plan.course.after)
  if (plan.course.after === null) await refuseUsed(owner, entry.table)
  refuseLosses(plan.losses, acceptLoss)
  const { tableId, course } = plan
  return startChange(
    structure,
    { tableId, undoes: null, course, acceptLoss, locale: who.locale, actor: who.actor },
    wait,
  )
}

/** Sugu empties what cannot be read where that was accepted; it never chooses among equals. */
function refuseLosses(losses: readonly Loss[], acceptLoss: boolean): void {
  const twice = losses.find(({ why }) => why === 'duplicate')
  if (twice) throw structureError('plan.has_duplicates', { count: twice.count, field: twice.field })
  const count = losses.reduce((sum, loss) => sum + loss.count, 0)
  if (count > 0 && !acceptLoss) throw structureError('plan.loses_data', { count }, { more: { losses } })
}

export interface ChangeReply extends Omit<Started, 'status'> {
  readonly status: 'running' | 'done' | 'failed'
  readonly progress: number
  readonly problem: { readonly code: string; readonly message: string } | null
}

/** How far a change has come. */
export async function readChange({ db }: Structure, who: Who, id: number): Promise<ChangeReply> {
  const change = Number.isSafeInteger(id) ? await readOne(db.owner, id) : null
  const entry = change && (await readEntry(db.owner, change.tableId))
  if (!change || !entry || (entry.table.owner ?? who.siteId) !== who.siteId)
    throw structureError('change.not_found')
  demandOwn(who, entry.table)
  const { status, progress, problem } = change
  const said = problem && { code: problem.code, message: sayProblem(problem, languageOf(who)) }
  return { id, status, progress, problem: said }
}
