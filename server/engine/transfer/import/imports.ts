import { raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Context } from '../../context.ts'
import type { ImportOptions } from './options.ts'
import { importError } from './problems.ts'

export type ImportStatus = 'uploading' | 'waiting' | 'checking' | 'writing' | 'done' | 'failed' | 'undone'

/** An import as it stands: what was asked, how far it is, what was found. */
export interface Import {
  readonly id: number
  readonly table_id: number
  /** As the log names who asked; and the user's id, for the context that the work is done in. */
  readonly actor: string
  readonly user_id: number | null
  readonly name: string
  readonly options: KeptOptions
  readonly size: number
  readonly status: ImportStatus
  readonly run: number
  readonly batch: string | null
  /** Of the file; null while they are not counted. */
  readonly rows: number | null
  /** How many of them are done with. */
  readonly position: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly skipped: number
  readonly problem_count: number
  readonly problems: readonly ReportedProblem[]
  /** Headers of columns that were left out. */
  readonly ignored: readonly string[]
  /** As a dry run found them: what each is for, and the first of what it holds. */
  readonly columns: readonly SeenColumn[]
  readonly undo: UndoReport | null
  readonly created_at: string
  readonly done_at: string | null
}

export interface KeptOptions extends ImportOptions {
  /** Of who asked: numbers are read and problems are told in it. */
  readonly language: 'fr' | 'en'
}

/** What is wrong, where. `line` is the file's; `column` its header. */
export interface ReportedProblem {
  readonly line: number | null
  readonly column: string | null
  readonly field: string | null
  readonly code: string
  readonly message: string
  readonly value: string | null
}

export interface SeenColumn {
  readonly header: string
  /** Slug; null: it is left out, or nobody knows what it is for. */
  readonly field: string | null
  readonly samples: readonly string[]
}

export interface UndoReport {
  readonly batch: string
  readonly removed: number
  readonly restored: number
  /** Rows that changed since, or that others refer to: left as they are. */
  readonly kept: readonly KeptRow[]
  readonly kept_count: number
}

export interface KeptRow {
  readonly id: number
  readonly code: string
  readonly message: string
}

/** So many problems are kept one by one; all are counted. */
export const mostProblems = 1000

export const importColumns =
  raw(`id, table_id, actor, user_id, name, options, size, status, run, batch::text as batch, rows, position,
  created, updated, unchanged, skipped, problem_count, problems, ignored, columns, undo, created_at, done_at`)

export async function loadImport(ctx: Context, id: number): Promise<Import> {
  const found = await importWhere(ctx, sql`id = ${id}::bigint`)
  if (!found) throw importError('import.not_found', { id })
  return found
}

async function importWhere(ctx: Context, condition: Sql): Promise<Import | null> {
  const { answers } = await ctx.tx.run(
    statement(sql`select row_to_json(x)::text from (select ${importColumns} from site.imports
      where site_id = ${ctx.site.id}::int and ${condition}) x`),
  )
  const json = answers[0]!.rows[0]?.[0]
  return json ? (JSON.parse(json) as Import) : null
}

export type ImportChange = Partial<
  Record<keyof Import, unknown> & { addProblems: readonly ReportedProblem[]; done: boolean; again: true }
>

/** The change as SQL; told apart from a statement so that it can ride with the rows that it speaks of. */
export function changeImportSql(ctx: Context, id: number, run: number | null, change: ImportChange): Sql {
  const { addProblems, done, again, ...plain } = change
  const sets = Object.entries(plain).map(([name, value]) => sql`${raw(name)} = ${stored(name, value)}`)
  if (addProblems?.length) sets.push(sql`problems = problems || ${keptJson(addProblems)}::jsonb`)
  if (done) sets.push(raw('done_at = now()'))
  if (again) sets.push(raw('done_at = null'))
  const mine = run === null ? raw('') : sql` and run = ${run}::int`
  const list = sets.flatMap((set, i) => (i === 0 ? [set] : [raw(', '), set]))
  return sql`update site.imports set ${list.reduce((all, piece) => sql`${all}${piece}`)}
    where site_id = ${ctx.site.id}::int and id = ${id}::bigint${mine}`
}

/** JSON that PostgreSQL can keep: a stranger's header may hold a null character or half of one. */
export const keptJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\(?:\\|u0000|u[dD][89a-fA-F][0-9a-fA-F]{2})/g, (found) =>
    found === '\\\\' ? found : '\\ufffd',
  )

const jsonColumns = ['options', 'problems', 'ignored', 'columns', 'undo']
const stored = (name: string, value: unknown): Sql => {
  if (jsonColumns.includes(name)) return sql`${value === null ? null : keptJson(value)}::jsonb`
  return sql`${value}${raw(name === 'status' || name === 'name' ? '::text' : '::bigint')}`
}

/** False: another attempt has taken the import over, and nothing was changed. */
export async function changeImport(
  ctx: Context,
  id: number,
  run: number | null,
  change: ImportChange,
): Promise<boolean> {
  const { answers } = await ctx.tx.run(statement(changeImportSql(ctx, id, run, change)))
  return answers[0]!.count === 1
}
