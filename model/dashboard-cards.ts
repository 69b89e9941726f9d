import { at, complain, type Found, isAbsent, readList, readObject } from './definition.ts'
import type { Json, JsonObject } from './json.ts'
import { type Problem, problemsOf } from './problem.ts'
import {
  type ChartForm,
  chartForms,
  fieldsOf,
  groupOf,
  type KnownTable,
  measureOf,
  oneOf,
  orderingOf,
  readEach,
  textOf,
  whereOf,
  wholeOf,
} from './view-settings.ts'
import type { Where } from './where.ts'

export const cardKinds = ['figure', 'chart', 'list'] as const
export type CardKind = (typeof cardKinds)[number]

/** One card of a dashboard: some rows of one table, as a figure, a chart or a short list. */
export interface Card {
  readonly kind: CardKind
  /** The table's id. */
  readonly table: number
  readonly title?: string
  /** Of four columns, how many it takes. */
  readonly width?: number
  readonly where?: Where
  readonly search?: string
  /** `count`, `sum:montant_ht` */
  readonly measure?: string
  readonly group?: readonly string[]
  readonly chart?: ChartForm
  /** Of a list: what is shown, in which order, and how many. */
  readonly fields?: readonly string[]
  readonly ordering?: readonly string[]
  readonly rows?: number
}

const problem = problemsOf({
  'card.table_unknown': {
    fr: 'Cette table n’existe pas ou ne vous est pas ouverte.',
    en: 'This table does not exist or is not open to you.',
  },
})

export const mostCards = 40

/** A card as somebody may see it; null where its table is not theirs to read. */
export type SeenCard =
  | (Card & { readonly incomplete: boolean })
  | { readonly kind: CardKind; readonly closed: true; readonly width: number }

type Rest = Omit<Card, 'kind' | 'table'>

/** Never fails: what is wrong is told, and left out. `tables`: what whoever asks knows of a table, by its id. */
export function readCards(
  input: unknown,
  tables: (id: number) => KnownTable | undefined,
): { readonly cards: readonly SeenCard[]; readonly problems: readonly Problem[] } {
  const found: Found = new Map()
  const cards = readList(found, 'cards', input, mostCards).flatMap(
    (card, i) => readCard(found, i, card, tables) ?? [],
  )
  return { cards, problems: [...found.values()].flat() }
}

const readers = {
  title: textOf(120),
  width: wholeOf(1, 4),
  where: whereOf,
  search: textOf(500),
  measure: measureOf,
  group: groupOf,
  chart: oneOf(chartForms),
  fields: fieldsOf,
  ordering: orderingOf,
  rows: wholeOf(1, 50),
} as const

function readCard(
  found: Found,
  i: number,
  input: Json,
  tables: (id: number) => KnownTable | undefined,
): SeenCard | undefined {
  const path = `cards.${i}`
  const before = sizeOf(found)
  const given: JsonObject | undefined = readObject(found, path, input, [
    'kind',
    'table',
    ...Object.keys(readers),
  ])
  const nowhere = {} as KnownTable
  const kind = given && oneOf(cardKinds)(found, at(path, 'kind'), given.kind ?? null, nowhere)
  if (!given || !kind) return undefined
  const known = typeof given.table === 'number' ? tables(given.table) : undefined
  if (!known) {
    complain(found, at(path, 'table'), problem('card.table_unknown'))
    const width = isAbsent(given.width) ? undefined : wholeOf(1, 4)(new Map(), '', given.width, nowhere)
    return { kind, closed: true, width: width ?? 1 }
  }
  const { kind: _, table: __, ...rest } = given
  const card = readEach<Rest>(found, path, rest, readers, known)
  return { kind, table: known.table.id, ...card, incomplete: sizeOf(found) > before }
}

const sizeOf = (found: Found): number => [...found.values()].reduce((sum, list) => sum + list.length, 0)
