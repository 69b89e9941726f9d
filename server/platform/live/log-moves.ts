import type { Executor, Stamps } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'

/**
 * How far somebody has come in the log. Up to `decided` every line is there for good and was told; above it, those of
 * `told` were. Whatever was under way when `pending` was noted is over once all transactions below its `mine` are.
 */
export interface LogPlace {
  readonly decided: number
  readonly told: ReadonlySet<number>
  readonly pending: { readonly reached: number; readonly mine: number } | null
}

/** A line that was not told yet: its number, and where it belongs. */
export interface NewLine {
  readonly seq: number
  readonly site: number
  readonly table: number
}

/** As `site.log_moves` answers; without `mine` nothing has moved. */
export interface Moves {
  readonly top: number
  /** Of who is where. */
  readonly people?: number
  readonly mine?: number
  readonly oldest?: number
  readonly lines?: readonly (readonly [seq: number, site: number, table: number])[]
}

/** Lines read at once; those beyond are read at the next look. */
const most = 5000
/** Of lines that wait for a transaction which does not end. Then those are given up that come after all others. */
const mostTold = 50_000

export async function lookAtLog(
  tx: Executor,
  place: LogPlace,
): Promise<{ place: LogPlace; lines: readonly NewLine[]; top: number; people: number; stamps: Stamps }> {
  const { answers, stamps } = await tx.run(
    statement(
      sql`select site.log_moves(${place.decided}::bigint, ${[...place.told]}::bigint[], ${most}::int)::text`,
    ),
  )
  const moves = JSON.parse(answers[0]!.rows[0]![0]!) as Moves
  const lines = (moves.lines ?? []).map(([seq, site, table]) => ({ seq, site, table }))
  return { place: moved(place, moves), lines, top: moves.top, people: moves.people ?? 0, stamps }
}

/** Lines written since the index of their numbers was last brought up to date: those are looked through one by one. */
const learnAfter = 3000

/** Answers up to where the index knows the log by then. */
export async function learnLog(tx: Executor, learned: number, top: number): Promise<number> {
  if (top - learned < learnAfter) return learned
  await tx.run(statement(sql`select site.learn_log_news()`))
  return top
}

/** Where whoever begins now begins: what was being written meanwhile is still told. */
export async function beginInLog(tx: Executor): Promise<{ place: LogPlace; top: number }> {
  const { top } = await lookAtLog(tx, { decided: Number.MAX_SAFE_INTEGER, told: new Set(), pending: null })
  const begin = { decided: Math.max(0, top - 1000), told: new Set<number>(), pending: null }
  return { place: (await lookAtLog(tx, begin)).place, top }
}

export function moved(place: LogPlace, { top, mine, oldest, lines = [] }: Moves): LogPlace {
  if (mine === undefined || oldest === undefined) return place
  const reached = lines.length < most ? top : lines.at(-1)![0]
  const isOver = place.pending !== null && oldest >= place.pending.mine
  const above = isOver ? Math.min(place.pending.reached, reached) : place.decided
  const told = new Set([...place.told, ...lines.map(([seq]) => seq)].filter((seq) => seq > above))
  if (told.size > mostTold) return { decided: reached, told: new Set(), pending: null }
  return { decided: above, told, pending: isOver || !place.pending ? { reached, mine } : place.pending }
}
