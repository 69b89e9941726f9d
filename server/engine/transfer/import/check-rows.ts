import { checkRow } from '#model/check-row.ts'
import type { Json } from '#model/json.ts'
import type { Problems } from '#model/problem.ts'
import { linesOf } from '#model/rich-text/write.ts'
import type { Row } from '#model/row.ts'
import { isAlwaysTrue, type Where } from '#model/where.ts'
import { compileWhere, type WhereEnv } from '#model/where-js.ts'
import { accessWhere, actorId } from '../../access/access.ts'
import type { Context } from '../../context.ts'
import { type Choices, loadChoices, withAllMissing } from '../../records/prepare.ts'
import { givenValues, judgedBy } from '../../records/save.ts'
import { coversFields, tellable } from '../../records/shown.ts'
import { whereEnv } from '../../records/where-scope.ts'
import type { ChangedRow } from '../../records/write-many.ts'
import { type ExistingRow, findExisting } from './existing.ts'
import { cellProblem } from './problems.ts'
import { complain, type Reading, type ReadRow } from './read-rows.ts'
import { unknownIds } from './targets.ts'
import { demandUnique, noticeKey, type Seen } from './uniqueness.ts'

/** What a handful of the file's rows comes to. */
export interface CheckedRows {
  readonly created: readonly Row[]
  readonly updated: readonly ChangedRow[]
  readonly unchanged: number
  /** Rows with something wrong, each with its problems. */
  readonly refused: readonly ReadRow[]
}

interface Tried {
  readonly read: ReadRow
  readonly existing: ExistingRow | undefined
  readonly changed: Row
}
interface Judged extends Tried {
  readonly row: Row
}

/** Everything that decides whether the rows may be saved: their keys, the permissions, the table's rules, what is unique. */
export async function checkRows(
  ctx: Context,
  reading: Reading,
  rows: readonly ReadRow[],
  seen: Seen,
): Promise<CheckedRows> {
  for (const read of rows) noticeKey(read, reading, seen)
  const known = rows.filter((read) => isKnown(read, reading))
  const keyed = known.filter((read) => read.key !== undefined)
  const found = await findExisting(
    ctx,
    reading.table,
    reading.options.match,
    keyed.map((read) => read.key!),
  )
  const existing = new Map(keyed.map((read, i) => [read, found.get(i)]))
  const judging = await judgeOf(ctx, reading)
  const tried = known.flatMap((read) => judge(judging, read, existing.get(read)) ?? [])
  await demandTargets(judging, tried)
  const judged = tried.filter(isSound)
  await demandUnique(ctx, reading, judged, seen)
  return sorted(rows, judged.filter(isSound))
}

/** Where the key itself is at fault, nobody knows which row is meant, and what else is wrong with it. */
const isKnown = ({ problems }: ReadRow, { options }: Reading): boolean =>
  !problems.some(({ field }) => field !== null && options.match.includes(field))

const isSound = <T extends Tried>(tried: T): tried is T & Judged => tried.read.problems.length === 0

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

/** Undefined: there is nothing that could be said of the row beside its problems. */
function judge(
  judging: Judging,
  read: ReadRow,
  existing: ExistingRow | undefined,
): Tried | Judged | undefined {
  const { reading, env, choices } = judging
  if (!isPossible(judging, read, existing)) return undefined
  const before = existing?.row ?? null
  const input = before ? withMarks(read.input, before, reading) : said(read.input, reading)
  const outcome = checkRow({
    ...judgedBy(judging.ctx, reading.table, before),
    before,
    input,
    env,
    mode: 'wire',
    choices,
    locale: reading.locale,
    ...(read.problems.length > 0 && { unread: unreadOf(read) }),
  })
  const judged = { read, existing, ...outcome }
  if ('problems' in judged) {
    takeProblems(judging, read, tellable(judging.ctx, reading.table, judged.problems))
    return judged
  }
  if (isCovered(judging, judged)) return judged
  complain(read, null, null, cellProblem(existing ? 'import.may_not_update' : 'import.may_not_create'))
  return undefined
}

/** Files hold the lines of a rich text alone: where they are as they were, so are its marks. */
function withMarks(
  input: Record<string, Json>,
  before: Row,
  { table, manner }: Reading,
): Record<string, Json> {
  const rich = manner === 'json' ? [] : table.fields.filter(({ type }) => type === 'rich_text')
  const lines = (value: Json | undefined) => (typeof value === 'string' ? linesOf(value).trim() : null)
  const same = rich.filter(({ slug }) => input[slug] && lines(input[slug]) === lines(before[slug]))
  return same.length === 0
    ? input
    : { ...input, ...Object.fromEntries(same.map(({ slug }) => [slug, before[slug]!])) }
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
  const before = read.problems.length
  const [key = null] = options.match
  const column = key === null ? null : (judging.places.get(key) ?? null)
  if (existing && existing.count > 1) {
    complain(read, column, key, cellProblem('import.several_rows', { count: existing.count }))
  } else if (existing && !existing.mayUpdate) complain(read, null, null, cellProblem('import.may_not_update'))
  else if (!existing && read.key && judging.keyIsGiven)
    complain(read, column, key, cellProblem('import.no_such_row'))
  else if (!existing && !judging.mayCreate) complain(read, null, null, cellProblem('import.may_not_create'))
  return read.problems.length === before
}

/** Does the permission cover the row as it would be? */
function isCovered(
  { ctx, reading, env, mayCreate, mayUpdate }: Judging,
  { existing, row, changed }: Judged,
): boolean {
  const given = existing ? changed : givenValues(reading.table, changed)
  const where = existing ? mayUpdate : mayCreate
  if (!where) return false
  if (existing && Object.keys(changed).length === 0) return true
  if (!coversFields(ctx, reading.table, { row, changed: given }, !existing)) return false
  if (isAlwaysTrue(where)) return true
  return compileWhere(where, reading.table)({ created_by: actorId(ctx.actor), ...row }, env)
}

/** What was told already is not told again. */
function takeProblems({ places }: Judging, read: ReadRow, problems: Problems): void {
  const told = new Set(read.problems.map(({ problem }) => problem))
  for (const [slug, list] of Object.entries(problems)) {
    for (const problem of list)
      if (!told.has(problem)) complain(read, places.get(slug) ?? null, slug || null, problem)
  }
}

const unreadOf = ({ problems }: ReadRow): Problems =>
  Object.fromEntries(
    [...Map.groupBy(problems, ({ field }) => field ?? '')].map(([slug, found]) => [
      slug,
      found.map(({ problem }) => problem),
    ]),
  )

/** Ids that no row has: out of the file, or given by a rule or a default. */
async function demandTargets(judging: Judging, tried: readonly Tried[]): Promise<void> {
  const { ctx, reading } = judging
  const unsure = tried.map(({ changed }) => ({ changed: unknownIds(reading, changed) }))
  const problems = await withAllMissing(ctx, reading.table, unsure)
  tried.forEach(({ read }, i) => {
    const known = new Set(read.problems.map(({ field }) => field))
    const others = Object.entries(problems[i]!).filter(([slug]) => !known.has(slug))
    takeProblems(judging, read, Object.fromEntries(others))
  })
}
