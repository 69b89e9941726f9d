import type { Statement } from '#db/executor.ts'
import { type Sql, sql, statement } from '#db/sql.ts'
import type { Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import type { Problem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import type { Runs } from './scan.ts'
import type { Work } from './work.ts'

/** What a change keeps of its plan: enough to go on after a stop, and to be turned round. */
export interface Course {
  readonly before: Table | null
  readonly after: Table | null
  readonly works: readonly Work[]
  readonly nextField: number
  readonly rows: number
}

export interface Change {
  readonly id: number
  readonly tableId: number
  readonly undoes: number | null
  readonly course: Course
  readonly acceptLoss: boolean
  readonly locale: Locale
  readonly status: 'running' | 'done' | 'failed'
  readonly step: number
  readonly place: Json
  readonly progress: number
  readonly problem: (Problem & { cause?: string }) | null
  readonly doneAt: string | null
}

export interface NewChange extends Pick<Change, 'tableId' | 'undoes' | 'course' | 'acceptLoss' | 'locale'> {
  readonly actor: string
}

/** Answers its id. One at a time for each table: another breaks the unique index `changes_running`. */
export async function insertChange(owner: Runs, change: NewChange): Promise<number> {
  const { tableId, undoes, course, acceptLoss, locale, actor } = change
  const [answer] = await owner.run(
    statement(sql`insert into store.changes (table_id, undoes, plan, accept_loss, locale, made_by, status)
      values (${tableId}::int, ${undoes}::bigint, ${JSON.stringify(course)}::jsonb, ${acceptLoss}::boolean,
        ${JSON.stringify(locale)}::jsonb, ${actor}, 'running') returning id`),
  )
  return Number(answer!.rows[0]![0])
}

export const changeColumns = sql`id, table_id, undoes, plan::text, accept_loss, locale::text, status, step, place::text, progress, problem::text, done_at::text`

async function readWhere(owner: Runs, where: Sql): Promise<Change | null> {
  const [answer] = await owner.run(
    statement(sql`select ${changeColumns} from store.changes where ${where} limit 1`),
  )
  const row = answer!.rows[0]
  return row ? changeOf(row) : null
}

export const readOne = (owner: Runs, id: number): Promise<Change | null> =>
  readWhere(owner, sql`id = ${id}::bigint`)

export const runningOf = (owner: Runs, tableId: number): Promise<Change | null> =>
  readWhere(owner, sql`table_id = ${tableId}::int and status = 'running'`)

/** The last that still stands, made after an instant. */
export const lastOf = (owner: Runs, tableId: number, since: Date): Promise<Change | null> =>
  readWhere(
    owner,
    sql`id = (select max(id) from store.changes where table_id = ${tableId}::int and status = 'done'
      and undoes is null and undone_at is null) and done_at > ${since.toISOString()}::timestamptz and purged_at is null`,
  )

export function changeOf(row: readonly (string | null)[]): Change {
  const [id, tableId, undoes, plan, acceptLoss, locale, status, step, place, progress, problem, doneAt] = row
  return {
    id: Number(id),
    tableId: Number(tableId),
    undoes: undoes ? Number(undoes) : null,
    course: JSON.parse(plan!) as Course,
    acceptLoss: acceptLoss === 't',
    locale: JSON.parse(locale!) as Locale,
    status: status as Change['status'],
    step: Number(step),
    place: place ? (JSON.parse(place) as Json) : null,
    progress: Number(progress),
    problem: problem ? (JSON.parse(problem) as Change['problem']) : null,
    doneAt: doneAt ?? null,
  }
}

export const saveStep = (id: number, step: number, progress: number): Statement =>
  statement(
    sql`update store.changes set step = ${step}::int, place = null, progress = ${progress}::real where id = ${id}::bigint`,
  )

export const savePlace = (id: number, place: Json, progress: number): Statement =>
  statement(
    sql`update store.changes set place = ${JSON.stringify(place)}::jsonb, progress = ${progress}::real where id = ${id}::bigint`,
  )

export const saveProblem = (id: number, problem: Problem & { cause: string }): Statement =>
  statement(
    sql`update store.changes set problem = ${JSON.stringify(problem)}::jsonb where id = ${id}::bigint`,
  )

export const saveFailed = (id: number): Statement =>
  statement(
    sql`update store.changes set status = 'failed', done_at = clock_timestamp() where id = ${id}::bigint`,
  )

/** With it, that which it undoes is undone. */
export const saveDone = (id: number): Statement =>
  statement(sql`with done as (update store.changes set status = 'done', progress = 1, place = null, done_at = clock_timestamp()
      where id = ${id}::bigint returning undoes)
    update store.changes c set undone_at = clock_timestamp() from done where c.id = done.undoes`)
