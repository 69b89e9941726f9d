import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import type { Table } from '../../lib/table.ts'
import type { View } from './view.ts'

const again = (table: Table): Promise<void> => queries.invalidateQueries({ queryKey: ['views', table.slug] })

export async function makeView(
  table: Table,
  given: Pick<View, 'name' | 'kind' | 'settings'> & { readonly position?: string | undefined },
): Promise<number> {
  const { id } = await api.post<{ id: number }>('/api/views/', { ...given, table: table.id })
  await again(table)
  return id
}

export async function changeView(
  table: Table,
  view: Pick<View, 'id' | 'version'>,
  change: Partial<Pick<View, 'name' | 'settings' | 'shared'>> & { readonly position?: string },
): Promise<void> {
  try {
    await api.patch(`/api/views/${view.id}/`, change, { headers: { 'if-match': `"${view.version}"` } })
  } finally {
    await again(table)
  }
}

export async function removeView(table: Table, view: View): Promise<void> {
  await api.delete(`/api/views/${view.id}/`)
  await again(table)
}

export async function bringBackView(table: Table, id: number): Promise<void> {
  await api.post('/api/views/bulk/', { action: 'restore', ids: [id] })
  await again(table)
}
