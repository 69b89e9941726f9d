import { AppError } from '#base/errors.ts'
import { DatabaseError } from '#db/errors.ts'
import { insertChange, type NewChange, readOne, runningOf } from './change-store.ts'
import { structureError } from './errors.ts'
import { runChange, runToEnd } from './run-change.ts'
import type { Structure } from './who.ts'
import { kinds } from './work.ts'

/** Rows below which a change is done within the call that asks for it. */
const small = 20_000

export interface Started {
  readonly status: 'done' | 'running'
  /** Of the change: `readChange` tells how far it has come. */
  readonly id: number
}

/** Begins a change. What takes longer than a person waits goes on by itself, one after the other. */
export async function startChange(structure: Structure, change: NewChange, wait: boolean): Promise<Started> {
  const id = await insertOnly(structure, change)
  const { works, rows } = change.course
  const isShort = wait || rows < small || works.every((work) => kinds[work.do] === 'instant')
  if (!isShort) {
    void inLine(structure, id)
    return { id, status: 'running' }
  }
  const outcome = await runChange(structure, id)
  if (outcome === 'failed') await throwProblem(structure, id)
  return { id, status: outcome === 'done' ? 'done' : 'running' }
}

async function insertOnly(structure: Structure, change: NewChange): Promise<number> {
  try {
    return await insertChange(structure.db.owner, change)
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.constraint !== 'changes_running') throw error
    await refuseWhileChanging(structure, change.tableId)
    throw structureError('structure.changing', { percent: 99 })
  }
}

export async function refuseWhileChanging({ db }: Structure, tableId: number): Promise<void> {
  const running = await runningOf(db.owner, tableId)
  if (running) throw structureError('structure.changing', { percent: Math.floor(running.progress * 100) })
}

async function throwProblem({ db }: Structure, id: number): Promise<never> {
  const { problem } = (await readOne(db.owner, id))!
  const { cause, ...said } = problem!
  throw new AppError(409, said, { cause: new Error(cause) })
}

/** Long changes of one process wait for each other: each holds a connection of the owner's two. */
interface Line {
  last: Promise<unknown>
  readonly ids: Set<number>
}
const lines = new WeakMap<object, Line>()

/** To its end, when its turn comes. One that stands in line already does so once. */
async function inLine(structure: Structure, id: number): Promise<void> {
  const line = lines.get(structure.db) ?? { last: Promise.resolve(), ids: new Set() }
  lines.set(structure.db, line)
  if (line.ids.has(id)) return
  line.ids.add(id)
  const turn = line.last.then(() => runToEnd(structure, id)).finally(() => line.ids.delete(id))
  line.last = turn
  await turn
}

/**
 * Changes that a stop left in the middle, by this process or another. The promise ends when they do; nobody needs to
 * wait for it.
 */
export async function resumeChanges(structure: Structure): Promise<void> {
  const [answer] = await structure.db.owner.run({
    text: `select id from store.changes where status = 'running' order by id`,
    values: [],
  })
  await Promise.all(answer!.rows.map(([id]) => inLine(structure, Number(id))))
}
