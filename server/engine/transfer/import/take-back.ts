import { AppError } from '#base/errors.ts'
import { raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import { problemsOf, sayProblem } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import { sameJson } from '#model/same-json.ts'
import type { Table } from '#model/table.ts'
import { columnOf, siteView, storedSite } from '../../catalog/storage.ts'
import { tell } from '../../changes.ts'
import { type Context, inTransaction } from '../../context.ts'
import { wireColumns } from '../../records/select.ts'
import { isOpen } from '../../records/shown.ts'
import { type ChangedRow, type RemovedRow, removeMany, updateMany } from '../../records/write-many.ts'
import { changeImport, type KeptRow, mostProblems } from './imports.ts'
import { learnTable } from './learn-table.ts'
import { rowsInUse } from './rows-in-use.ts'

const kept = problemsOf({
  'undo.changed': { fr: 'Cette ligne a été modifiée depuis.', en: 'This row was changed since.' },
  'undo.gone': { fr: 'Cette ligne a été supprimée depuis.', en: 'This row was deleted since.' },
  'undo.in_use': { fr: 'Cette ligne est utilisée ailleurs.', en: 'This row is used elsewhere.' },
  'undo.refused': {
    fr: 'Son ancienne valeur n’est plus possible : une autre ligne la porte, ou ce qu’elle visait n’est plus là.',
    en: 'Its former value is no longer possible: another row has it, or what it referred to is gone.',
  },
})

interface Undoing {
  readonly table: Table
  readonly batch: string
  readonly undoBatch: string
  readonly force: boolean
  removed: number
  restored: number
  keptCount: number
  readonly kept: KeptRow[]
}

/** Takes back what a batch wrote, a handful of rows at a time. What was done so far stays so: it may be called again. */
export async function takeBack(
  ctx: Context,
  table: Table,
  importId: number,
  batch: string,
  force: boolean,
): Promise<void> {
  const undoing = await beginUndo(ctx, table, batch, force)
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const lines: readonly WrittenLine[] = await linesBefore(ctx, undoing, before)
    if (lines.length === 0) break
    await undoLines(ctx, undoing, lines)
    before = lines.at(-1)!.id
  }
  await learnTable(ctx, table)
  const { removed, restored, undoBatch, keptCount } = undoing
  await inTransaction(ctx, async (inner) => {
    await changeImport(inner, importId, null, {
      undo: { batch: undoBatch, removed, restored, kept: undoing.kept, kept_count: keptCount },
    })
    const count = removed + restored
    const change = { table, id: null, batch: undoBatch, verb: undoVerb, before: null, after: null, count }
    if (count > 0) await tell(inner, change)
  })
}

/** As the log names it; the trash knows it too. */
const undoVerb = 'import.undo'

async function beginUndo(ctx: Context, table: Table, batch: string, force: boolean): Promise<Undoing> {
  const { answers } = await ctx.tx.run(statement(sql`select site.next_batch()`))
  const undoBatch = answers[0]!.rows[0]![0]!
  return { table, batch, undoBatch, force, removed: 0, restored: 0, keptCount: 0, kept: [] }
}

/** What an import did to a row, and how the row is now. */
interface WrittenLine {
  readonly id: number
  /** That the import left behind. */
  readonly version: number
  /** Null: the import made the row. */
  readonly image: Row | null
  /** Null: it is gone. */
  readonly current: (Row & { version: number }) | null
}

const handful = 5000

/** From the last row to the first, for later rows may refer to earlier ones. */
async function linesBefore(ctx: Context, undoing: Undoing, id: number): Promise<WrittenLine[]> {
  const { answers } = await ctx.tx.run(statement(linesSql(ctx, undoing, id)))
  return answers[0]!.rows.map(([json]) => JSON.parse(json!) as WrittenLine)
}

function linesSql(ctx: Context, { table, batch }: Undoing, id: number): Sql {
  const imageList = (field: Field): Sql => raw(`coalesce(l.before -> 'c${field.id}', '[]')`)
  const image = wireColumns({ table, alias: 'b', list: imageList }, table.fields)
  const present = raw(`(select jsonb_object_agg(k, true) from jsonb_object_keys(l.before) k)`)
  const current = wireColumns({ table, alias: 't' }, table.fields)
  return sql`select row_to_json(y)::text from (
    select l.row_id as id, l.version,
      case when l.before is not null then (select row_to_json(x) from (select ${image} from
        jsonb_populate_record(null::${raw(siteView(table))}, l.before) b) x) end as image,
      ${present} as present,
      case when t.id is not null then case when l.before is null then json_build_object('version', t.version)
        else (select row_to_json(x) from (select t.version, ${current}) x) end end as current
    from (select * from site.log where site_id = ${ctx.site.id}::int and table_id = ${table.id}::int
        and batch = ${batch}::bigint and row_id < ${id}::bigint
        order by row_id desc limit ${raw(String(handful))}) l
    left join lateral (select * from ${raw(siteView(table))} t
      where t.site_id = ${storedSite(table, ctx.site.id)}::int and t.id = l.row_id limit 1) t on true
    order by l.row_id desc) y`
}

async function undoLines(ctx: Context, undoing: Undoing, lines: readonly WrittenLine[]): Promise<void> {
  const removed = await removable(ctx, undoing, lines)
  const restored = lines.flatMap((line) => restorable(ctx, undoing, line) ?? [])
  await undoRows(ctx, undoing, removed, restored)
}

async function removable(
  ctx: Context,
  undoing: Undoing,
  lines: readonly WrittenLine[],
): Promise<RemovedRow[]> {
  const made = lines.filter((line) => line.image === null && line.current !== null)
  const used = await rowsInUse(
    ctx,
    undoing.table,
    made.map(({ id }) => id),
  )
  return made.flatMap(({ id, version, current }) => {
    if (used.has(id)) return keep(ctx, undoing, id, 'undo.in_use')
    if (current!.version !== version && !undoing.force) return keep(ctx, undoing, id, 'undo.changed')
    return [{ id, version: current!.version }]
  })
}

function restorable(ctx: Context, undoing: Undoing, line: WrittenLine): ChangedRow[] {
  const { id, version, image, current } = line
  if (!image) return []
  if (!current) return keep(ctx, undoing, id, 'undo.gone')
  const changed = difference(ctx, undoing.table, line)
  if (Object.keys(changed).length === 0) return []
  if (current.version !== version && !undoing.force) return keep(ctx, undoing, id, 'undo.changed')
  return [{ id, version: current.version, changed }]
}

/** A field that the table did not have then stays as it is. */
function difference(ctx: Context, table: Table, line: WrittenLine & { present?: Record<string, true> }): Row {
  const changed: Record<string, Json> = {}
  for (const field of table.fields.filter((one) => isOpen(ctx, table, one, 'update'))) {
    const was = line.image![field.slug] ?? null
    const held = line.present?.[columnOf(field)] === true
    if (held && !sameJson(was, line.current![field.slug] ?? null)) changed[field.slug] = was
  }
  return changed
}

function keep(ctx: Context, undoing: Undoing, id: number, code: Parameters<typeof kept>[0]): never[] {
  undoing.keptCount++
  if (undoing.kept.length < mostProblems)
    undoing.kept.push({ id, code, message: sayProblem(kept(code), ctx.language) })
  return []
}

/** All at once; where one of them is refused, half by half, until those that are refused stand alone. */
async function undoRows(
  ctx: Context,
  undoing: Undoing,
  removed: readonly RemovedRow[],
  restored: readonly ChangedRow[],
): Promise<void> {
  const count = removed.length + restored.length
  if (count === 0) return
  try {
    await undoTogether(ctx, undoing, removed, restored)
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error
    if (count === 1) keep(ctx, undoing, (removed[0] ?? restored[0])!.id, 'undo.refused')
    else {
      const [r, c] = [Math.ceil(removed.length / 2), Math.floor(restored.length / 2)]
      await undoRows(ctx, undoing, removed.slice(0, r), restored.slice(0, c))
      await undoRows(ctx, undoing, removed.slice(r), restored.slice(c))
    }
  }
}

async function undoTogether(
  ctx: Context,
  undoing: Undoing,
  removed: readonly RemovedRow[],
  restored: readonly ChangedRow[],
): Promise<void> {
  const { table, undoBatch } = undoing
  const moved = await inTransaction(ctx, async (inner) => [
    ...(await removeMany(inner, table, removed, undoBatch, undoVerb)).moved,
    ...(await updateMany(inner, table, restored, undoBatch, undoVerb)).moved,
  ])
  for (const id of moved) keep(ctx, undoing, id, 'undo.changed')
  const gone = new Set(moved)
  undoing.removed += removed.filter(({ id }) => !gone.has(id)).length
  undoing.restored += restored.filter(({ id }) => !gone.has(id)).length
}
