import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.ts'
import { queries } from '../../lib/query.ts'
import { wordsIn } from '../../lib/words.ts'
import { confirm } from '../../parts/Confirm.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import type { Change } from './draft.ts'
import { planWords } from './plan-words.ts'

export interface Loss {
  readonly field: string
  readonly why: 'unreadable' | 'dropped' | 'empty' | 'duplicate' | 'option' | 'rule' | 'table'
  readonly count: number
  readonly samples: readonly { readonly id: number; readonly value: unknown }[]
  readonly more?: true
}

/** What changes would do, as `POST …/plan/` answers it. */
export interface Plan {
  readonly id: number
  readonly says: readonly string[]
  readonly steps: readonly { readonly kind: 'instant' | 'background'; readonly says: string }[]
  readonly lock: string
  readonly rows: number
  readonly losses: readonly Loss[]
  readonly seconds: number
}

export interface PastChange {
  readonly id: number
  readonly says: readonly string[]
  readonly actor: string
  readonly name: string | null
  readonly at: string
  readonly status: 'running' | 'done' | 'failed'
  readonly progress: number
  readonly problem: string | null
  readonly undoes: number | null
  readonly undone: boolean
  readonly rows: number
  readonly undo_until: string | null
}

interface Begun {
  readonly id: number
  readonly status: 'done' | 'running'
}

export interface Progress {
  readonly status: 'running' | 'done' | 'failed'
  readonly progress: number
  readonly problem: { readonly message: string } | null
}

export const planFor = (table: string, changes: readonly Change[]): Promise<Plan> =>
  api.post<Plan>(`/api/meta/tables/${table}/plan/`, { changes })

export const begin = (table: string, plan: number, acceptLoss: boolean): Promise<Begun> =>
  api.post<Begun>(
    `/api/meta/tables/${table}/apply/`,
    { plan, accept_loss: acceptLoss },
    { key: crypto.randomUUID() },
  )

export const useProgress = (id: number | null) =>
  useQuery({
    queryKey: ['structure-change', id],
    queryFn: ({ signal }) => api.get<Progress>(`/api/meta/changes/${id}/`, undefined, { signal }),
    enabled: id !== null,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data && data.status !== 'running' ? false : 500),
  })

export const usePast = (table: string) =>
  useQuery({
    queryKey: ['structure-changes', table],
    queryFn: ({ signal }) =>
      api
        .get<{ results: PastChange[] }>(`/api/meta/tables/${table}/changes/`, undefined, { signal })
        .then(({ results }) => results),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ status }) => status === 'running') ? 1000 : false,
  })

/** Everything that was read of a table is read again. */
export async function refresh(table: string): Promise<void> {
  await Promise.all(
    [
      ['table', table],
      ['structure-changes', table],
      ['rows', table],
      ['row', table],
      ['choices', table],
      ['here'],
      ['definitions'],
    ].map((queryKey) => queries.invalidateQueries({ queryKey })),
  )
}

/** Takes this change back, unless another was made or taken back since. */
export async function undoThis(table: string, change: number): Promise<boolean> {
  const path = `/api/meta/tables/${table}/changes/`
  const { results } = await api.get<{ results: PastChange[] }>(path)
  if (results.find(({ undo_until: until }) => until !== null)?.id === change) return undoLast(table)
  toast(wordsIn(planWords).notLast)
  return false
}

/** Takes the last change back; where that empties something, asks first. Answers whether it was done. */
export async function undoLast(table: string, acceptLoss = false): Promise<boolean> {
  const w = wordsIn(planWords)
  try {
    await api.post(
      `/api/meta/tables/${table}/undo/`,
      { accept_loss: acceptLoss },
      { key: crypto.randomUUID() },
    )
    await refresh(table)
    toast(w.undone)
    return true
  } catch (error) {
    const isLossy = error instanceof Problem && error.code === 'undo.loses_data' && !acceptLoss
    if (!isLossy) {
      sayProblem(error)
      return false
    }
    const yes = await confirm({ title: w.undoLoses, children: error.detail, yes: w.undoAnyway, danger: true })
    return yes && undoLast(table, true)
  }
}
