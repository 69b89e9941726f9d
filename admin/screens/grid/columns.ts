import { systemFields } from '#model/fields/system.ts'
import type { Field, Table } from '../../lib/table.ts'

/** How somebody has arranged a table's grid: kept per person, site and table. */
export interface Arrangement {
  /** Slugs, in their order; fields that are not named come after them. */
  readonly order?: readonly string[]
  readonly hidden?: readonly string[]
  readonly widths?: Readonly<Record<string, number>>
  /** So many columns stay while the others move. Absent: the first. */
  readonly frozen?: number
  /** By slug what the footer tells of a column; `none` silences what it would tell by itself. */
  readonly measures?: Readonly<Record<string, MeasureName>>
}

export type MeasureName = 'sum' | 'avg' | 'min' | 'max' | 'filled' | 'none'

export interface Column {
  readonly field: Field
  readonly width: number
  /** From the left edge of the first column. */
  readonly x: number
  readonly isFrozen: boolean
}

/** The number, the tick and the way to the record. */
export const headWidth = 72
export const narrowest = 56
export const widest = 900

const widths: Readonly<Partial<Record<Field['type'], number>>> = {
  boolean: 92,
  rating: 132,
  integer: 120,
  decimal: 150,
  money: 176,
  date: 120,
  datetime: 160,
  choice: 160,
  phone: 160,
  auto_number: 120,
  long_text: 280,
}

const shownSystem = ['created_at', 'updated_at', 'created_by']
const asShown = (field: (typeof systemFields)[number]): Field =>
  ({ ...field, operators: [], widget: '' }) as Field
const extras = systemFields.filter(({ slug }) => shownSystem.includes(slug)).map(asShown)

/** Every field that may be a column: the table's own, then when it was made and changed, and by whom. */
export const allFields = (table: Table): readonly Field[] => [...table.fields, ...extras]

export const isExtra = (slug: string): boolean => shownSystem.includes(slug)

/** In the person's order; `fields` of a view or an address wins over it. */
export function arrangedFields(table: Table, arrangement: Arrangement): readonly Field[] {
  const all = allFields(table)
  const named = (arrangement.order ?? []).flatMap((slug) => all.find((field) => field.slug === slug) ?? [])
  return [...named, ...all.filter((field) => !named.includes(field))]
}

export const isHidden = ({ slug }: Field, { hidden }: Arrangement): boolean =>
  hidden ? hidden.includes(slug) : isExtra(slug)

export function columnsOf(
  table: Table,
  arrangement: Arrangement,
  fields: readonly string[] | null,
): readonly Column[] {
  const all = arrangedFields(table, arrangement)
  const shown = fields
    ? fields.flatMap((slug) => all.find((field) => field.slug === slug) ?? [])
    : all.filter((field) => !isHidden(field, arrangement))
  const frozen = Math.min(arrangement.frozen ?? 1, shown.length)
  let x = 0
  return shown.map((field, i) => {
    const width = arrangement.widths?.[field.slug] ?? widths[field.type] ?? 200
    const column = { field, width, x, isFrozen: i < frozen }
    x += width
    return column
  })
}

export const totalWidth = (columns: readonly Column[]): number => {
  const last = columns.at(-1)
  return last ? last.x + last.width : 0
}

/** Those that can be seen between two edges, besides the frozen ones, which always are. */
export function visibleColumns(
  columns: readonly Column[],
  left: number,
  width: number,
): readonly [number, number] {
  const frozen = columns.filter(({ isFrozen }) => isFrozen).length
  const from = columns.findIndex((column, i) => i >= frozen && column.x + column.width > left)
  if (from < 0) return [columns.length, columns.length]
  const beyond = columns.findIndex((column, i) => i >= frozen && column.x > left + width)
  return [Math.max(frozen, from - 1), beyond < 0 ? columns.length : Math.min(columns.length, beyond + 1)]
}

export const isNumeric = ({ type }: Field): boolean => ['integer', 'decimal', 'money'].includes(type)

/** What the footer tells of a column. */
export function measureOf(field: Field, { measures }: Arrangement): MeasureName {
  return measures?.[field.slug] ?? (field.type === 'decimal' || field.type === 'money' ? 'sum' : 'none')
}

export function measuresFor(field: Field): readonly MeasureName[] {
  if (isNumeric(field) || field.type === 'rating') return ['none', 'sum', 'avg', 'min', 'max', 'filled']
  if (field.type === 'date' || field.type === 'datetime') return ['none', 'min', 'max', 'filled']
  return field.type === 'references' ? ['none'] : ['none', 'filled']
}

/** One column moved before another. */
export function moved(
  table: Table,
  arrangement: Arrangement,
  slug: string,
  before: string | null,
): Arrangement {
  const slugs = arrangedFields(table, arrangement)
    .map((field) => field.slug)
    .filter((one) => one !== slug)
  const at = before === null ? slugs.length : slugs.indexOf(before)
  return { ...arrangement, order: slugs.toSpliced(at < 0 ? slugs.length : at, 0, slug) }
}

export function shownOrNot(table: Table, arrangement: Arrangement, slug: string): Arrangement {
  const hidden = allFields(table).flatMap((field) => (isHidden(field, arrangement) ? [field.slug] : []))
  const next = hidden.includes(slug) ? hidden.filter((one) => one !== slug) : [...hidden, slug]
  return { ...arrangement, hidden: next }
}

export const isOrderable = ({ type }: Field): boolean => !['json', 'location', 'references'].includes(type)
export const isGroupable = (field: Field): boolean =>
  isOrderable(field) && field.type !== 'long_text' && field.operators.length > 0
export const groupingFor = ({ slug, type }: Field) =>
  type === 'date' || type === 'datetime' ? ({ field: slug, by: 'month' } as const) : { field: slug }

/** What of the columns is asked for: `sum:montant_ht`. */
export const measuresAsked = (columns: readonly Column[], arrangement: Arrangement): readonly string[] =>
  columns.flatMap(({ field }) => {
    const measure = measureOf(field, arrangement)
    return measure === 'none' || !measuresFor(field).includes(measure) ? [] : [`${measure}:${field.slug}`]
  })
