import type { ViewKind, ViewSettings } from '#model/view-settings.ts'
import type { Field, Table } from '../../lib/table.ts'

/** The fields by which rows can be put side by side. */
export const boardFields = (table: Table): readonly Field[] =>
  table.fields.filter(({ type }) => type === 'choice' || type === 'boolean' || type === 'reference')

export const dateFields = (table: Table): readonly Field[] =>
  table.fields.filter(({ type }) => type === 'date' || type === 'datetime')

export const numberFields = (table: Table): readonly Field[] =>
  table.fields.filter(({ type }) => ['integer', 'decimal', 'money', 'rating'].includes(type))

/** What a card can tell beside the title. */
export const cardFields = (table: Table): readonly Field[] =>
  table.fields.filter(({ slug, type }) => slug !== table.title && type !== 'json' && type !== 'long_text')

/** Something to look at right away; everything can be changed. */
export function firstSettings(table: Table, kind: ViewKind): ViewSettings {
  const [day, until] = dateFields(table)
  const board = boardFields(table).find(({ type }) => type === 'choice') ?? boardFields(table)[0]
  const money = numberFields(table).find(({ type }) => type === 'money' || type === 'decimal')
  const card = cardFields(table)
    .filter((field) => field !== board)
    .slice(0, 4)
    .map(({ slug }) => slug)
  switch (kind) {
    case 'grid':
      return {}
    case 'kanban':
      return { ...(board && { board: board.slug }), card, ...(money && { measure: `sum:${money.slug}` }) }
    case 'calendar':
      return {
        ...(day && { from: day.slug }),
        ...(until && until.type === day?.type && { to: until.slug }),
        ...(board && { colour: board.slug }),
      }
    case 'gallery':
      return {
        card: cardFields(table)
          .slice(0, 6)
          .map(({ slug }) => slug),
      }
    case 'chart':
      return {
        group: [board ? board.slug : day ? `${day.slug}:month` : 'created_at:month'],
        measure: 'count',
        chart: 'bars',
      }
  }
}
