import type { Json } from '#model/json.ts'
import type { Row as ModelRow } from '#model/row.ts'
import { type Difference, type Merge, merge } from '#model/versions.ts'
import { api } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.ts'
import type { Row, Table } from '../../lib/table.ts'
import type { Attempt } from './unsaved.ts'
import { toldFields } from './work.ts'

type Input = Readonly<Record<string, Json>>

/** How a save ended. Whatever is thrown is a `Problem` that the server, or the network, gave. */
export type Saved =
  /** What others changed meanwhile, and nobody here had touched, came with it. */
  | { readonly kind: 'saved'; readonly row: Row; readonly theirs: readonly Difference[] }
  /** Somebody changed the same fields otherwise: nothing was written. */
  | { readonly kind: 'clash'; readonly theirs: Row; readonly merge: Merge }

/** Under its key it happens once, however often it has to be asked. */
export async function createRow(table: Table, attempt: Attempt): Promise<Row> {
  for (let tries = 1; ; tries++) {
    try {
      return await api.post<Row>(`/api/${table.slug}/`, attempt.input, { key: attempt.key })
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'idempotency.under_way' || tries === 8) throw error
      await new Promise((done) => setTimeout(done, 400 * tries))
    }
  }
}

/**
 * Against the version that was read. Where somebody was faster, what both wrote is put together if no field is
 * disputed; an answer that got lost on the way is found again by the same means.
 */
export async function updateRow(table: Table, before: Row, input: Input): Promise<Saved> {
  let base = before
  let wanted: Record<string, Json> = { ...input }
  const theirs = new Map<string, Difference>()
  for (let tries = 1; ; tries++) {
    try {
      const row = await api.patch<Row>(`/api/${table.slug}/${base.id}/`, wanted, {
        headers: { 'if-match': `"${base.version}"` },
      })
      return { kind: 'saved', row: { ...base, ...row } as Row, theirs: [...theirs.values()] }
    } catch (error) {
      const current = currentOf(error)
      if (!current || tries === 5) throw error
      const merged = merge(toldFields(table), {
        base: base as ModelRow,
        mine: { ...(base as ModelRow), ...wanted },
        theirs: current as ModelRow,
      })
      if (merged.clashes.length > 0) return { kind: 'clash', theirs: current, merge: merged }
      const isOurs = merged.mine.length === 0 && current.version === base.version + 1
      for (const one of isOurs ? [] : merged.theirs) theirs.set(one.field.slug, one)
      base = { ...base, ...current } as Row
      wanted = Object.fromEntries(merged.mine.map(({ field, to }) => [field.slug, to]))
      if (merged.mine.length === 0) return { kind: 'saved', row: base, theirs: [...theirs.values()] }
    }
  }
}

function currentOf(error: unknown): Row | null {
  if (!(error instanceof Problem) || error.status !== 412) return null
  return (error.body.current as Row | undefined) ?? null
}

/** Whether the server's answer leaves it open that the row was written. */
export const isUnsure = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 0 || error.status >= 500)
