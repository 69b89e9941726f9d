import { fieldTypeOf, type Field as ModelField } from '#model/fields/index.ts'
import { fold } from '#model/fold.ts'
import type { Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem } from '#model/problem.ts'
import { sameJson } from '#model/same-json.ts'
import { choicesQuery, offeredBy } from '../../fields/choices.ts'
import { titleOf } from '../../fields/titles.ts'
import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import { type Field, type Row, type Table, tableQuery } from '../../lib/table.ts'
import { cellState } from './cell-state.ts'
import type { Copied } from './clipboard.ts'
import { inverse } from './past.ts'
import { type Change, type Ground, isNewRow, type Plan } from './paste.ts'
import type { Range } from './selection.ts'
import type { Sheet } from './use-sheet.ts'

/** More than anybody pastes by hand; a file is for more. */
export const mostCells = 20_000

/** What a plan looks at. `found` are the rows that texts stand for, by field. */
export function groundOf(
  sheet: Sheet,
  fields: readonly Field[],
  locale: Locale,
  found: FoundTitles = new Map(),
): Ground {
  const { table, env } = sheet
  return {
    fields,
    lines: sheet.count() ?? 0,
    mayAdd: table.may.create,
    rowAt: sheet.rowAt,
    isOpen: (row, field) => cellState(table, row ?? { id: -1, version: 0 }, field, env) === 'open',
    read: (field, text) => readText(table, field, text, locale, found),
  }
}

export type FoundTitles = ReadonlyMap<string, ReadonlyMap<string, number>>

function readText(
  table: Table,
  field: Field,
  text: string,
  locale: Locale,
  found: FoundTitles,
): ReturnType<Ground['read']> {
  if (field.type === 'reference' && !/^\d+$/.test(text.trim())) {
    const id = found.get(field.slug)?.get(fold(text.trim()))
    return id === undefined ? { problem: null } : { value: id }
  }
  if (field.type === 'choice' && field.table) {
    const choices = queries.getQueryData(choicesQuery(table.slug).queryKey)
    const offered = offeredBy(field, choices, locale.language)
    const one = offered.find(({ value, label }) => fold(label) === fold(text.trim()) || value === text.trim())
    if (one) return { value: one.value }
    if (offered.length > 0) return { problem: null }
  }
  const parsed = fieldTypeOf(field as ModelField).read(field as ModelField, text, locale)
  return isProblem(parsed) ? parsed : { value: parsed.value as Json }
}

/** The rows that pasted names stand for, asked for together. */
export async function findTitles(
  fields: readonly Field[],
  copied: Copied,
  left: number,
): Promise<FoundTitles> {
  const found = new Map<string, ReadonlyMap<string, number>>()
  const width = Math.max(...copied.texts.map((cells) => cells.length))
  for (let x = 0; x < width; x++) {
    const field = fields[left + x]
    if (field?.type !== 'reference') continue
    const names = new Set(
      copied.texts
        .map((cells) => cells[x]?.trim() ?? '')
        .filter((text) => text !== '' && !/^\d+$/.test(text)),
    )
    if (names.size > 0) found.set(field.slug, await idsOf(field.table, [...names].slice(0, 500)))
  }
  return found
}

async function idsOf(slug: string, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { title } = await queries.ensureQueryData(tableQuery(slug))
  const ids = new Map<string, number>()
  for (let at = 0; title && at < names.length; at += 50) {
    const where = JSON.stringify({ field: title, op: 'in', value: names.slice(at, at + 50) })
    const params = { where, fields: `id,${title}`, page_size: 100, count: 'none' }
    const { results } = await api.get<{ results: Row[] }>(`/api/${slug}/`, params)
    for (const row of results) ids.set(fold(titleOf(row, title)), row.id)
  }
  return ids
}

/** Cells as texts, as people there write them, and as values. */
export function copiedFrom(
  sheet: Sheet,
  fields: readonly Field[],
  range: Range,
  write: (field: Field, value: unknown) => string,
): Copied {
  const texts: string[][] = []
  const values: unknown[][] = []
  for (let line = range.top; line <= range.bottom; line++) {
    const row = sheet.rowAt(line)
    const inRange = fields.slice(range.left, range.right + 1)
    if (!row) continue
    texts.push(inRange.map((field) => write(field, row[field.slug])))
    values.push(inRange.map((field) => row[field.slug] ?? null))
  }
  return { texts, values }
}

/** Done, and remembered as one deed. */
export function carryOut(sheet: Sheet, plan: Plan): void {
  const drafts = new Map<number, number>()
  const begun = new Set<number>()
  for (const { id } of plan.changes) {
    if (isNewRow(id) && !drafts.has(id)) drafts.set(id, sheet.writes.newDraft())
    else if (id < 0 && !isNewRow(id) && isBlank(sheet, id)) begun.add(id)
  }
  const changes = plan.changes.map((change) => ({ ...change, id: drafts.get(change.id) ?? change.id }))
  sheet.writes.set(changes, sheet.rowById)
  sheet.past.did({ changes, created: [...begun, ...drafts.values()], removed: [] })
}

/** A new row in which nothing stands yet: with its first value it begins. */
const isBlank = (sheet: Sheet, id: number): boolean =>
  Object.keys(sheet.writes.entry(id)?.values ?? {}).length === 0

/** How many cells went back, and how many had been changed since by somebody else. */
export async function takeBack(
  sheet: Sheet,
  way: 'undo' | 'redo',
): Promise<{ cells: number; skipped: number } | null> {
  const deed = sheet.past[way]()
  if (!deed) return null
  const { changes, created, removed } = way === 'undo' ? inverse(deed) : deed
  await restore(sheet, created)
  const rows = await rowsOf(sheet, [...new Set(changes.map(({ id }) => id))])
  const isAsLeft = ({ id, slug, before }: Change) => sameJson((rows.get(id)?.[slug] ?? null) as Json, before)
  const still = changes.filter(({ id }) => !removed.includes(id)).filter(isAsLeft)
  sheet.writes.set(still, (id) => rows.get(id))
  await removeRows(sheet, removed)
  const skipped = changes.filter(({ id }) => !removed.includes(id)).length - still.length
  return { cells: still.length + removed.length + created.length, skipped }
}

export async function removeRows(sheet: Sheet, ids: readonly number[]): Promise<void> {
  for (const id of ids.filter((one) => one < 0)) sheet.writes.discard(id)
  const stored = ids.filter((id) => id > 0)
  if (stored.length === 0) return
  await api.post(`/api/${sheet.table.slug}/bulk/`, { action: 'delete', ids: stored })
  sheet.lines.drop(new Set(stored))
}

async function restore(sheet: Sheet, ids: readonly number[]): Promise<void> {
  const stored = ids.filter((id) => id > 0)
  if (stored.length === 0) return
  await api.post(`/api/${sheet.table.slug}/bulk/`, { action: 'restore', ids: stored })
  sheet.lines.refresh()
}

/** As they will be; those that are not in sight are asked for. */
async function rowsOf(sheet: Sheet, ids: readonly number[]): Promise<ReadonlyMap<number, Row>> {
  const rows = new Map<number, Row>()
  const away: number[] = []
  for (const id of ids) {
    const row = sheet.rowById(id)
    if (row) rows.set(id, row)
    else if (id > 0) away.push(id)
  }
  for (let at = 0; at < away.length; at += 100) {
    const params = { id__in: away.slice(at, at + 100), page_size: 100, count: 'none' }
    const { results } = await api.get<{ results: Row[] }>(`/api/${sheet.table.slug}/`, params)
    for (const row of results) rows.set(row.id, sheet.writes.shown(row))
  }
  return rows
}
