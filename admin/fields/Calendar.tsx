import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useLanguage } from '../lib/language.ts'
import { dictionary, useWords } from '../lib/words.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { addDays, addMonths, monthDays, sameMonth } from './days.ts'

interface CalendarProps {
  /** `YYYY-MM-DD`; null: none. */
  readonly day: string | null
  readonly today: string
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly onPick: (day: string | null) => void
  readonly onClose: () => void
}

const words = dictionary({
  calendar: ['Calendrier', 'Calendar'],
  before: ['Mois précédent', 'Previous month'],
  after: ['Mois suivant', 'Next month'],
  today: ['Aujourd’hui', 'Today'],
  clear: ['Effacer', 'Clear'],
})

/** A month to pick a day from: arrows by day and week, Page keys by month (with Shift by year), Home and End of the week. */
export function Calendar({ day, today, min, max, onPick, onClose }: CalendarProps): ReactNode {
  const w = useWords(words)
  const [at, setAt] = useState(day ?? today)
  const grid = useRef<HTMLTableElement>(null)
  const [isMoved, setMoved] = useState(true)
  useEffect(() => {
    if (isMoved) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus()
  }, [at, isMoved])
  const isOpen = (one: string) => (min === undefined || one >= min) && (max === undefined || one <= max)
  const press = (event: KeyboardEvent) => {
    const to = stepOf(event, at)
    if (event.key === 'Escape') onClose()
    else if (to) {
      setMoved(true)
      setAt(to)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const turn = (months: number) => {
    setMoved(false)
    setAt(addMonths(at, months))
  }
  return (
    <div role="dialog" aria-label={w.calendar} className="flex w-72 flex-col gap-1 p-2" onKeyDown={press}>
      <div className="flex items-center">
        <IconButton small icon="left" label={w.before} onClick={() => turn(-1)} />
        <MonthName day={at} />
        <IconButton small icon="right" label={w.after} onClick={() => turn(1)} />
      </div>
      <Month grid={grid} at={at} day={day} today={today} isOpen={isOpen} onPick={onPick} />
      <div className="flex justify-between">
        <Button small look="quiet" disabled={!isOpen(today)} onClick={() => onPick(today)}>
          {w.today}
        </Button>
        <Button small look="quiet" onClick={() => onPick(null)}>
          {w.clear}
        </Button>
      </div>
    </div>
  )
}

function stepOf({ key, shiftKey }: KeyboardEvent, at: string): string | null {
  const weekday = (new Date(`${at}T00:00:00Z`).getUTCDay() + 6) % 7
  const steps: Readonly<Record<string, () => string>> = {
    ArrowLeft: () => addDays(at, -1),
    ArrowRight: () => addDays(at, 1),
    ArrowUp: () => addDays(at, -7),
    ArrowDown: () => addDays(at, 7),
    Home: () => addDays(at, -weekday),
    End: () => addDays(at, 6 - weekday),
    PageUp: () => addMonths(at, shiftKey ? -12 : -1),
    PageDown: () => addMonths(at, shiftKey ? 12 : 1),
  }
  return steps[key]?.() ?? null
}

const written = (day: string, language: string, form: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { ...form, timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

function MonthName({ day }: { day: string }): ReactNode {
  const language = useLanguage()
  return (
    <span aria-live="polite" className="grow text-center font-semibold first-letter:uppercase">
      {written(day, language, { month: 'long', year: 'numeric' })}
    </span>
  )
}

interface MonthProps extends Pick<CalendarProps, 'day' | 'today' | 'onPick'> {
  readonly grid: React.RefObject<HTMLTableElement | null>
  readonly at: string
  readonly isOpen: (day: string) => boolean
}

function Month({ grid, at, day, today, isOpen, onPick }: MonthProps): ReactNode {
  const language = useLanguage()
  const weeks = monthDays(at)
  return (
    <table ref={grid} className="w-full table-fixed text-center tabular-nums">
      <thead>
        <tr>
          {weeks[0]!.map((one) => (
            <th
              key={one}
              scope="col"
              abbr={written(one, language, { weekday: 'long' })}
              className="pb-1 text-xs font-medium text-soft"
            >
              {written(one, language, { weekday: 'short' }).slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((one) => (
              <td key={one} className="p-0">
                <button
                  type="button"
                  data-day={one}
                  tabIndex={one === at ? 0 : -1}
                  disabled={!isOpen(one)}
                  aria-pressed={one === day}
                  aria-current={one === today ? 'date' : undefined}
                  aria-label={written(one, language, {
                    weekday: 'long',
                    day: 'numeric',
                    month: 'long',
                    year: 'numeric',
                  })}
                  className={`grid size-9 w-full place-items-center rounded-field hover:bg-base-200 disabled:line-through disabled:opacity-50 aria-[current]:font-bold aria-[current]:underline aria-pressed:bg-primary aria-pressed:text-primary-content ${sameMonth(one, at) ? '' : 'text-soft'}`}
                  onClick={() => onPick(one)}
                >
                  {Number(one.slice(8))}
                </button>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
