import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { systemField } from '#model/fields/system.ts'
import { findField } from '#model/find-field.ts'
import { isProblem, type Problem, type Problems } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { everyRow, type Where } from '#model/where.ts'
import { actorId, demandAccess } from '../access/access.ts'
import { fieldRights } from '../access/fields.ts'
import type { Context } from '../context.ts'
import { recordError } from '../records/errors.ts'
import { expandable } from '../records/expand.ts'
import type { ListQuery, RowSet } from '../records/list-query.ts'
import { type OrderTerm, orderable } from '../records/order.ts'
import { wordsOf } from '../records/search.ts'
import { askedTable, fieldsShown, seenTable } from '../records/shown.ts'
import { paramProblem } from './errors.ts'
import { filterOf, parseCondition } from './filter-params.ts'

export type Params = Readonly<Record<string, unknown>>

/**
 * What a list was asked for, out of an address's parameters. Every one must name something; the errors name theirs, for
 * those who may read the table at all.
 */
export function listQuery(ctx: Context, table: Table, params: Params): ListQuery {
  demandAccess(ctx, table, 'read')
  const reader = paramsReader(params)
  const asked = askedTable(ctx, table)
  const filters: Where[] = []
  for (const name of Object.keys(params)) {
    if (!known.has(name))
      reader.into(
        name,
        (text) => filterOf(ctx, table, name, text),
        (where) => filters.push(where),
      )
  }
  const where = reader.read('where', (text) => parseCondition(ctx, table, text), everyRow)
  const all = where === everyRow ? filters : [...filters, where]
  const query: ListQuery = {
    where: all.length === 0 ? everyRow : all.length === 1 ? all[0]! : { all },
    search: reader.read('search', (text) => searchWords(asked, text), []),
    order: reader.read('ordering', (text) => orderOf(ctx, table, text), defaultOrder(asked, params)),
    fields: reader.read('fields', (text) => fieldsOf(ctx, table, text), fieldsShown(ctx, table)),
    expand: reader.read('expand', (text) => expandOf(ctx, table, text), []),
    page: reader.read('page', wholeNumber, 1),
    pageSize: Math.min(reader.read('page_size', wholeNumber, 20), 100),
    cursor: reader.read('cursor', (text) => ({ value: text }), null),
    count: reader.read('count', oneOf(['exact', 'none']), 'capped'),
    rows: rowSet(reader, table),
  }
  reader.demandNoProblems()
  return query
}

const known = new Set([
  'where',
  'search',
  'ordering',
  'fields',
  'expand',
  'page',
  'page_size',
  'cursor',
  'count',
  'as_of',
  'trash',
  'format',
  'header',
])

type Read<V> = { readonly value: V } | { readonly problem: Problem }

/** Reads parameters one by one and gathers what is wrong; `only` names the ones there are. */
export function paramsReader(params: Params, only?: ReadonlySet<string>) {
  // A Map, for a stranger may name a parameter `__proto__`.
  const problems = new Map<string, Problems[string]>()
  for (const name of only ? Object.keys(params).filter((name) => !only.has(name)) : []) {
    problems.set(name, [paramProblem('param.unknown')])
  }
  const textOf = (name: string): string | undefined => {
    const value = params[name]
    if (value === undefined || typeof value === 'string') return value
    problems.set(name, [paramProblem('param.repeated')])
    return undefined
  }
  return {
    read<V, D>(name: string, parse: (text: string) => Read<V>, otherwise: D): V | D {
      const text = textOf(name)
      if (text === undefined) return otherwise
      const read =
        text.length > 20_000 ? { problem: paramProblem('param.too_long', { max: 20_000 }) } : parse(text)
      if (!isProblem(read)) return read.value
      problems.set(name, [read.problem])
      return otherwise
    },
    into<V>(name: string, parse: (text: string) => Read<V>, take: (value: V) => void): void {
      const value = this.read<V, undefined>(name, parse, undefined)
      if (value !== undefined) take(value)
    },
    demandNoProblems(): void {
      if (problems.size > 0) throw recordError('list.invalid', {}, { errors: Object.fromEntries(problems) })
    },
  }
}

/** Of the network's rows each site's log tells only what was done from there. */
function rowSet(reader: ReturnType<typeof paramsReader>, table: Table): RowSet {
  if (table.scope === 'network') {
    for (const name of ['trash', 'as_of'])
      reader.read(name, () => ({ problem: paramProblem('param.unknown') }), null)
    return { kind: 'live' }
  }
  const trash = reader.read('trash', oneOf(['1', '0', 'true', 'false']), '0')
  if (trash === '1' || trash === 'true') return { kind: 'trash' }
  const at = reader.read('as_of', instant, null)
  return at === null ? { kind: 'live' } : { kind: 'as_of', at }
}

export function instant(text: string): Read<string> {
  const field = systemField('created_at')!
  const parsed = fieldTypeOf(field).parse(field as never, text.replace(/ (\d\d:?\d\d)$/, '+$1'))
  return isProblem(parsed) ? { problem: paramProblem('param.instant') } : { value: parsed.value as string }
}

export const oneOf =
  <V extends string>(values: readonly V[]) =>
  (text: string): Read<V> =>
    values.includes(text as V)
      ? { value: text as V }
      : { problem: paramProblem('param.one_of', { values: values.join(', ') }) }

export function wholeNumber(text: string): Read<number> {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
  return number >= 1 ? { value: number } : { problem: paramProblem('param.integer') }
}

/** Words that were typed too short or as mere signs search for nothing. */
function searchWords(table: Table, text: string): Read<readonly string[]> {
  if (table.search.length === 0) return { problem: paramProblem('param.no_search') }
  if (text.length > 500) return { problem: paramProblem('param.too_long', { max: 500 }) }
  return { value: wordsOf(text.replaceAll('\u0000', '')) }
}

/**
 * A field by name, if the caller may read it: in every row, or (`somewhere`) in some. Who made a row is for those who
 * are signed in.
 */
export function readableField(
  ctx: Context,
  table: Table,
  name: string,
  somewhere = false,
): Field | undefined {
  const field = findField((somewhere ? seenTable : askedTable)(ctx, table), name)
  if (!field || (field.slug === 'created_by' && actorId(ctx.actor) === null)) return undefined
  const rows = fieldRights(ctx, table)?.read
  return !rows || (somewhere ? rows.has(field.slug) : rows.get(field.slug) === everyRow) ? field : undefined
}

function orderOf(ctx: Context, table: Table, text: string): Read<readonly OrderTerm[]> {
  const names = text.split(',').filter(Boolean)
  if (names.length > 5) return { problem: paramProblem('param.too_many', { max: 5 }) }
  const terms: OrderTerm[] = []
  for (const name of names) {
    const slug = name.replace(/^-/, '')
    const field = readableField(ctx, table, slug)
    if (!field) return { problem: paramProblem('param.field', { name: slug.slice(0, 60) }) }
    if (!orderable(field)) return { problem: paramProblem('param.not_orderable', { name: slug }) }
    if (!terms.some((term) => term.field === field)) terms.push({ field, descending: name.startsWith('-') })
  }
  return { value: terms }
}

/** A search without an order is ordered by how well it fits. */
function defaultOrder(table: Table, params: Params): readonly OrderTerm[] {
  if (typeof params.search === 'string' && wordsOf(params.search).length > 0) return []
  return table.order.map((name) => ({
    field: findField(table, name.replace(/^-/, ''))!,
    descending: name.startsWith('-'),
  }))
}

export function fieldsOf(ctx: Context, table: Table, text: string): Read<readonly Field[]> {
  const fields: Field[] = []
  for (const name of text.split(',').filter(Boolean)) {
    const field = readableField(ctx, table, name, true)
    if (!field) return { problem: paramProblem('param.field', { name: name.slice(0, 60) }) }
    if (!fields.includes(field)) fields.push(field)
  }
  return fields.length > 0 ? { value: fields } : { problem: paramProblem('param.field', { name: '' }) }
}

export function expandOf(ctx: Context, table: Table, text: string): Read<readonly Field[]> {
  const fields: Field[] = []
  for (const name of text.split(',').filter(Boolean)) {
    const field = findField(seenTable(ctx, table), name)
    if (!field) return { problem: paramProblem('param.field', { name: name.slice(0, 60) }) }
    if (!expandable(field)) return { problem: paramProblem('param.not_expandable', { name }) }
    if (!fields.includes(field)) fields.push(field)
  }
  return { value: fields }
}
