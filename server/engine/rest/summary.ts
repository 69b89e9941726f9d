import type { FastifyRequest } from 'fastify'
import { isProblem, type Problem } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import type { Context } from '../context.ts'
import { isGrouped } from '../summary/keys.ts'
import { isMeasured } from '../summary/measures.ts'
import { summarise } from '../summary/summary.ts'
import {
  type Grouping,
  type Measure,
  measureKinds,
  measureName,
  type Period,
  periods,
  type SummaryQuery,
  type SummaryTerm,
} from '../summary/summary-query.ts'
import type { Answer } from './door.ts'
import { paramProblem } from './errors.ts'
import { listAnswer } from './etag.ts'
import { listQuery, type Params, paramsReader, readableField } from './list-params.ts'

type Read<V> = { readonly value: V } | { readonly problem: Problem }

const mostGroups = 1000

export async function summaryOfRows(ctx: Context, table: Table, request: FastifyRequest): Promise<Answer> {
  const query = summaryQuery(ctx, table, request.query as Params)
  return listAnswer(request, Buffer.from(JSON.stringify(await summarise(ctx, table, query))))
}

const own = ['group_by', 'measures', 'ordering', 'page_size']
/** Of a list's parameters those that say how its rows are shown. */
const notHere = ['page', 'cursor', 'fields', 'expand', 'count', 'format', 'header']

function summaryQuery(ctx: Context, table: Table, params: Params): SummaryQuery {
  const rest = Object.fromEntries(Object.entries(params).filter(([name]) => !own.includes(name)))
  const rows = listQuery(ctx, table, rest)
  const reader = paramsReader(params)
  for (const name of notHere) reader.read(name, () => ({ problem: paramProblem('param.unknown') }), null)
  const groups = reader.read('group_by', (text) => groupsOf(ctx, table, text), [])
  const measures = reader.read('measures', (text) => measuresOf(ctx, table, text), [])
  const order = reader.read('ordering', (text) => orderOf(groups, measures, text), [])
  const most = reader.read('page_size', groupCount, 100)
  reader.demandNoProblems()
  return { rows, groups, measures, order, most }
}

function groupCount(text: string): Read<number> {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
  return number >= 1 ? { value: Math.min(number, mostGroups) } : { problem: paramProblem('param.integer') }
}

/** Each name of a list as something; the first that is nothing is the problem. */
function eachOf<V>(text: string, most: number, parse: (name: string) => Read<V>): Read<V[]> {
  const names = [...new Set(text.split(',').filter(Boolean))]
  if (names.length > most) return { problem: paramProblem('param.too_many', { max: most }) }
  const values: V[] = []
  for (const name of names) {
    const read = parse(name)
    if (isProblem(read)) return read
    values.push(read.value)
  }
  return { value: values }
}

/** `statut,date_debut:month` */
const groupsOf = (ctx: Context, table: Table, text: string): Read<readonly Grouping[]> =>
  eachOf(text, 2, (name) => groupOf(ctx, table, name))

function groupOf(ctx: Context, table: Table, text: string): Read<Grouping> {
  const [name = '', period, ...more] = text.split(':')
  const field = readableField(ctx, table, name)
  if (!field) return { problem: paramProblem('param.field', { name: name.slice(0, 60) }) }
  if (!isGrouped(field)) return { problem: paramProblem('param.not_grouped', { name }) }
  const isTime = field.type === 'date' || field.type === 'datetime'
  const isKnown = period === undefined || (isTime && periods.includes(period as Period))
  if (!isKnown || more.length > 0) {
    return { problem: paramProblem('param.one_of', { values: isTime ? periods.join(', ') : name }) }
  }
  return { value: { field, by: isTime ? ((period ?? 'day') as Period) : null } }
}

/** `sum:montant_ht,max:date_debut` */
const measuresOf = (ctx: Context, table: Table, text: string): Read<readonly Measure[]> =>
  eachOf(text, 20, (name) => measureOf(ctx, table, name))

function measureOf(ctx: Context, table: Table, text: string): Read<Measure> {
  const [given, name = ''] = text.split(':')
  const kind = measureKinds.find((one) => one === given)
  if (!kind)
    return {
      problem: paramProblem('param.one_of', { values: measureKinds.map((one) => `${one}:…`).join(', ') }),
    }
  const field = readableField(ctx, table, name)
  if (!field) return { problem: paramProblem('param.field', { name: name.slice(0, 60) }) }
  if (!isMeasured(kind, field)) return { problem: paramProblem('param.not_measured', { kind, name }) }
  return { value: { kind, field } }
}

/** `-count`, `statut`, `-sum:montant_ht`: of what is asked for. */
const orderOf = (
  groups: readonly Grouping[],
  measures: readonly Measure[],
  text: string,
): Read<readonly SummaryTerm[]> => eachOf(text, 5, (term) => termOf(groups, measures, term))

function termOf(groups: readonly Grouping[], measures: readonly Measure[], term: string): Read<SummaryTerm> {
  const name = term.replace(/^-/, '')
  const descending = term.startsWith('-')
  const key = groups.findIndex(({ field }) => field.slug === name)
  const measure = measures.findIndex((one) => measureName(one) === name)
  if (name === 'count') return { value: { by: name, descending } }
  if (key >= 0) return { value: { by: { key }, descending } }
  if (measure >= 0) return { value: { by: { measure }, descending } }
  return { problem: paramProblem('param.not_orderable', { name: name.slice(0, 60) }) }
}
