import { raw, sql, statement } from '#db/sql.ts'
import { demandAccess } from '#engine/access/access.ts'
import { columnOf, siteView } from '#engine/catalog/storage.ts'
import type { Context } from '#engine/context.ts'
import { recordError } from '#engine/records/errors.ts'
import { create } from '#engine/records/save.ts'
import { wholeFields, wireColumns } from '#engine/records/select.ts'
import { type Call, call, idIn } from '#engine/rest/call.ts'
import { restError } from '#engine/rest/errors.ts'
import { type Params, paramsReader } from '#engine/rest/list-params.ts'
import { freeForm } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { membersNamed, type Named, peopleNamed, rowNow, thoseWhoSee } from './people.ts'
import { sees } from './sight.ts'
import { comments } from './tables.ts'

const named = is.object({ id: is.whole, username: is.text, name: is.text })
const said = is.object({
  id: is.whole,
  version: is.whole,
  text: is.text,
  mentions: is.list(is.whole),
  author: is.orNull(is.whole),
  created_at: is.instant,
  updated_at: is.instant,
})
const notThere = [...restError.named('table.not_found'), ...recordError.named('row.not_found')]

export const readComments: Call = call({
  at: 'GET /api/comments/on/{table}/{id}/',
  summary: { fr: 'Ce qui a été dit d’une ligne', en: 'What was said of a row' },
  detail: {
    fr: 'Pour qui peut lire la ligne : les 500 derniers commentaires, du plus ancien au plus récent, et le nom de ceux qui y parlent ou y sont cités.',
    en: 'For those who may read the row: the latest 500 comments, the oldest first, and the names of those who speak or are mentioned there.',
  },
  to: 'member',
  answers: { 200: () => is.object({ results: is.list(said), people: is.list(named) }) },
  problems: notThere,
  run: async ({ ctx, params }) => {
    const { table, row } = await demandRow(ctx, params.table, params.id)
    const results = await commentsOn(ctx, table, row)
    const people = await peopleNamed(
      ctx,
      results.flatMap(({ author, mentions }) => [...(author === null ? [] : [author]), ...mentions]),
    )
    return { results, people: [...people.values()] }
  },
})

export const comment: Call = call({
  at: 'POST /api/comments/on/{table}/{id}/',
  summary: { fr: 'Dire quelque chose d’une ligne', en: 'Say something of a row' },
  detail: {
    fr: 'Ceux que `mentions` cite (par leurs numéros) en sont avertis : ils doivent pouvoir lire la ligne. Ensuite : PATCH et DELETE /api/comments/{id}/, pour son auteur.',
    en: 'Those whom `mentions` names (by their numbers) are told: they must be able to read the row. Then: PATCH and DELETE /api/comments/{id}/, for its author.',
  },
  to: 'member',
  key: 'once',
  body: freeForm({
    ...is.object({ text: { type: 'string', maxLength: 5000 } }, { mentions: is.list(is.whole) }),
    additionalProperties: false,
  }),
  answers: { 201: () => said },
  problems: [...notThere, ...recordError.named('row.invalid')],
  run: async ({ ctx, params, body }) => {
    const { table, row } = await demandRow(ctx, params.table, params.id)
    const own = ctx.catalog.find(ctx.site.id, comments.slug)!
    const made = await create(ctx, own, { ...body, table: table.id, row })
    const { id } = JSON.parse(made) as { id: number }
    const [one] = await commentsOn(ctx, table, row, id)
    return one
  },
})

export const readPeople: Call = call({
  at: 'GET /api/people/',
  summary: { fr: 'À qui parler', en: 'Whom to speak to' },
  detail: {
    fr: 'Les membres du site, par leur nom : dix au plus. `search` en cherche une partie ; avec `table` et `id`, ceux-là seuls qui peuvent lire la ligne.',
    en: 'The members of the site by name, ten at most. `search` looks for a part of it; with `table` and `id`, those alone who may read the row.',
  },
  to: 'member',
  answers: { 200: () => is.object({ results: is.list(named) }) },
  problems: notThere,
  run: async ({ ctx, request }) => {
    const reader = paramsReader(request.query as Params, new Set(['search', 'table', 'id']))
    const part = reader.read('search', anyText, '')
    const slug = reader.read('table', anyText, null)
    const id = reader.read('id', anyText, null)
    reader.demandNoProblems()
    if (slug === null) return { results: await membersNamed(ctx, part, most) }
    const { table, row } = await demandRow(ctx, slug, idIn(id ?? ''))
    return { results: await whoSees(ctx, table, row, part) }
  },
})

const most = 10
const anyText = (text: string) => ({ value: text.slice(0, 100).replaceAll('\0', '') })

async function whoSees(ctx: Context, table: Table, id: number, part: string): Promise<readonly Named[]> {
  const row = (await rowNow(ctx, table, id))!
  const found = await membersNamed(ctx, part, 3 * most)
  const seeing = await thoseWhoSee(
    ctx,
    table,
    row,
    found.map((one) => one.id),
  )
  return found.filter((one) => seeing.has(one.id)).slice(0, most)
}

/** 404 where the caller may not read it. */
async function demandRow(ctx: Context, slug: string, id: number): Promise<{ table: Table; row: number }> {
  const table = ctx.catalog.find(ctx.site.id, slug)
  if (!table || table.personal) throw restError('table.not_found', { table: slug.slice(0, 60) })
  demandAccess(ctx, table, 'read')
  const row = await rowNow(ctx, table, id)
  if (!row || !sees(ctx, table, row)) throw recordError('row.not_found')
  return { table, row: id }
}

interface Said {
  readonly id: number
  readonly version: number
  readonly text: string
  readonly mentions: readonly number[]
  readonly author: number | null
  readonly created_at: string
  readonly updated_at: string
}

/** Read past the table's own rights, which show to each their own alone: the row's say who may. */
async function commentsOn(
  { tx, site, catalog }: Context,
  table: Table,
  row: number,
  one: number | null = null,
): Promise<readonly Said[]> {
  const own = catalog.find(site.id, comments.slug)!
  const column = (slug: string) => raw(`t.${columnOf(own.fields.find((field) => field.slug === slug)!)}`)
  const { answers } = await tx.run(
    statement(sql`select row_to_json(x)::text from (
      select ${wireColumns({ table: own, alias: 't' }, wholeFields(own))} from ${raw(siteView(own))} t
      where t.site_id = ${site.id}::int and ${column('table')} = ${table.id}::bigint
        and ${column('row')} = ${row}::bigint and (${one}::bigint is null or t.id = ${one}::bigint)
      order by t.id desc limit 500) x`),
  )
  return answers[0]!.rows.map(([json]) => saidIn(JSON.parse(json!) as Row)).reverse()
}

const saidIn = (row: Row): Said => ({
  id: Number(row.id),
  version: Number(row.version),
  text: String(row.text),
  mentions: (row.mentions ?? []) as number[],
  author: row.created_by as number | null,
  created_at: String(row.created_at),
  updated_at: String(row.updated_at),
})
