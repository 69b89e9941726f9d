import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { titleOf } from '../../fields/titles.ts'
import { useFormat } from '../../lib/format.ts'
import { useLanguage } from '../../lib/language.ts'
import type { Table } from '../../lib/table.ts'
import type { Carried } from './Days.tsx'
import type { Happening } from './events.ts'
import { dayName } from './spans.ts'

interface AgendaProps {
  readonly table: Table
  readonly carried: Carried
  readonly days: readonly string[]
  readonly happenings: readonly Happening[]
  readonly today: string
}

/** Day after day, those on which something begins; what began before comes on the first. */
export function Agenda({ table, carried, days, happenings, today }: AgendaProps): ReactNode {
  const language = useLanguage()
  const f = useFormat()
  const shownOn = ({ first }: Happening): string => (first > days[0]! ? first : days[0]!)
  return (
    <ol className="flex flex-col gap-4">
      {days
        .filter((day) => happenings.some((one) => shownOn(one) === day))
        .map((day) => (
          <li key={day}>
            <h3
              className={`pb-1.5 text-sm font-semibold first-letter:uppercase ${day === today ? 'text-primary' : 'text-soft'}`}
            >
              {dayName(day, language)}
            </h3>
            <ul className="overflow-clip rounded-box border border-base-300 bg-base-100">
              {happenings
                .filter((one) => shownOn(one) === day)
                .map(({ row, first, last }) => (
                  <li key={row.id} className="relative border-b border-base-300 last:border-b-0">
                    <span
                      aria-hidden="true"
                      className="absolute inset-y-0 left-0 w-1"
                      style={{ background: carried.colourOf(row) ?? 'var(--color-primary)' }}
                    />
                    <Link
                      to="/tables/$table/$id"
                      params={{ table: table.slug, id: String(row.id) }}
                      search={true as never}
                      className="flex min-h-11 flex-wrap items-center gap-x-3 py-2 pr-3 pl-4 -outline-offset-2 hover:bg-base-200"
                    >
                      <span className="min-w-0 grow font-medium [overflow-wrap:anywhere]">
                        {titleOf(row, table.title)}
                      </span>
                      {last !== first && (
                        <span className="text-sm text-soft">
                          {f.day(first)} → {f.day(last)}
                        </span>
                      )}
                    </Link>
                  </li>
                ))}
            </ul>
          </li>
        ))}
    </ol>
  )
}
