import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Where } from '#model/where.ts'
import { titleOf } from '../../fields/titles.ts'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useHere } from '../../lib/session.ts'
import { type Page, useTable } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { expiringQuotes, overdueProjects, todayIn } from './office.ts'
import { words } from './words.ts'

interface DueProps {
  readonly projects: string | undefined
  readonly quotes: string | undefined
}

/** Projects that should be over, and quotes that soon will be. */
export function Due({ projects, quotes }: DueProps): ReactNode {
  const w = useWords(words)
  const today = todayIn(useHere().site.time_zone)
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{w.due}</h2>
      <ul className="flex flex-col divide-y divide-base-300 rounded-box border border-base-300 empty:hidden">
        {projects && (
          <Rows table={projects} where={overdueProjects(today)} day="date_fin" icon="warning" said={w.late} />
        )}
        {quotes && (
          <Rows
            table={quotes}
            where={expiringQuotes(today)}
            day="date_validite"
            icon="calendar"
            said={w.expires}
          />
        )}
      </ul>
      <p className="hidden text-soft [ul:empty+&]:block">{w.nothingDue}</p>
    </section>
  )
}

interface RowsProps {
  readonly table: string
  readonly where: Where
  readonly day: string
  readonly icon: IconName
  readonly said: (day: string) => string
}

const most = 8

function Rows({ table: slug, where, day, icon, said }: RowsProps): ReactNode {
  const f = useFormat()
  const table = useTable(slug)
  const params = { where: JSON.stringify(where), ordering: day, page_size: most, count: 'none' }
  const { data } = useQuery({
    queryKey: ['rows', slug, 'due', params],
    queryFn: ({ signal }) => api.get<Page>(`/api/${slug}/`, params, { signal }),
  })
  return data?.results.map((row) => (
    <li key={row.id}>
      <Link
        to="/tables/$table/$id"
        params={{ table: slug, id: String(row.id) }}
        className="flex min-h-11 items-center gap-3 px-4 py-2 hover:bg-base-200"
      >
        <Icon name={icon} className="size-5 text-accent" />
        <span className="flex min-w-0 grow flex-col sm:flex-row sm:items-center sm:gap-3">
          <span className="min-w-0 grow truncate font-medium">{titleOf(row, table.title)}</span>
          <span className="shrink-0 text-sm text-soft">{said(f.day(String(row[day])))}</span>
        </span>
      </Link>
    </li>
  ))
}
