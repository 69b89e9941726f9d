import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { DashboardBoard } from './DashboardPage.tsx'
import { dashboardsQuery } from './dashboards.ts'

/** The dashboard that somebody begins with; where it is gone, the usual page. */
export function HomeBoard({ id, otherwise }: { id: number; otherwise: ReactNode }): ReactNode {
  const { data } = useSuspenseQuery(dashboardsQuery)
  const board = data.find((one) => one.id === id)
  return board ? <DashboardBoard key={board.id} board={board} /> : otherwise
}
