import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'

/** An import as `GET /api/imports/{id}/` gives it. */
export interface Report {
  readonly id: number
  readonly name: string
  readonly status: 'uploading' | 'waiting' | 'checking' | 'writing' | 'done' | 'failed' | 'undone'
  readonly progress: number | null
  readonly rows: number | null
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly skipped: number
  readonly problem_count: number
  readonly problems: readonly RowProblem[]
  readonly columns: readonly SeenColumn[]
  readonly options: Asked
  readonly undo: { readonly removed: number; readonly restored: number; readonly kept_count: number } | null
  readonly created_at: string
}

export interface RowProblem {
  readonly line: number | null
  readonly column: string | null
  readonly code: string
  readonly message: string
  readonly value: string | null
}

export interface SeenColumn {
  readonly header: string
  readonly field: string | null
  readonly samples: readonly string[]
}

/** Which field each column is for, by its header; null: it is left out. */
export type Columns = Readonly<Record<string, string | null>>

export interface Asked {
  readonly columns?: Columns
  readonly match: readonly string[]
  readonly on_error: 'stop' | 'skip'
  readonly dry_run: boolean
}

export const isOver = ({ status }: Report): boolean => ['done', 'failed', 'undone'].includes(status)

/** Asked again while it works. */
export const useReport = (id: number | undefined) =>
  useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => api.get<Report>(`/api/imports/${id}/`, undefined, { signal }),
    enabled: id !== undefined,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data && isOver(data) ? false : 700),
  })

export async function send(table: string, file: File): Promise<number> {
  const form = new FormData()
  form.set('dry_run', 'true')
  form.set('on_error', 'skip')
  form.set('file', file, file.name)
  const { import: id } = await api.post<{ import: number }>(`/api/${table}/import/`, form, {
    key: crypto.randomUUID(),
  })
  return id
}

/** The same file once more, with what was decided meanwhile. */
export async function again(id: number, options: Partial<Asked>): Promise<void> {
  await api.post(`/api/imports/${id}/again/`, options, { key: crypto.randomUUID() })
  await queries.resetQueries({ queryKey: ['import', id] })
}

export async function undo(table: string, id: number): Promise<void> {
  await api.post(`/api/imports/${id}/undo/`, {}, { key: crypto.randomUUID() })
  await queries.resetQueries({ queryKey: ['import', id] })
  await queries.invalidateQueries({ queryKey: ['rows', table] })
  await queries.invalidateQueries({ queryKey: ['imports', table] })
}
