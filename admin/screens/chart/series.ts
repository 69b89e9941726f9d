import type { Json } from '#model/json.ts'
import { useOffered } from '../../fields/choices.ts'
import { addDays, addMonths } from '../../fields/days.ts'
import { useFormat } from '../../lib/format.ts'
import { useLanguage } from '../../lib/language.ts'
import type { Field, Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { colourOf } from '../views/colours.ts'
import { type Group, measured, type Summary } from '../views/summary.ts'
import { words } from './words.ts'

/** What a chart draws: points along one axis, a value of each series at each of them. */
export interface Chart {
  readonly points: readonly Point[]
  readonly series: readonly Series[]
}
export interface Point {
  readonly id: string
  readonly label: string
  /** Where each has its own: there is but one series. */
  readonly colour: string
}
export interface Series {
  readonly id: string
  readonly label: string
  readonly colour: string
  /** By place; null: nothing there. */
  readonly values: readonly (number | null)[]
  readonly wire: readonly Json[]
}

const systemDates = ['created_at', 'updated_at']
const mostPoints = 400

/** What a summary tells, in the order in which it is read. */
export function useChart(
  table: Table,
  summary: Summary | undefined,
  group: readonly string[],
  measure: string | undefined,
): Chart | undefined {
  const first = useKeyNames(table, group[0])
  const second = useKeyNames(table, group[1])
  const w = useWords(words)
  if (!summary || group.length === 0) return undefined
  const points = first.ordered(keysAt(summary.groups, 0))
  const lines = group[1] ? second.ordered(keysAt(summary.groups, 1)) : [undefined]
  const found = new Map(summary.groups.map((one) => [JSON.stringify(one.keys), one]))
  const at = (point: Json, line: Json | undefined) =>
    found.get(JSON.stringify(line === undefined ? [point] : [point, line]))
  return {
    points: points.map((key) => ({
      id: JSON.stringify(key),
      label: first.name(key, labelOf(summary, 0, key)),
      colour: first.colour(key),
    })),
    series: lines.map((line) => ({
      id: JSON.stringify(line ?? 'all'),
      label: line === undefined ? w.total : second.name(line, labelOf(summary, 1, line)),
      colour: line === undefined ? 'var(--color-primary)' : second.colour(line),
      values: points.map((point) => {
        const one = at(point, line)
        return one ? measured(one, measure) : null
      }),
      wire: points.map((point) => wireOf(at(point, line), measure)),
    })),
  }
}

const wireOf = (one: Group | undefined, measure = 'count'): Json =>
  one ? (measure === 'count' ? one.count : (one.values[measure] ?? null)) : null

const keysAt = (groups: readonly Group[], at: number): readonly Json[] => [
  ...new Map(groups.map(({ keys }) => [JSON.stringify(keys[at]), keys[at]!])).values(),
]

const labelOf = ({ groups }: Summary, at: number, key: Json): string | null =>
  groups.find(({ keys }) => JSON.stringify(keys[at]) === JSON.stringify(key))?.labels[at] ?? null

interface KeyNames {
  name(key: Json, label: string | null): string
  colour(key: Json): string
  ordered(keys: readonly Json[]): readonly Json[]
}

/** How the values of a field are called, coloured and ordered; days and months without a gap between them. */
function useKeyNames(table: Table, grouping: string | undefined): KeyNames {
  const [slug, period = 'day'] = (grouping ?? '').split(':')
  const field = table.fields.find((one) => one.slug === slug)
  const offered = useOffered(field ?? noField, field && table.slug)
  const period_ = usePeriodName()
  const w = useWords(words)
  const isTime = field ? field.type === 'date' || field.type === 'datetime' : systemDates.includes(slug!)
  const place = (key: Json) => offered.findIndex(({ value }) => value === key)
  return {
    name(key, label) {
      if (key === null) return w.none
      if (isTime) return period_(String(key), period)
      if (typeof key === 'boolean') return key ? w.yes : w.no
      return label ?? String(key)
    },
    colour: (key) => (isTime ? 'var(--color-primary)' : colourOf(key, offered)),
    ordered(keys) {
      if (isTime) return withoutGaps(keys, period)
      return offered.length > 0 ? keys.toSorted((a, b) => rank(place(a)) - rank(place(b))) : keys
    },
  }
}

const noField = { type: 'text', slug: '' } as Field
const rank = (place: number): number => (place < 0 ? 1e6 : place)

function usePeriodName(): (day: string, period: string) => string {
  const f = useFormat()
  const w = useWords(words)
  const tongue = useLanguage() === 'fr' ? 'fr-FR' : 'en-GB'
  return (day, period) => {
    const date = new Date(`${day.slice(0, 10)}T00:00:00Z`)
    if (period === 'year') return day.slice(0, 4)
    if (period === 'quarter') return w.quarterOf(Math.floor(date.getUTCMonth() / 3) + 1, day.slice(0, 4))
    if (period === 'month')
      return date.toLocaleDateString(tongue, { month: 'short', year: 'numeric', timeZone: 'UTC' })
    if (period === 'week') return w.weekOf(f.day(day.slice(0, 10)).slice(0, 5))
    return f.day(day.slice(0, 10))
  }
}

/** Every day between the first and the last, those on which nothing happened too. */
function withoutGaps(keys: readonly Json[], period: string): readonly Json[] {
  const days = keys.filter((key) => typeof key === 'string').toSorted()
  const none = keys.includes(null) ? [null] : []
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return none
  const all: string[] = []
  for (let at = first.slice(0, 10); at <= last.slice(0, 10); at = next(at, period)) {
    all.push(at)
    if (all.length > mostPoints) return [...days, ...none]
  }
  const isWhole = days.every((day) => all.includes(day))
  return [...(isWhole ? all : days), ...none]
}

const steps: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 }
const next = (day: string, period: string): string =>
  period in steps ? addMonths(day, steps[period]!) : addDays(day, period === 'week' ? 7 : 1)
