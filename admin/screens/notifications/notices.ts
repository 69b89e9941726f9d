import { useQuery } from '@tanstack/react-query'
import type { Text } from '#model/language.ts'
import { api } from '../../lib/api.ts'
import { useLiveState } from '../../lib/live.ts'
import { queries } from '../../lib/query.ts'
import type { Words } from '../../lib/words.ts'
import type { words } from './words.ts'

export interface Notice {
  readonly id: number
  readonly kind: string
  readonly row: number | null
  readonly read_at: string | null
  readonly created_at: string
  readonly data: Readonly<Record<string, unknown>>
}

interface Page {
  readonly count: number
  readonly next: string | null
  readonly results: readonly Notice[]
}

const key = ['notifications'] as const
const fields = 'id,version,kind,row,data,read_at,created_at'

/** How many are new: told by the stream; asked from time to time, more often while the line is down. */
export const useUnread = (): number => {
  const isLive = useLiveState() === 'on'
  const { data } = useQuery({
    queryKey: [...key, 'unread'],
    queryFn: ({ signal }) =>
      api.get<Page>('/api/notifications/', { read_at__isnull: true, page_size: 1, fields: 'id' }, { signal }),
    refetchInterval: isLive ? 10 * 60_000 : 60_000,
  })
  return data?.count ?? 0
}

export const noticesQuery = (size: number) => ({
  queryKey: [...key, 'list', size],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<Page>('/api/notifications/', { page_size: size, fields, count: 'none' }, { signal }),
})

const readAgain = (): Promise<void> => queries.invalidateQueries({ queryKey: key })

export async function markRead({ id, read_at }: Notice): Promise<void> {
  if (read_at !== null) return
  await api.patch(`/api/notifications/${id}/`, { read_at: new Date().toISOString() })
  await readAgain()
}

export async function markAllRead(): Promise<void> {
  const where = { field: 'read_at', op: 'isnull' }
  const values = { read_at: new Date().toISOString() }
  await api.post('/api/notifications/bulk/', { action: 'update', where, values })
  await readAgain()
}

export async function takeAway({ id }: Notice): Promise<void> {
  await api.delete(`/api/notifications/${id}/`)
  await readAgain()
}

/** What it says, in a sentence. */
export function sentenceOf(
  { kind, data }: Notice,
  w: Words<typeof words>,
  say: (text: Text) => string,
): string {
  const who = textOf(data.who) || w.somebody
  const label = data.label ? say(data.label as Text) : ''
  const what = [label, textOf(data.title) && w.titled(textOf(data.title))].filter(Boolean).join(' ') || w.aRow
  switch (kind) {
    case 'mention':
      return w.mention(who, what)
    case 'comment':
      return w.comment(who, what)
    case 'assigned':
      return w.assigned(who, what, data.field ? say(data.field as Text) : '')
    case 'import_done':
      return w.import_done(textOf(data.file), Number(data.created ?? 0))
    case 'import_failed':
      return w.import_failed(textOf(data.file))
    case 'job_failed':
      return w.job_failed(textOf(data.job))
    case 'webhook_failed':
      return w.webhook_failed(textOf(data.name))
    default:
      return kind
  }
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
