import type { FastifyRequest } from 'fastify'
import type { Server } from '#http/server.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { accessWhere } from '../access/access.ts'
import { type Context, localeOf } from '../context.ts'
import { searchStatements } from '../records/list.ts'
import type { ListQuery } from '../records/list-query.ts'
import { type Manner, wordsOf } from '../records/search.ts'
import { askedTable, fieldsShown } from '../records/shown.ts'
import { type Call, call, mountCalls } from './call.ts'
import type { Reception } from './door.ts'
import { paramProblem } from './errors.ts'
import { type Params, paramsReader } from './list-params.ts'
import { beginning } from './meta.ts'

/** One question to all tables. */
export const searchRoutes = (server: Server, reception: Reception): void =>
  mountCalls(server, reception, beginning, [searchCall])

const found = is.object({
  table: is.text,
  id: is.whole,
  title: is.text,
  hint: is.orNull(is.text),
})

const searchCall: Call = call({
  at: 'GET /api/search/',
  summary: { fr: 'Chercher dans toutes les tables', en: 'Search all tables' },
  detail: {
    fr: '`q` : les mots, accents et majuscules indifférents. `tables` n’en regarde que quelques-unes. `limit` : par table, 5 sinon, 20 au plus. Si rien ne les contient, ce qui leur ressemble est donné, et `near` est vrai.',
    en: '`q`: the words, whatever their accents and capitals. `tables` looks into a few alone. `limit`: per table, 5 otherwise, at most 20. Where nothing holds them, what resembles them is given, and `near` is true.',
  },
  to: 'signed_in',
  byToken: true,
  answers: { 200: () => is.object({ results: is.list(found), near: is.yes }) },
  run: ({ ctx, request }) => searchAll(ctx, asked(request)),
})

interface Asked {
  readonly words: readonly string[]
  /** Null: all. */
  readonly tables: readonly string[] | null
  readonly limit: number
}

const most = 20
/** Of a site that has more, those of its own people come first. */
const mostTables = 60

function asked(request: FastifyRequest): Asked {
  const reader = paramsReader(request.query as Params, new Set(['q', 'tables', 'limit']))
  const words = reader.read('q', (text) => ({ value: wordsOf(text.slice(0, 200)) }), [])
  const tables = reader.read('tables', (text) => ({ value: text.split(',').map((one) => one.trim()) }), null)
  const limit = reader.read<number, number>('limit', limitIn, 5)
  reader.demandNoProblems()
  return { words, tables, limit }
}

const limitIn = (text: string) =>
  /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= most
    ? { value: Number(text) }
    : { problem: paramProblem('param.integer') }

async function searchAll(ctx: Context, question: Asked) {
  const places = placesIn(ctx, question.tables)
  if (question.words.length === 0 || places.length === 0) return { results: [], near: false }
  const exact = await searchIn(ctx, places, question, 'exact')
  if (exact.length > 0) return { results: exact, near: false }
  const near = await searchIn(ctx, places, question, 'near')
  return { results: near, near: near.length > 0 }
}

interface Place {
  readonly table: Table
  readonly title: Field | undefined
  readonly hints: readonly Field[]
}

/** The tables that the caller may search; what names their rows, and what tells them apart. */
function placesIn(ctx: Context, only: readonly string[] | null): Place[] {
  const own = (table: Table) => (table.origin === 'site' ? 0 : 1)
  return ctx.catalog
    .tablesOf(ctx.site.id)
    .filter((table) => only === null || only.includes(table.slug))
    .filter((table) => accessWhere(ctx, table, 'read') !== null && askedTable(ctx, table).search.length > 0)
    .sort((a, b) => own(a) - own(b))
    .slice(0, mostTables)
    .map((table) => placeIn(ctx, table))
}

function placeIn(ctx: Context, table: Table): Place {
  const shown = fieldsShown(ctx, table)
  const fieldNamed = (slug: string | null) => shown.find((field) => field.slug === slug)
  const searched = table.search.flatMap((slug) => fieldNamed(slug) ?? [])
  const title = fieldNamed(table.title) ?? searched[0]
  const told = searched.filter((field) => field !== title && field.type !== 'long_text')
  return { table, title, hints: told.slice(0, 5) }
}

async function searchIn(ctx: Context, places: readonly Place[], question: Asked, manner: Manner) {
  const asked = places.map((place) =>
    searchStatements(ctx, place.table, queryOf(ctx, place, question), manner),
  )
  const { answers } = await ctx.tx.run(asked[0]!.before, ...asked.map(({ page }) => page))
  return places.flatMap((place, at) => {
    const rows = JSON.parse(answers[at + 1]!.rows[0]![0]!) as Row[]
    return rows.slice(0, question.limit).map((row) => said(ctx, place, row))
  })
}

const queryOf = (ctx: Context, { table, title, hints }: Place, { words, limit }: Asked): ListQuery => ({
  where: { all: [] },
  search: words,
  order: [],
  fields: [
    ...fieldsShown(ctx, table).filter(({ slug }) => slug === 'id'),
    ...(title ? [title] : []),
    ...hints,
  ],
  expand: [],
  page: 1,
  pageSize: limit,
  cursor: null,
  count: 'none',
  rows: { kind: 'live' },
})

function said(ctx: Context, { table, title, hints }: Place, row: Row) {
  const texts = hints
    .map((field) => textOf(ctx, field, row))
    .filter((text) => text !== '')
    .slice(0, 2)
  return {
    table: table.slug,
    id: Number(row.id),
    title: (title && textOf(ctx, title, row)) || `#${row.id}`,
    hint: texts.length > 0 ? texts.join(' · ') : null,
  }
}

const longest = 120

function textOf(ctx: Context, field: Field, row: Row): string {
  const value = row[field.slug]
  if (value === null || value === undefined) return ''
  const text = fieldTypeOf(field)
    .write(field, value as Json, localeOf(ctx))
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
