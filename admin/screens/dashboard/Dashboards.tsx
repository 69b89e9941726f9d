import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Icon } from '../../parts/icons.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { dashboardsQuery, makeDashboard } from './dashboards.ts'
import { words } from './words.ts'

/** All that one has made, or that is shared. */
export function Dashboards(): ReactNode {
  const w = useWords(words)
  const { data: all } = useSuspenseQuery(dashboardsQuery)
  const navigate = useNavigate()
  const add = async () => {
    try {
      const id = await makeDashboard(all.length === 0 ? w.first : w.fresh)
      await navigate({ to: '/tableaux/$id', params: { id: String(id) } })
    } catch (error) {
      sayProblem(error)
    }
  }
  const button = (
    <Button look="main" icon="plus" onClick={add}>
      {w.fresh}
    </Button>
  )
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 p-4 sm:p-6">
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="grow text-2xl font-semibold">{w.dashboards}</h1>
        {all.length > 0 && button}
      </header>
      {all.length === 0 && (
        <Empty icon="chart" title={w.noneTitle} action={button}>
          {w.noneHelp}
        </Empty>
      )}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(16rem,100%),1fr))] gap-3">
        {all.map(({ id, name, shared, cards }) => (
          <li key={id}>
            <Link
              to="/tableaux/$id"
              params={{ id: String(id) }}
              className="flex min-h-20 items-center gap-3 rounded-box border border-base-300 bg-base-100 p-4 hover:border-base-content/30"
            >
              <span className="grid size-10 shrink-0 place-items-center rounded-full bg-secondary text-secondary-content">
                <Icon name="chart" />
              </span>
              <span className="min-w-0">
                <span className="block truncate font-semibold">{name}</span>
                <span className="block text-sm text-soft">
                  {w.cards(cards.length)}
                  {shared && ` · ${w.shared}`}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
