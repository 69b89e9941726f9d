import { accessWhere, demandRole } from '#engine/access/access.ts'
import type { Context } from '#engine/context.ts'
import { isOpen, seenTable } from '#engine/records/shown.ts'
import { type Call, call } from '#engine/rest/call.ts'
import { type Verbs, verbWhere } from '#engine/verbs/verbs.ts'
import { is } from '#model/json-schema.ts'
import { type Action, actions, type Table } from '#model/table.ts'
import { both, isAlwaysTrue, type Where } from '#model/where.ts'
import { ask } from '../identity/ask.ts'
import { identityError } from '../identity/errors.ts'

/** Somebody's context at a site, with the rights that they have now. */
export type ForPerson = (siteId: number, person: number) => Promise<Context>

const wording = is.object({ fr: is.text }, { en: is.text })

/** What somebody may do here, when all of their groups and what tables give of themselves are taken together. */
export const rightsOfPerson = (verbs: Verbs, forPerson: ForPerson): Call =>
  call({
    at: 'GET /api/users/{id}/rights/',
    summary: { fr: 'Ce qu’un membre du site peut faire', en: 'What a member of the site may do' },
    detail: {
      fr: 'Par table : `may` dit pour chaque action et chaque opération toutes les lignes (`true`), une condition, ou rien (`null`) ; `hidden` et `fixed`, les champs que la personne ne voit pas, ou voit sans pouvoir les écrire.',
      en: 'By table: `may` says for each action and verb every row (`true`), a condition, or nothing (`null`); `hidden` and `fixed`, the fields that the person does not see, or sees without being able to write them.',
    },
    to: 'site_admin',
    answers: {
      200: () =>
        is.object({
          results: is.list(
            is.object({
              table: is.text,
              label: wording,
              may: is.byName(is.anything),
              hidden: is.list(is.text),
              fixed: is.list(is.text),
            }),
          ),
        }),
    },
    problems: identityError.named('person.unknown_id'),
    run: async ({ ctx, params }) => {
      await demandMember(ctx, params.id)
      const theirs = await forPerson(ctx.site.id, params.id)
      const tables = ctx.catalog.tablesOf(ctx.site.id).map((table) => told(theirs, table, verbs))
      return { results: tables.filter(({ may }) => Object.values(may).some((rows) => rows !== null)) }
    },
  })

async function demandMember(ctx: Context, person: number): Promise<void> {
  demandRole(ctx.actor, 'site_admin')
  const found = await ask<{ count: number }>(ctx.tx, 'people_here', { person, page: 1, size: 1 }, 1, 0)
  if (found?.count !== 1) throw identityError('person.unknown_id')
}

function told(theirs: Context, table: Table, verbs: Verbs) {
  const read = accessWhere(theirs, table, 'read')
  const may = [
    ...actions.map((action) => [action, rowsOf(theirs, table, action, read)] as const),
    ...verbs.all(table).map((verb) => [verb.name, verbWhere(theirs, table, verb)] as const),
  ].map(([name, rows]) => [name, said(rows)] as const)
  const seen = new Set(seenTable(theirs, table).fields.map(({ slug }) => slug))
  const writes = rowsOf(theirs, table, 'update', read) ?? accessWhere(theirs, table, 'create')
  const isFixed = (field: Table['fields'][number]) =>
    !field.readonly && !isOpen(theirs, table, field, 'create') && !isOpen(theirs, table, field, 'update')
  const slugs = (keep: (field: Table['fields'][number]) => boolean) =>
    table.fields.filter(keep).map(({ slug }) => slug)
  return {
    table: table.slug,
    label: table.label,
    may: Object.fromEntries(may),
    hidden: read ? slugs(({ slug }) => !seen.has(slug)) : [],
    fixed: read && writes ? slugs((field) => seen.has(field.slug) && isFixed(field)) : [],
  }
}

/** What one does not see, one does not change. */
function rowsOf(theirs: Context, table: Table, action: Action, read: Where | null): Where | null {
  const rows = accessWhere(theirs, table, action)
  if (!rows || action === 'read' || action === 'create') return rows
  return read && both(rows, read)
}

const said = (rows: Where | null): true | Where | null => (rows && isAlwaysTrue(rows) ? true : rows)
