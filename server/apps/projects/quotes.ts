import type { Context } from '#engine/context.ts'
import { update } from '#engine/records/save.ts'
import { todayAt } from '#engine/records/where-scope.ts'
import type { Verb } from '#engine/verbs/verbs.ts'
import type { Field } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Json } from '#model/json.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { Where } from '#model/where.ts'
import { daysAfter } from './days.ts'
import { nextQuoteNumber } from './quote-number.ts'

export const quoteTable = 'projects.devis'

const daysOpen = 30

const is = (statut: string): Where => ({ field: 'statut', op: 'eq', value: statut })
const isDraft: Where = { any: [is('brouillon'), { field: 'statut', op: 'isnull', value: true }] }
const isSent = is('envoye')

const validUntil: Field = {
  id: 1,
  slug: 'date_validite',
  type: 'date',
  label: { fr: 'Valable jusqu’au', en: 'Valid until' },
  help: {
    fr: 'Sans réponse : la date déjà saisie, ou dans trente jours.',
    en: 'Left empty: the date already given, or in thirty days.',
  },
}
const reason: Field = {
  id: 1,
  slug: 'motif_refus',
  type: 'long_text',
  label: { fr: 'Motif du refus', en: 'Reason for refusal' },
  required: true,
}

/** The way of a quote: a draft is sent, and what was sent is accepted, refused, or too old one night. */
export const quoteVerbs: readonly Verb[] = [
  {
    ...named('envoyer', 'Envoyer', 'Send', isDraft),
    input: [validUntil],
    needs: ['statut', 'numero_devis', 'date_validite', 'date_creation'],
    run: send,
  },
  {
    ...named('accepter', 'Accepter', 'Accept', isSent),
    input: [],
    run: (ctx, row, _input, table) => write(ctx, table, row, 'accepter', { statut: 'accepte' }),
  },
  {
    ...named('refuser', 'Refuser', 'Refuse', isSent),
    input: [reason],
    needs: ['statut', 'motif_refus'],
    run: (ctx, row, { motif_refus }, table) =>
      write(ctx, table, row, 'refuser', { statut: 'refuse', motif_refus: motif_refus! }),
  },
  {
    ...named('expirer', 'Expirer', 'Expire', isSent),
    input: [],
    run: (ctx, row, _input, table) => write(ctx, table, row, 'expirer', { statut: 'expire' }),
  },
]

function named(name: string, fr: string, en: string, when: Where) {
  return { table: quoteTable, name, label: { fr, en }, when, needs: ['statut'], allow: 'update' } as const
}

/** With a number of the year's series, unless it bears one already, and the days that it needs. */
async function send(ctx: Context, row: Row & { id: number }, input: Row, table: Table): Promise<undefined> {
  const held = (slug: string) => row[findField(table, slug)!.slug] ?? null
  const today = todayAt(ctx)
  return write(ctx, table, row, 'envoyer', {
    statut: 'envoye',
    numero_devis: held('numero_devis') ?? (await nextQuoteNumber(ctx, table)),
    date_creation: held('date_creation') ?? today,
    date_validite: input.date_validite ?? held('date_validite') ?? daysAfter(today, daysOpen),
  })
}

/** By the names that the fields have now. */
export async function write(
  ctx: Context,
  table: Table,
  { id }: { readonly id: number },
  verb: string,
  values: Readonly<Record<string, Json>>,
): Promise<undefined> {
  const named = Object.entries(values).map(([slug, value]) => [findField(table, slug)!.slug, value])
  await update(ctx, table, id, Object.fromEntries(named), { verb, mode: 'system' })
}
