import { checkRow } from '#model/check-row.ts'
import type { Json } from '#model/json.ts'
import type { Problems } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import { isAlwaysTrue, type Where } from '#model/where.ts'
import { compileWhere, type WhereEnv } from '#model/where-js.ts'
import { accessWhere, actorId } from '../../access/access.ts'
import type { Context } from '../../context.ts'
import { type Choices, loadChoices } from '../../records/prepare.ts'
import { whereEnv } from '../../records/where-scope.ts'
import type { ChangedRow } from '../../records/write-many.ts'
import { type ExistingRow, findExisting } from './existing.ts'
import { cellProblem } from './problems.ts'
import { complain, type Reading, type ReadRow } from './read-rows.ts'
import { demandUnique, noticeKey, type Seen } from './uniqueness.ts'

/** What a handful of the file's rows comes to. */
export interface CheckedRows {
  readonly created: readonly Row[]
  readonly updated: readonly ChangedRow[]
  readonly unchanged: number
  /** Rows with something wrong, each with its problems. */
  readonly refused: readonly ReadRow[]
}

interface Judged {
  readonly read: ReadRow
  readonly existing: ExistingRow | undefined
  readonly row: Row
  readonly changed: Row
}

/** Everything that decides whether the rows may be saved: their keys, the permissions, the table's rules, what is unique. */
export async function checkRows(
  ctx: Context,
  reading: Reading,
  rows: readonly ReadRow[],
  seen: Seen,
): Promise<CheckedRows> {
  for (const read of rows) noticeKey(read, reading, seen)
  const sound = rows.filter((read) => read.problems.length === 0)
  const keyed = sound.filter((read) => read.key !== undefined)
  const found = await findExisting(
    ctx,
    reading.table,
    reading.options.match,
    keyed.map((read) => read.key!),
  )
  const existing = new Map(keyed.map((read, i) => [read, found.get(i)]))
  const judging = await judgeOf(ctx, reading)
  const judged = sound.flatMap((read) => judge(judging, read, existing.get(read)) ?? [])
  await demandUnique(ctx, reading, judged, seen)
  return sorted(
    rows,
    judged.filter(({ read }) => read.problems.length === 0),
  )
}

function sorted(rows: readonly ReadRow[], judged: readonly Judged[]): CheckedRows {
  const changes = judged.filter(({ changed, existing }) => existing && Object.keys(changed).length > 0)
  return {
    created: judged.filter(({ existing }) => !existing).map(({ row }) => row),
    updated: changes.map(({ existing, changed }) => ({
      id: existing!.row.id,
      version: existing!.row.version,
      changed,
    })),
    unchanged: judged.filter(({ existing }) => existing).length - changes.length,
    refused: rows.filter((read) => read.problems.length > 0),
  }
}

interface Judging {
  readonly ctx: Context
  readonly reading: Reading
  readonly env: WhereEnv
  readonly choices: Choices
  readonly mayCreate: Where | null
  readonly mayUpdate: Where | null
  /** A row that is not there cannot be made by this key. */
  readonly keyIsGiven: boolean
  readonly places: ReadonlyMap<string, number>
}

async function judgeOf(ctx: Context, reading: Reading): Promise<Judging> {
  const { table, options, columns } = reading
  const given = columns.filter(({ field }) => field && options.match.includes(field.slug))
  return {
    ctx,
    reading,
    env: whereEnv(ctx),
    choices: await loadChoices(ctx, table),
    mayCreate: accessWhere(ctx, table, 'create'),
    mayUpdate: accessWhere(ctx, table, 'update'),
    keyIsGiven: given.some(({ written }) => !written),
    places: new Map(columns.flatMap(({ field, index }) => (field ? [[field.slug, index] as const] : []))),
  }
}

/** Undefined: the row has a problem, and keeps it. */
function judge(judging: Judging, read: ReadRow, existing: ExistingRow | undefined): Judged | undefined {
  const { reading, env, choices } = judging
  if (!isPossible(judging, read, existing)) return undefined
  const before = existing?.row ?? null
  const input = before ? read.input : said(read.input, reading)
  const outcome = checkRow({
    table: reading.table,
    before,
    input,
    env,
    mode: 'wire',
    choices,
    locale: reading.locale,
  })
  if ('problems' in outcome) {
    takeProblems(judging, read, outcome.problems)
    return undefined
  }
  const judged = { read, existing, ...outcome }
  if (isCovered(judging, judged)) return judged
  complain(read, null, null, cellProblem(existing ? 'import.may_not_update' : 'import.may_not_create'))
  return undefined
}

/** For a new row an empty cell of a spreadsheet says nothing, so that the field takes its default. */
function said(input: Record<string, Json>, { manner }: Reading): Record<string, Json> {
  if (manner === 'json') return input
  const given: Record<string, Json> = {}
  for (const slug in input) {
    const value = input[slug]!
    if (value !== null && !isEmptyList(value)) given[slug] = value
  }
  return given
}

const isEmptyList = (value: Json): boolean => Array.isArray(value) && value.length === 0

function isPossible(judging: Judging, read: ReadRow, existing: ExistingRow | undefined): boolean {
  const { options } = judging.reading
  const [key = null] = options.match
  const column = key === null ? null : (judging.places.get(key) ?? null)
  if (existing && existing.count > 1) {
    complain(read, column, key, cellProblem('import.several_rows', { count: existing.count }))
  } else if (existing && !existing.mayUpdate) complain(read, null, null, cellProblem('import.may_not_update'))
  else if (!existing && read.key && judging.keyIsGiven)
    complain(read, column, key, cellProblem('import.no_such_row'))
  else if (!existing && !judging.mayCreate) complain(read, null, null, cellProblem('import.may_not_create'))
  return read.problems.length === 0
}

/** Does the permission cover the row as it would be? */
function isCovered(
  { ctx, reading, env, mayCreate, mayUpdate }: Judging,
  { existing, row, changed }: Judged,
): boolean {
  const where = existing ? mayUpdate : mayCreate
  if (!where) return false
  if (isAlwaysTrue(where) || (existing && Object.keys(changed).length === 0)) return true
  return compileWhere(where, reading.table)({ created_by: actorId(ctx.actor), ...row }, env)
}

function takeProblems({ places }: Judging, read: ReadRow, problems: Problems): void {
  for (const [slug, list] of Object.entries(problems)) {
    for (const problem of list) complain(read, places.get(slug) ?? null, slug || null, problem)
  }
}
