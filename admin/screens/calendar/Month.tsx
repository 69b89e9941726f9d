import { type ReactNode, useState } from 'react'
import type { Span } from '#model/view-settings.ts'
import { useLanguage } from '../../lib/language.ts'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import type { Carried } from './Days.tsx'
import type { Happening } from './events.ts'
import { Slip } from './Slip.tsx'
import { dayName, weekdayName } from './spans.ts'
import { words } from './words.ts'

interface MonthProps {
  readonly table: Table
  readonly carried: Carried
  readonly happenings: readonly Happening[]
  readonly weeks: readonly (readonly string[])[]
  readonly day: string
  readonly span: Span
  readonly today: string
}

const mostInCell = 4

/** Weeks from top to bottom, days from left to right. */
export function Month(props: MonthProps): ReactNode {
  const { weeks, span } = props
  const language = useLanguage()
  return (
    <table className="w-full min-w-3xl table-fixed border-separate border-spacing-0 overflow-clip rounded-box border border-base-300 bg-base-100">
      <thead>
        <tr>
          {weeks[0]!.map((day) => (
            <th
              key={day}
              scope="col"
              className="border-b border-base-300 px-2 py-1.5 text-left text-sm font-medium text-soft"
            >
              <abbr title={weekdayName(day, language, 'long')} className="no-underline">
                {weekdayName(day, language, 'short')}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Cell key={day} {...props} at={day} most={span === 'week' ? 60 : mostInCell} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({
  table,
  carried,
  happenings,
  day,
  at,
  today,
  span,
  most,
}: MonthProps & { at: string; most: number }): ReactNode {
  const w = useWords(words)
  const language = useLanguage()
  const [isWhole, setWhole] = useState(false)
  const here = happenings.filter(({ first, last }) => first <= at && last >= at)
  const shown = isWhole || here.length <= most ? here : here.slice(0, most - 1)
  const isOther = span === 'month' && at.slice(0, 7) !== day.slice(0, 7)
  return (
    <td
      data-drop={at}
      className={`h-26 border-b border-base-300/70 p-1 align-top [&:not(:first-child)]:border-l ${span === 'week' ? 'h-96' : ''} ${carried.over === at ? 'bg-secondary outline-2 -outline-offset-2 outline-primary' : isOther ? 'bg-base-200' : ''}`}
    >
      <time
        dateTime={at}
        className={`mb-1 grid size-6 place-items-center rounded-full text-sm ${at === today ? 'bg-primary font-semibold text-primary-content' : 'text-soft'}`}
      >
        <span aria-hidden="true">{Number(at.slice(8))}</span>
        <span className="sr-only">{dayName(at, language)}</span>
      </time>
      <ul className="flex flex-col gap-1">
        {shown.map((one) => (
          <Slip key={one.row.id} table={table} happening={one} day={at} carried={carried} />
        ))}
        {shown.length < here.length && (
          <li>
            <button
              type="button"
              className="px-1.5 text-sm text-soft underline-offset-2 hover:underline pointer-coarse:min-h-11"
              onClick={() => setWhole(true)}
            >
              {w.more(here.length - shown.length)}
            </button>
          </li>
        )}
      </ul>
    </td>
  )
}
