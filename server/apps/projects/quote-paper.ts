import { type Context, localeOf } from '#engine/context.ts'
import type { Paper } from '#engine/verbs/verbs.ts'
import { writeDay } from '#model/dates.ts'
import { findField } from '#model/find-field.ts'
import { isObject, type Json, type JsonObject } from '#model/json.ts'
import { inLanguage } from '#model/language.ts'
import { writeMoney } from '#model/money.ts'
import type { Table } from '#model/table.ts'
import { drawPaper } from '#platform/papers/draw.ts'
import { readLogo } from '#platform/papers/logo.ts'
import { difference } from './amounts.ts'
import { drawQuote, type QuoteSheet } from './draw-quote.ts'
import { quoteTable } from './quotes.ts'

export const quotePaper: Paper = {
  table: quoteTable,
  label: { fr: 'Devis en PDF', en: 'Quote as a PDF' },
  expand: ['contact', 'statut'],
  async draw(ctx, row, table) {
    const logo = await readLogo(ctx)
    const sheet = sheetOf(ctx, row, table)
    const pdf = await drawPaper(sheet.heading, (paper) => drawQuote(paper, sheet, logo))
    return { name: sheet.heading, pdf }
  },
}

/** What stands on it, in the reader's words. */
function sheetOf(ctx: Context, row: JsonObject, table: Table): QuoteSheet {
  const held = (slug: string): Json => row[findField(table, slug)?.slug ?? ''] ?? null
  const say = (fr: string, en: string): string => inLanguage({ fr, en }, ctx.language)
  const locale = localeOf(ctx)
  const money = (amount: Json) =>
    typeof amount === 'string' ? writeMoney(amount, ctx.site.currency, locale) : null
  const day = (value: Json) => (typeof value === 'string' ? writeDay(value) : null)
  const number = textOf(held('numero_devis'))
  const [ht, ttc] = [held('montant_ht'), held('montant_ttc')]
  const status = held('statut')
  return {
    seller: ctx.site.name,
    heading: `${say('Devis', 'Quote')}${number ? ` ${number}` : ''}`,
    isDraft: number === null || (isObject(status) && status.value === 'brouillon'),
    draft: say('BROUILLON : sans valeur d’engagement', 'DRAFT: not binding'),
    facts: pairs([
      [say('Date', 'Date'), day(held('date_creation'))],
      [say('Valable jusqu’au', 'Valid until'), day(held('date_validite'))],
      [say('Statut', 'Status'), isObject(status) ? textOf(status.label ?? null) : null],
    ]),
    buyer: { title: say('Client', 'Customer'), lines: contactLines(held('contact')) },
    line: {
      title: say('Désignation', 'Description'),
      amountTitle: say('Montant HT', 'Before tax'),
      text: textOf(held('nom_devis')) ?? '',
      amount: money(ht) ?? '',
    },
    totals: pairs([
      [say('Total HT', 'Total before tax'), money(ht)],
      [say('TVA', 'VAT'), money(difference(ttc, ht))],
      [say('Total TTC', 'Total with tax'), money(ttc)],
    ]),
    agreement: say('Bon pour accord (date, nom, signature)', 'Agreed (date, name, signature)'),
  }
}

const textOf = (value: Json): string | null => (typeof value === 'string' && value !== '' ? value : null)

const pairs = (found: readonly (readonly [string, string | null])[]): (readonly [string, string])[] =>
  found.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))

/** As far as the reader may see whom it is for. */
function contactLines(contact: Json): string[] {
  if (!isObject(contact)) return []
  const held = (slug: string) => textOf(contact[slug] ?? null)
  const person = [held('prenom'), held('nom')].filter((part) => part !== null).join(' ')
  const lines = [held('entreprise'), person || null, held('poste'), held('telephone'), held('email')]
  return lines.filter((line) => line !== null)
}
