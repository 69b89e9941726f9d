import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from 'react'
import type { ViewKind } from '#model/view-settings.ts'
import type { Table } from '../../lib/table.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'
import type { ViewInUse } from './use-view.ts'

export interface BodyProps {
  readonly table: Table
  readonly view: ViewInUse
}

type Body = LazyExoticComponent<ComponentType<BodyProps>>

const bodies: Readonly<Record<Exclude<ViewKind, 'grid'>, Body>> = {
  kanban: lazy(() => import('../kanban/Board.tsx').then(({ Board }) => ({ default: Board }))),
  calendar: lazy(() => import('../calendar/CalendarView.tsx').then((all) => ({ default: all.CalendarView }))),
  gallery: lazy(() => import('../gallery/Gallery.tsx').then(({ Gallery }) => ({ default: Gallery }))),
  chart: lazy(() => import('../chart/ChartView.tsx').then(({ ChartView }) => ({ default: ChartView }))),
}

/** The rows of a view that is no grid, under the same filters. */
export function ViewBody({ table, view }: BodyProps): ReactNode {
  if (view.kind === 'grid') return null
  const Body = bodies[view.kind]
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Body key={view.chosen?.id} table={table} view={view} />
    </Suspense>
  )
}
