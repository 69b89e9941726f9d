import { useOffered } from '../../fields/choices.ts'
import type { Field, Row, Table } from '../../lib/table.ts'

/** Told apart from each other and from either ground; in this order. */
export const palette = [
  'oklch(55% 0.15 270)',
  'oklch(62% 0.13 65)',
  'oklch(58% 0.12 165)',
  'oklch(58% 0.16 20)',
  'oklch(60% 0.11 225)',
  'oklch(58% 0.15 330)',
  'oklch(58% 0.12 120)',
  'oklch(50% 0.07 290)',
] as const

/** A colour that stays with its value, whatever else is shown. */
export function colourOf(
  key: unknown,
  offered: readonly { readonly value: string; readonly color: string | null }[] = [],
): string {
  const at = offered.findIndex(({ value }) => value === key)
  const own = offered[at]?.color
  if (own) return own
  if (key === null || key === undefined) return 'var(--color-base-300)'
  return palette[(at >= 0 ? at : hashOf(JSON.stringify(key))) % palette.length]!
}

const hashOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)

/** The colour of each row, where a view says by which field. */
export function useRowColour(table: Table, slug: string | undefined): (row: Row) => string | undefined {
  const field = table.fields.find((one) => one.slug === slug)
  const offered = useOffered(field ?? noField, field && table.slug)
  return field ? (row) => colourOf(row[field.slug], offered) : () => undefined
}

const noField = { type: 'text', slug: '' } as Field
