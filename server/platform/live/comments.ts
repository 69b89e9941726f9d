import { raw, sql, statement } from '#db/sql.ts'
import { accessWhere } from '#engine/access/access.ts'
import { accessError } from '#engine/access/errors.ts'
import { columnOf, siteView } from '#engine/catalog/storage.ts'
import type { Change, Listener } from '#engine/changes.ts'
import type { Context } from '#engine/context.ts'
import { recordError } from '#engine/records/errors.ts'
import type { Problem } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { liveError, liveProblem } from './errors.ts'
import { notify, titleFor } from './notify.ts'
import { rowNow, thoseWhoSee } from './people.ts'
import { sees } from './sight.ts'
import { comments } from './tables.ts'

const isComments = (table: Table): boolean => table.origin === 'code' && table.slug === comments.slug

/** What its rights cannot say of a comment: that its author reads the row, and those mentioned do. In its transaction. */
export const commentsChecked: Listener = {
  hears: (table, verb) => isComments(table) && verb !== 'delete',
  async told(ctx, change) {
    if (change.id === null || !change.after) throw liveError('comment.batch')
    const { before, after } = change
    if (before && (before.table !== after.table || before.row !== after.row))
      throw invalid('row', liveProblem('comment.moved'))
    demandAuthor(ctx, change)
    const table = demandTable(ctx, Number(after.table))
    const row = await rowNow(ctx, table, Number(after.row))
    if (!row || !sees(ctx, table, row)) throw invalid('row', liveProblem('comment.nowhere'))
    await tellPeople(ctx, change, table, row)
  },
}

const invalid = (field: string, problem: Problem): Error =>
  recordError('row.invalid', {}, { errors: { [field]: [problem] } })

/** An administrator may take away what others said, and not change it. */
function demandAuthor({ actor }: Context, { before }: Change): void {
  if (before && actor.kind === 'user' && before.created_by !== actor.id) throw accessError('auth.forbidden')
}

/** The table, where the caller reads something of it. */
function demandTable(ctx: Context, id: number): Table {
  const table = ctx.catalog.byId(id)
  const isHere = table && ctx.catalog.find(ctx.site.id, table.slug) === table
  if (!isHere || isComments(table) || table.personal || !accessWhere(ctx, table, 'read'))
    throw invalid('table', liveProblem('comment.nowhere'))
  return table
}

const mostMentions = 50

function mentionsIn({ mentions }: Row): readonly number[] {
  const ids = mentions ?? []
  if (!Array.isArray(ids) || ids.length > mostMentions || !ids.every((id) => Number.isSafeInteger(id)))
    throw invalid('mentions', liveProblem('comment.mentions'))
  return [...new Set(ids as number[])]
}

async function tellPeople(
  ctx: Context,
  { before, after, id }: Change,
  table: Table,
  row: Row,
): Promise<void> {
  const me = ctx.actor.kind === 'user' ? ctx.actor.id : null
  const mentions = mentionsIn(after!)
  const mentioned = await thoseWhoSee(ctx, table, row, mentions)
  const unseen = mentions.filter((person) => !mentioned.has(person))
  if (unseen.length > 0) throw invalid('mentions', liveProblem('comment.unseen', { ids: unseen.join(', ') }))
  const old = before ? mentionsIn(before) : []
  const fresh = mentions.filter((person) => !old.includes(person) && person !== me)
  const others = before
    ? []
    : (await speakersOf(ctx, after!)).filter((person) => person !== me && !mentions.includes(person))
  const heard = await thoseWhoSee(ctx, table, row, others)
  const excerpt = String(after!.text).slice(0, 160)
  const data = (theirs: Context) => ({
    who: nameOf(ctx),
    title: titleFor(theirs, table, row),
    excerpt,
    comment: id,
  })
  const about = { table, row: Number(row.id) }
  await notify(ctx, [
    ...fresh.map((person) => ({
      ...about,
      person,
      kind: 'mention' as const,
      data: data(mentioned.get(person)!),
    })),
    ...[...heard].map(([person, theirs]) => ({
      ...about,
      person,
      kind: 'comment' as const,
      data: data(theirs),
    })),
  ])
}

const nameOf = ({ actor }: Context): string => (actor.kind === 'anonymous' ? '' : actor.name)

/** Those who said something of the row before. */
async function speakersOf({ tx, site, catalog }: Context, { table, row }: Row): Promise<readonly number[]> {
  const own = catalog.find(site.id, comments.slug)!
  const column = (slug: string) => raw(columnOf(own.fields.find((field) => field.slug === slug)!))
  const { answers } = await tx.run(
    statement(sql`select distinct created_by from ${raw(siteView(own))} where site_id = ${site.id}::int
      and ${column('table')} = ${table}::bigint and ${column('row')} = ${row}::bigint and created_by is not null
      limit 20`),
  )
  return answers[0]!.rows.map(([person]) => Number(person))
}
