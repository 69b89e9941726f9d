import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import type { Words } from '../../lib/words.ts'
import type { problemWords } from './words.ts'

export interface Webhook {
  readonly id: number
  readonly version: number
  readonly name: string
  readonly address: string
  readonly tables: readonly string[] | null
  readonly verbs: readonly string[] | null
  readonly with_row: boolean
  readonly active: boolean
  readonly problem: string | null
}

export type WebhookValues = Omit<Webhook, 'id' | 'version' | 'problem'>

export interface Delivery {
  readonly id: number
  readonly table: string | null
  readonly row: number | null
  readonly verb: string
  readonly count: number
  readonly at: string
  readonly status: 'waiting' | 'delivered' | 'failed'
  readonly tries: number
  readonly tried_at: string | null
  readonly duration_ms: number | null
  readonly answer_status: number | null
  readonly answer: string | null
  readonly problem: string | null
}

const key = ['rows', 'webhooks'] as const

export const webhooksQuery = {
  queryKey: [...key, 'all'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<{ results: Webhook[] }>('/api/webhooks/', { page_size: 100 }, { signal }),
}

export const webhookQuery = (id: number) => ({
  queryKey: [...key, id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<Webhook>(`/api/webhooks/${id}/`, undefined, { signal }),
})

export const readAgain = (): Promise<void> => queries.invalidateQueries({ queryKey: key })

const deliveriesKey = (id: number) => ['webhook-deliveries', id] as const

interface Page {
  readonly results: readonly Delivery[]
  readonly before: number | null
}

/** Asked again while one is on its way. */
export const deliveriesQuery = (id: number) => ({
  queryKey: deliveriesKey(id),
  initialPageParam: null as number | null,
  queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: number | null }) =>
    api.get<Page>(`/api/webhooks/${id}/deliveries/`, { before: pageParam }, { signal }),
  getNextPageParam: ({ before }: Page) => before ?? undefined,
  refetchInterval: 5000,
})

export const deliveriesAgain = (id: number): Promise<void> =>
  queries.invalidateQueries({ queryKey: deliveriesKey(id) })

export const problemIn = (w: Words<typeof problemWords>, code: string | null): string =>
  code === null ? '' : ((w as Readonly<Record<string, string>>)[code] ?? code)
