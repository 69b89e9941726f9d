import { type ReactNode, useState } from 'react'
import type { Span } from '#model/view-settings.ts'
import { addDays } from '../../fields/days.ts'
import { titleOf } from '../../fields/titles.ts'
import { useWords } from '../../lib/words.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { useRowColour } from '../views/colours.ts'
import type { BodyProps } from '../views/ViewBody.tsx'
import { Agenda } from './Agenda.tsx'
import { type Dates, type Happening, mostShown, useHappenings } from './events.ts'
import { Month } from './Month.tsx'
import { useMoveDay } from './move-day.ts'
import { weeksOf } from './spans.ts'
import { words } from './words.ts'

interface DaysProps extends BodyProps {
  readonly dates: Dates
  readonly span: Span
  readonly day: string
  readonly today: string
}

/** What a day's happenings are drawn with, and carried by. */
export interface Carried {
  readonly colourOf: (row: Happening['row']) => string | undefined
  /** May rows be moved to another day? */
  readonly may: boolean
  readonly over: string | null
  readonly lifted: number | null
  setOver(day: string | null): void
  move(happening: Happening, to: string): void
  lift(happening: Happening): void
  step(by: number): void
  put(): void
  giveUp(): void
}

interface Lifted {
  readonly happening: Happening
  readonly to: string
}

export function Days({ table, view, dates, span, day, today }: DaysProps): ReactNode {
  const w = useWords(words)
  const weeks = weeksOf(span, day)
  const all = weeks.flat()
  const { happenings, isLoading, isCut } = useHappenings(table, view, dates, [all[0]!, all.at(-1)!])
  const colourOf = useRowColour(table, view.settings.colour)
  const move = useMoveDay(table, dates)
  const [over, setOver] = useState<string | null>(null)
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const carried: Carried = {
    colourOf,
    may: table.may.update && !dates.from.readonly,
    over: lifted?.to ?? over,
    lifted: lifted?.happening.row.id ?? null,
    setOver,
    move,
    lift: (happening) => setLifted({ happening, to: happening.first }),
    step: (by) => setLifted((now) => now && { ...now, to: addDays(now.to, by) }),
    put() {
      if (lifted) move(lifted.happening, lifted.to)
      setLifted(null)
    },
    giveUp: () => setLifted(null),
  }
  const inSight = happenings.filter(({ first, last }) => first <= all.at(-1)! && last >= all[0]!)
  if (isLoading) return <Skeleton lines={8} />
  return (
    <div data-scroll="y" className="flex min-h-0 grow flex-col overflow-y-auto px-3 pb-3">
      <p className="sr-only" aria-live="assertive">
        {lifted &&
          (lifted.to === lifted.happening.first
            ? w.lifted(titleOf(lifted.happening.row, table.title))
            : lifted.to)}
      </p>
      {isCut && <p className="pb-2 text-sm text-soft">{w.tooMany(mostShown)}</p>}
      {span === 'list' ? (
        inSight.length > 0 ? (
          <Agenda {...{ table, carried, today }} days={all} happenings={inSight} />
        ) : (
          <Empty icon="calendar" title={w.empty}>
            {w.emptyHelp}
          </Empty>
        )
      ) : (
        <Month {...{ table, carried, today, weeks, day, span }} happenings={inSight} />
      )}
    </div>
  )
}
