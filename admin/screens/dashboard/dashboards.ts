import { queryOptions } from '@tanstack/react-query'
import type { Card, CardKind } from '#model/dashboard-cards.ts'
import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'

/** A card as whoever looks may see it; `slug` is the name of its table. */
export type SeenCard =
  | (Card & { readonly slug: string; readonly incomplete: boolean })
  | { readonly kind: CardKind; readonly closed: true; readonly width: number }

export interface Dashboard {
  readonly id: number
  readonly version: number
  readonly name: string
  readonly shared: boolean
  readonly mine: boolean
  readonly changeable: boolean
  readonly cards: readonly SeenCard[]
}

export const dashboardsQuery = queryOptions({
  queryKey: ['dashboards'],
  queryFn: ({ signal }) =>
    api
      .get<{ results: readonly Dashboard[] }>('/api/meta/dashboards/', undefined, { signal })
      .then(({ results }) => results),
})

const again = (): Promise<void> => queries.invalidateQueries({ queryKey: dashboardsQuery.queryKey })

export async function makeDashboard(name: string): Promise<number> {
  const { id } = await api.post<{ id: number }>('/api/dashboards/', { name, cards: [] })
  await again()
  return id
}

/** One after the other: each against the version that the one before has made. */
let last: Promise<unknown> = Promise.resolve()

export function changeDashboard(
  board: Dashboard,
  change: { readonly name?: string; readonly shared?: boolean; readonly cards?: readonly SeenCard[] },
): Promise<void> {
  const { cards, ...rest } = change
  const body = { ...rest, ...(cards && { cards: cards.map(keptCard) }) }
  const work = async () => {
    const now = queries
      .getQueryData<readonly Dashboard[]>(dashboardsQuery.queryKey)
      ?.find(({ id }) => id === board.id)
    if (cards) show({ ...(now ?? board), cards })
    const version = now?.version ?? board.version
    try {
      await api.patch(`/api/dashboards/${board.id}/`, body, { headers: { 'if-match': `"${version}"` } })
    } finally {
      await again()
    }
  }
  const done = last.then(work, work)
  last = done.catch(() => {})
  return done
}

const show = (board: Dashboard): void =>
  void queries.setQueryData<readonly Dashboard[]>(dashboardsQuery.queryKey, (all) =>
    all?.map((one) => (one.id === board.id ? { ...board, version: one.version } : one)),
  )

const keptCard = (card: SeenCard): unknown => {
  if ('closed' in card) return card
  const { slug: _, incomplete: __, ...kept } = card
  return kept
}

export async function removeDashboard({ id }: Dashboard): Promise<void> {
  await api.delete(`/api/dashboards/${id}/`)
  await again()
}

export async function bringBackDashboard({ id }: Dashboard): Promise<void> {
  await api.post('/api/dashboards/bulk/', { action: 'restore', ids: [id] })
  await again()
}

/** Whoever composes a page has all of its cards open: another's closed card would be lost by saving. */
export const mayCompose = ({ changeable, cards }: Dashboard): boolean =>
  changeable && cards.every((card) => !('closed' in card))
