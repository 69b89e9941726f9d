import { raw, type Sql, sql, statement } from '#db/sql.ts'
import type { ChoiceField, Field, ReferenceField, ReferencesField } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import { fold } from '#model/fold.ts'
import type { Json } from '#model/json.ts'
import { inLanguage } from '#model/language.ts'
import type { Parsed } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { accessWhere } from '../../access/access.ts'
import { columnOf, siteView, storedSite } from '../../catalog/storage.ts'
import { type Context, placeOf } from '../../context.ts'
import { choiceColumns } from '../../records/expand.ts'
import { inSite } from '../../records/in-site.ts'
import { runWithLists } from '../../records/long-lists.ts'
import { whereScope } from '../../records/where-scope.ts'
import { whereSql } from '../../records/where-sql.ts'
import type { Cell, Sheet } from '../files/sheet.ts'
import { cellProblem } from './problems.ts'
import type { Reading } from './read-rows.ts'

export type LinkField = ReferenceField | ReferencesField

export const isLink = (field: Field): field is LinkField =>
  field.type === 'reference' || field.type === 'references'

/** What the names in a column's cells stand for: ids of rows that the actor may see; none, one or several. */
export type Targets = ReadonlyMap<string, readonly number[]>

/** The names in a cell, as they are looked up: ids, or titles. A list is separated by `,`, `;` or line ends. */
export const namesIn = (field: LinkField, cell: Cell): string[] => partsIn(field, cell).map(String)

function partsIn(field: LinkField, cell: Cell): (string | number)[] {
  const given = Array.isArray(cell) ? cell : [cell]
  const parts = given.flatMap((one): (string | number)[] => {
    if (typeof one === 'number') return [one]
    if (typeof one !== 'string') return []
    return field.type === 'references' && !Array.isArray(cell) ? one.split(/[,;\r\n]/) : [one]
  })
  return parts
    .map((part) => (typeof part === 'number' ? part : part.trim().normalize()))
    .filter((part) => part !== '')
}

/** Whether a cell holds what can be looked up. What else there may be, in JSON above all, is the field's to judge. */
export function isNaming(field: LinkField, cell: Cell, manner: Sheet['manner']): boolean {
  if (Array.isArray(cell)) return field.type === 'references' && cell.every(isPart) && !hasTwins(cell)
  if (typeof cell === 'number') return isPart(cell) && (field.type === 'reference' || manner !== 'json')
  return cell === null || typeof cell === 'string'
}

const isPart = (one: Json): boolean =>
  typeof one === 'string' ? one.trim() !== '' : typeof one === 'number' && isId(String(one))
const hasTwins = (list: readonly Json[]): boolean => new Set(list.map(String)).size < list.length

/**
 * The cell's value, once its names are known. An id that no row has stays as it is, to be told with all else that is
 * wrong with the row. In JSON a number is an id: it names no row by its title.
 */
export function linkOf(
  ctx: Context,
  field: LinkField,
  cell: Cell,
  { targets, manner }: { targets: Targets; manner: Sheet['manner'] },
): Parsed<Json> {
  const ids = new Set<number>()
  for (const part of partsIn(field, cell)) {
    const name = String(part)
    const found = targets.get(name) ?? []
    const isNumber = manner === 'json' && typeof part === 'number'
    if (isNumber || (found.length === 0 && isId(name))) ids.add(Number(name))
    else if (found.length === 1) ids.add(found[0]!)
    else return { problem: missing(ctx, field, name, found.length) }
  }
  return { value: field.type === 'references' ? [...ids] : ([...ids][0] ?? null) }
}

/** Of what a row would refer to, what the file's names did not turn out to be. */
export const unknownIds = ({ table, targets }: Pick<Reading, 'table' | 'targets'>, changed: Row): Row =>
  Object.fromEntries(
    table.fields.filter(isLink).map(({ slug }) => {
      const known = targets.get(slug)
      const ids = [changed[slug] ?? []].flat() as number[]
      return [slug, ids.filter((id) => known?.get(String(id))?.[0] !== id)]
    }),
  )

const missing = (ctx: Context, field: LinkField, name: string, count: number) => {
  const target = ctx.catalog.find(ctx.site.id, field.table)
  const table = target ? inLanguage(target.label, ctx.language) : field.table
  return cellProblem(count === 0 ? 'import.no_target' : 'import.several_targets', {
    given: name.slice(0, 60),
    table,
  })
}

/** Looks up names that are not known yet, by id first, then by title as it stands, then folded. */
export async function findTargets(
  ctx: Context,
  field: LinkField,
  names: ReadonlySet<string>,
): Promise<Targets> {
  const target = ctx.catalog.find(ctx.site.id, field.table)
  const found = new Map<string, number[]>()
  if (!target || names.size === 0) return found
  const fit = [...names].filter((name) => !name.includes('\0') && name.isWellFormed())
  const ids = fit.filter(isId)
  const byId = await lookUp(
    ctx,
    target,
    ids,
    (k) => sql`${k}::bigint = r.id and r.id = any(${ids}::bigint[])`,
  )
  const title = titleColumn(target)
  const titles = title ? fit.filter((name) => !byId.has(name)) : []
  const exact = await lookUp(
    ctx,
    target,
    titles,
    (k) => sql`${k} = ${raw(`r.${title}`)} and ${raw(`r.${title}`)} = any(${titles}::text[])`,
  )
  const left = titles.filter((name) => !exact.has(name))
  const folded = await lookUp(ctx, target, left, (k) => sql`${k} = site.fold(${raw(`r.${title}`)})`, fold)
  for (const some of [byId, exact, folded]) for (const [name, rows] of some) found.set(name, rows)
  return found
}

const isId = (name: string): boolean => /^[1-9]\d{0,15}$/.test(name) && Number.isSafeInteger(Number(name))

function titleColumn(target: Table): string | null {
  const field = target.title === null ? undefined : findField(target, target.title)
  return field && ['text', 'email', 'slug', 'phone', 'url', 'long_text'].includes(field.type)
    ? columnOf(field)
    : null
}

async function lookUp(
  ctx: Context,
  target: Table,
  names: readonly string[],
  match: (name: Sql) => Sql,
  key: (name: string) => string = (name) => name,
): Promise<Map<string, number[]>> {
  const where = accessWhere(ctx, target, 'read')
  const found = new Map<string, number[]>()
  if (names.length === 0 || !where) return found
  const answers = await runWithLists(
    ctx.tx,
    statement(sql`select k.n, r.id from unnest(${names.map((name) => key(name))}::text[]) with ordinality k(name, n)
      join ${raw(siteView(target))} r on ${inSite(placeOf(ctx), target, 'r')} and ${match(raw('k.name'))}
      where ${whereSql(where, whereScope(ctx, target, 'r'))}`),
  )
  for (const [n, id] of answers[0]!.rows) {
    const name = names[Number(n) - 1]!
    found.set(name, [...(found.get(name) ?? []), Number(id)])
  }
  return found
}

/** The values of a choice out of a table, by value and by label, folded; and the values as they are. */
export interface Offered {
  readonly values: ReadonlySet<string>
  readonly byName: ReadonlyMap<string, string>
}

export const isOffered = (field: Field): field is ChoiceField =>
  field.type === 'choice' && field.table !== undefined

export async function findOffered(ctx: Context, field: ChoiceField): Promise<Offered> {
  const target = ctx.catalog.find(ctx.site.id, field.table!)
  const columns = target && choiceColumns(target)
  if (!target || !columns) return { values: new Set(), byName: new Map() }
  const category =
    field.category && columns.category ? sql` and ${raw(columns.category)} = ${field.category}` : sql``
  const { answers } = await ctx.tx.run(
    statement(sql`select ${raw(columns.value)}, ${raw(columns.label)} from ${raw(siteView(target))}
      where site_id = ${storedSite(target, ctx.site.id)}::int and ${raw(columns.value)} is not null${category} order by id`),
  )
  const rows = answers[0]!.rows.map(([value, label]) => ({ value: value!, label: label ?? value! }))
  const byName = new Map<string, string>()
  for (const { value, label } of [...rows].reverse()) byName.set(spelling(label), value)
  for (const { value } of rows) byName.set(spelling(value), value)
  return { values: new Set(rows.map(({ value }) => value)), byName }
}

const spelling = (text: string): string => fold(text.normalize().trim())

/** A choice as its table knows it; what it does not know stays as it is, for the row's check to refuse. */
export const offeredOf = (offered: Offered, given: string): string =>
  offered.values.has(given) ? given : (offered.byName.get(spelling(given)) ?? given)
