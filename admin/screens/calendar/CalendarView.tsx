import { type ReactNode, useState } from 'react'
import { dayAt } from '#model/time-zones.ts'
import { type Span, spans } from '#model/view-settings.ts'
import { useLanguage } from '../../lib/language.ts'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Choosing } from '../views/Choosing.tsx'
import { PickField, PickOne } from '../views/FieldsMenu.tsx'
import { boardFields, dateFields } from '../views/first-settings.ts'
import { useNarrow } from '../views/narrow.ts'
import type { BodyProps } from '../views/ViewBody.tsx'
import { Days } from './Days.tsx'
import { moveBy, spanName } from './spans.ts'
import { words } from './words.ts'

/** Rows at their dates: a month, a week, or one after the other, which is what a phone shows. */
export function CalendarView({ table, view }: BodyProps): ReactNode {
  const w = useWords(words)
  const zone = useHere().site.time_zone
  const isNarrow = useNarrow()
  const [day, setDay] = useState(() => dayAt(zone, Date.now()))
  const fields = dateFields(table)
  const from = fields.find(({ slug }) => slug === view.settings.from)
  const to = fields.find(({ slug }) => slug === view.settings.to)
  const span = isNarrow ? 'list' : (view.settings.span ?? 'month')
  return (
    <div className="flex min-h-0 grow flex-col">
      <Settings table={table} view={view} />
      {from ? (
        <>
          <Head {...{ span, day, setDay, isNarrow }} setSpan={(next) => view.change({ span: next })} />
          <Days
            table={table}
            view={view}
            dates={{ from, to }}
            span={span}
            day={day}
            today={dayAt(zone, Date.now())}
          />
        </>
      ) : (
        <Empty icon="calendar" title={w.noDate}>
          {fields.length > 0 ? w.noDateHelp : w.noField}
        </Empty>
      )}
    </div>
  )
}

function Settings({ table, view }: BodyProps): ReactNode {
  const w = useWords(words)
  const fields = dateFields(table)
  const { from, to, colour } = view.settings
  return (
    <Choosing>
      <PickField
        label={w.from}
        fields={fields}
        chosen={from}
        onChoose={(slug) => view.change({ from: slug as string })}
      />
      <PickField
        label={w.to}
        optional
        fields={fields.filter(({ slug }) => slug !== from)}
        chosen={to}
        onChoose={(slug) => view.change({ to: slug as string })}
      />
      <PickField
        label={w.colour}
        optional
        fields={boardFields(table)}
        chosen={colour}
        onChoose={(slug) => view.change({ colour: slug as string })}
      />
    </Choosing>
  )
}

interface HeadProps {
  readonly span: Span
  readonly day: string
  readonly isNarrow: boolean
  readonly setDay: (day: string) => void
  readonly setSpan: (span: Span) => void
}

function Head({ span, day, isNarrow, setDay, setSpan }: HeadProps): ReactNode {
  const w = useWords(words)
  const language = useLanguage()
  const zone = useHere().site.time_zone
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-2">
      <h2 className="min-w-44 grow text-lg font-semibold first-letter:uppercase" aria-live="polite">
        {spanName(span, day, language)}
      </h2>
      {!isNarrow && (
        <PickOne
          label={w.span}
          chosen={span}
          options={spans.map((value) => ({ value, label: w[value] }))}
          onChoose={(next) => setSpan(next as Span)}
        />
      )}
      <div className="flex items-center gap-1">
        <IconButton icon="left" label={w.earlier} onClick={() => setDay(moveBy(span, day, -1))} />
        <Button small onClick={() => setDay(dayAt(zone, Date.now()))}>
          {w.today}
        </Button>
        <IconButton icon="right" label={w.later} onClick={() => setDay(moveBy(span, day, 1))} />
      </div>
    </div>
  )
}
