import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import type { ViewKind, ViewSettings } from '#model/view-settings.ts'
import type { Table } from '../../lib/table.ts'
import { type ListQuery, queryOf, type Search, sameQuery } from '../grid/query.ts'
import { addressOf, queryIn, settingsWith, type View, viewsQuery } from './view.ts'

/** The view that a screen shows, and what has been changed of it since it was saved. */
export interface ViewInUse {
  readonly all: readonly View[]
  /** Null: the whole table. */
  readonly chosen: View | null
  readonly kind: ViewKind
  readonly query: ListQuery
  /** As it stands on the screen. */
  readonly settings: ViewSettings
  readonly isChanged: boolean
  setQuery(query: ListQuery): void
  /** Columns, cards, dates: what the address does not say. */
  change(part: Partial<ViewSettings>): void
  choose(id: number | null): void
  revert(): void
}

const inAddress = ['where', 'search', 'ordering', 'fields', 'group'] as const

export function useView(table: Table): ViewInUse {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const { data: all = none } = useQuery(viewsQuery(table.slug))
  const chosen = all.find(({ id }) => id === Number(search.vue)) ?? null
  const draft = useDraft(chosen?.id ?? null)
  const saved = chosen?.settings ?? nothing
  const base = { ...saved, ...draft }
  const own = queryIn(base)
  const query = inAddress.some((name) => search[name] !== undefined) ? queryOf(search) : own
  const go = (next: Record<string, unknown>) =>
    void navigate({ to: '.', search: next as never, replace: true, resetScroll: false })
  return {
    all,
    chosen,
    kind: chosen?.kind ?? 'grid',
    query,
    settings: settingsWith(base, query),
    isChanged: chosen !== null && (draft !== nothing || !sameQuery(query, queryIn(saved))),
    setQuery: (next) => go({ ...(chosen && { vue: chosen.id }), ...addressOf(next, own) }),
    change: (part) => chosen && setDraft(chosen.id, { ...draft, ...part }),
    choose: (id) => void navigate({ to: '.', search: (id === null ? {} : { vue: id }) as never }),
    revert() {
      if (!chosen) return
      setDraft(chosen.id, nothing)
      go({ vue: chosen.id })
    },
  }
}

const none: readonly View[] = []
const nothing: Partial<ViewSettings> = {}

/** What is not saved yet, by view; it lasts as long as the page. */
const drafts = new Map<number, Partial<ViewSettings>>()
const ears = new Set<() => void>()

const setDraft = (id: number, draft: Partial<ViewSettings>): void => {
  drafts.set(id, draft)
  for (const tell of ears) tell()
}

export const forgetDraft = (id: number): void => setDraft(id, nothing)

const useDraft = (id: number | null): Partial<ViewSettings> =>
  useSyncExternalStore(listen, () => (id === null ? nothing : (drafts.get(id) ?? nothing)))

function listen(tell: () => void): () => void {
  ears.add(tell)
  return () => void ears.delete(tell)
}
