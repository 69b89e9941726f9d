import type { Context } from '#engine/context.ts'
import { type Call, call, mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import { restError } from '#engine/rest/errors.ts'
import { tableNamed } from '#engine/rest/table-calls.ts'
import type { Group } from '#http/description.ts'
import type { Server } from '#http/server.ts'
import { cardKinds, readCards, type SeenCard } from '#model/dashboard-cards.ts'
import { is } from '#model/json-schema.ts'
import { readViewSettings, viewKinds } from '#model/view-settings.ts'
import { type Kept, keptRows } from './kept-rows.ts'
import { knownTable } from './known-table.ts'
import { dashboards, views } from './tables.ts'

/** Views and dashboards as whoever asks may know them; they are made and changed like the rows of any table. */
export const viewRoutes = (server: Server, reception: Reception): void =>
  mountCalls(server, reception, group, [viewsOfTable, shownDashboards])

const group: Group = {
  name: { fr: 'Vues et tableaux de bord', en: 'Views and dashboards' },
}

const kept = {
  id: is.whole,
  version: is.whole,
  name: is.text,
  shared: is.yes,
  mine: is.yes,
  changeable: is.yes,
} as const

const told = ({ row, mine, changeable }: Kept) => ({
  id: row.id,
  version: row.version,
  name: row.name as string,
  shared: row.shared === true,
  mine,
  changeable,
})

const viewsOfTable: Call = call({
  at: 'GET /api/meta/tables/{table}/views/',
  summary: { fr: 'Les vues d’une table', en: 'The views of a table' },
  detail: {
    fr: 'Les vôtres et les partagées, dans leur ordre, sans les champs qui ne vous sont pas ouverts ; « incomplete » dit qu’il en manque.',
    en: 'Yours and those that are shared, in their order, without the fields that are not open to you; "incomplete" says that some are missing.',
  },
  to: 'member',
  byToken: true,
  answers: {
    200: () =>
      is.object({
        results: is.list(
          is.object({
            ...kept,
            kind: is.oneOf(...viewKinds),
            settings: { type: 'object' },
            incomplete: is.yes,
          }),
        ),
      }),
  },
  problems: restError.named('table.not_found'),
  run: async ({ ctx, params }) => ({ results: await viewsFor(ctx, params.table) }),
})

async function viewsFor(ctx: Context, slug: string) {
  const known = knownTable(ctx, tableNamed(ctx, slug).id)
  if (!known) throw restError('table.not_found', { table: slug.slice(0, 60) })
  const rows = await keptRows(ctx, views.slug, { field: 'table', op: 'eq', value: known.table.id })
  return rows.map((one) => {
    const { settings, problems } = readViewSettings(one.row.settings ?? {}, known)
    return { ...told(one), kind: one.row.kind as string, settings, incomplete: problems.length > 0 }
  })
}

const shownDashboards: Call = call({
  at: 'GET /api/meta/dashboards/',
  summary: { fr: 'Vos tableaux de bord', en: 'Your dashboards' },
  detail: {
    fr: 'Les vôtres et les partagés ; une carte dont la table ne vous est pas ouverte dit seulement qu’elle est fermée.',
    en: 'Yours and those that are shared; a card whose table is not open to you says only that it is closed.',
  },
  to: 'member',
  byToken: true,
  answers: { 200: () => is.object({ results: is.list(is.object({ ...kept, cards: is.list(cardAnswer) })) }) },
  run: async ({ ctx }) => ({
    results: (await keptRows(ctx, dashboards.slug)).map((one) => dashboardFor(ctx, one)),
  }),
})

const cardAnswer = is.object(
  { kind: is.oneOf(...cardKinds) },
  { table: is.whole, slug: is.text, closed: is.yes, incomplete: is.yes, width: is.whole },
)

const dashboardFor = (ctx: Context, one: Kept) => ({
  ...told(one),
  cards: readCards(one.row.cards ?? [], (id) => knownTable(ctx, id)).cards.map((card) => withSlug(ctx, card)),
})

/** Cards keep the table's id; those who draw them ask by its name. */
const withSlug = (ctx: Context, card: SeenCard) =>
  'closed' in card ? card : { ...card, slug: ctx.catalog.byId(card.table)!.slug }
