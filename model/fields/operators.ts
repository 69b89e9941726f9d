import type { Operator } from '../where.ts'

export const textOperators: readonly Operator[] = [
  'eq',
  'ne',
  'in',
  'contains',
  'icontains',
  'startswith',
  'isnull',
]
/** Of numbers, dates, instants. */
export const orderedOperators: readonly Operator[] = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'range',
  'isnull',
]
export const choiceOperators: readonly Operator[] = ['eq', 'ne', 'in', 'isnull']

export const compareNumbers = (a: number, b: number): number => a - b
/** Code points of texts that sort as they stand: dates, instants, slugs. */
export const compareCodes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const french = new Intl.Collator('fr')
/** As the column's collation `sugu_fr` does. */
export const compareTexts = (a: string, b: string): number => french.compare(a, b) || compareCodes(a, b)
