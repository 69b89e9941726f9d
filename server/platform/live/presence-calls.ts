import { accessWhere, demandAccess } from '#engine/access/access.ts'
import type { Context } from '#engine/context.ts'
import { recordError } from '#engine/records/errors.ts'
import { readRow } from '#engine/records/read.ts'
import { type Call, call } from '#engine/rest/call.ts'
import { restError } from '#engine/rest/errors.ts'
import { boolean, integer, text } from '#model/define-table.ts'
import { form, type ValuesOf } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import type { Table } from '#model/table.ts'
import { ask } from '../identity/ask.ts'
import { presentAt, presentFor, rowsOf } from './presence.ts'

/** Seconds that somebody is there without being heard of again; screens speak up twice in that time. */
const lasting = 45

const beat = form({
  tab: text({
    label: { fr: 'Onglet', en: 'Tab' },
    help: {
      fr: 'Un nom que chaque onglet se choisit, comme « k3f9… »',
      en: 'A name that each tab chooses, such as “k3f9…”',
    },
    required: true,
    max: 40,
    pattern: '[A-Za-z0-9_-]+',
  }),
  table: text({
    label: { fr: 'Table', en: 'Table' },
    help: { fr: 'Rien : je m’en vais', en: 'None: I am leaving' },
    max: 60,
  }),
  id: integer({ label: { fr: 'Ligne', en: 'Row' }, min: 1 }),
  field: text({ label: { fr: 'Champ', en: 'Field' }, max: 60 }),
  editing: boolean({ label: { fr: 'Je modifie', en: 'I am editing' }, default: false }),
})

export const bePresent: Call = call({
  at: 'POST /api/presence/',
  summary: { fr: 'Dire où je suis', en: 'Say where I am' },
  detail: {
    fr: `Ceux qui peuvent lire la ligne voient qui s’y trouve, et dans quel champ, pendant ${lasting} secondes : redites-le avant. La réponse dit qui d’autre est là ; la suite vient par le flux.`,
    en: `Those who may read the row see who is there, and in which field, for ${lasting} seconds: say it again before. The answer says who else is there; what follows comes by the stream.`,
  },
  to: 'member',
  key: 'each',
  body: beat,
  answers: {
    200: () =>
      is.object({
        seconds: is.whole,
        people: is.list(
          is.object({
            user: is.whole,
            tab: is.text,
            name: is.text,
            table: is.text,
            id: is.orNull(is.whole),
            field: is.orNull(is.text),
            editing: is.yes,
          }),
        ),
      }),
  },
  problems: [...restError.named('table.not_found'), ...recordError.named('row.not_found')],
  run: async ({ ctx, body }) => {
    const table = body.table === null ? null : tableIn(ctx, body.table)
    if (table) await demandThere(ctx, table, body.id)
    await say(ctx, table, body)
    return { seconds: lasting, people: table ? await othersAt(ctx, table, body.tab) : [] }
  },
})

function tableIn(ctx: Context, slug: string): Table {
  const table = ctx.catalog.find(ctx.site.id, slug)
  if (!table || !accessWhere(ctx, table, 'read')) throw restError('table.not_found', { table: slug })
  return table
}

async function demandThere(ctx: Context, table: Table, id: number | null): Promise<void> {
  if (id !== null && !(await readRow(ctx, table, id, demandAccess(ctx, table, 'read'))))
    throw recordError('row.not_found')
}

async function say(ctx: Context, table: Table | null, body: ValuesOf<typeof beat>): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'user') return
  const { tab, id, field, editing } = body
  const at = [table?.id ?? null, id, field, editing, lasting] as const
  await ask(ctx.tx, 'be_present', actor.id, tab, actor.name, ...at)
}

async function othersAt(ctx: Context, table: Table, tab: string) {
  const me = ctx.actor.kind === 'user' ? ctx.actor.id : null
  const there = await presentAt(ctx.tx, ctx.site.id, table.id)
  const others = there.filter((one) => one.user !== me || one.tab !== tab)
  const rows = await rowsOf(ctx, [ctx], others)
  return others.flatMap((one) => presentFor(ctx, ctx, one, rows) ?? [])
}
