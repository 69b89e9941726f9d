import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#base/errors.ts'
import { DatabaseError } from '#db/errors.ts'
import type { OwnerTx } from '#db/owner.ts'
import { type Change, readOne, saveDone, saveFailed, saveProblem, saveStep } from './change-store.ts'
import { structureError } from './errors.ts'
import { runInstants } from './instants.ts'
import { doLongWork } from './long-work.ts'
import { command } from './scan.ts'
import { takeBack } from './take-back.ts'
import type { Structure } from './who.ts'
import { kinds, type Work } from './work.ts'

/** A change at work in this process, on the one connection that holds its lock. */
export interface Running {
  readonly structure: Structure
  readonly session: OwnerTx
  readonly change: Change
  /** By field and site, the next number to be given. */
  readonly numbers: Map<number, Map<number, number>>
}

/** How it ended: `elsewhere`, another process is at it; `interrupted`, to be gone on with later. */
export type Outcome = 'done' | 'failed' | 'elsewhere' | 'interrupted'

/** The same until it has ended, through restarts of the database; a process that ends leaves it to the next. */
export async function runToEnd(structure: Structure, id: number): Promise<Outcome> {
  for (let pause = 500, tries = 0; ; pause = Math.min(pause * 2, 30_000), tries++) {
    const outcome = await runChange(structure, id)
    if (outcome !== 'interrupted' || tries === 30) return outcome
    await sleep(pause, undefined, { ref: false })
  }
}

/** Does what is left of a change, from wherever it was. Never throws. */
export async function runChange(structure: Structure, id: number): Promise<Outcome> {
  try {
    return await structure.db.owner.session(async (session) => {
      if (!(await takeLock(session, id))) return 'elsewhere'
      await session.run(
        command(`set maintenance_work_mem = '128MB'`),
        command(`set application_name = 'sugu structure'`),
      )
      return goOn(structure, session, id)
    })
  } catch {
    return 'interrupted'
  }
}

/** Held by the session, so that it falls with the process. */
async function takeLock(session: OwnerTx, id: number): Promise<boolean> {
  const [answer] = await session.run({ text: 'select pg_try_advisory_lock(7834004, $1::int)', values: [id] })
  return answer!.rows[0]![0] === 't'
}

async function goOn(structure: Structure, session: OwnerTx, id: number): Promise<Outcome> {
  const change = await readOne(session, id)
  if (change?.status !== 'running') return 'elsewhere'
  const running = { structure, session, change, numbers: new Map() }
  if (change.problem) return isPublished(change) ? finish(running) : giveUp(running)
  try {
    await doWorks(running)
  } catch (error) {
    if (isInterruption(error)) throw error
    await session.run(saveProblem(id, problemOf(error)))
    return isPublished(await readOne(session, id)) ? finish(running) : giveUp(running)
  }
  return finish(running)
}

async function doWorks(running: Running): Promise<void> {
  const { works } = running.change.course
  for (let step = running.change.step; step < works.length; ) {
    const group = groupAt(works, step)
    const progress = (step + group.length) / works.length
    if (kinds[group[0]!.do] === 'instant') {
      await runInstants(
        running,
        group,
        saveStep(running.change.id, step + group.length, progress),
        patience(step),
      )
    } else {
      await doLongWork(running, group[0]!, step)
      await running.session.run(saveStep(running.change.id, step + 1, progress))
    }
    step += group.length
  }
}

/** Nobody waits for the end of long work; the table is asked for until it is free. */
const patience = (step: number): number => (step === 0 ? 5_000 : 600_000)

/** Instant works that follow each other share a transaction; long ones stand alone. */
export function groupAt(works: readonly Work[], step: number): readonly Work[] {
  const rest = works.slice(step)
  if (kinds[rest[0]!.do] === 'background') return [rest[0]!]
  const end = rest.findIndex((work) => kinds[work.do] === 'background')
  return end < 0 ? rest : rest.slice(0, end)
}

const isPublished = (change: Change | null): boolean =>
  change !== null && change.course.works.findIndex((work) => work.do === 'publish') < change.step

async function finish({ structure, session, change }: Running): Promise<Outcome> {
  await session.run(saveDone(change.id))
  await structure.reload()
  return 'done'
}

async function giveUp(running: Running): Promise<Outcome> {
  await takeBack(running)
  await running.session.run(saveFailed(running.change.id))
  return 'failed'
}

/** The database went away, or the table could not be had: nothing is wrong with the change itself. */
const isInterruption = (error: unknown): boolean =>
  error instanceof AppError && (error.status === 503 || error.status === 507)

function problemOf(error: unknown) {
  const cause = error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error)
  if (error instanceof AppError) return { ...error.problem, cause }
  const isTwice = error instanceof DatabaseError && error.code === '23505'
  return { ...structureError(isTwice ? 'change.duplicates' : 'change.failed').problem, cause }
}
