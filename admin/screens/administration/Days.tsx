import type { ReactNode } from 'react'
import { offsetAt } from '#model/time-zones.ts'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Field } from '../../parts/Field.tsx'
import { DayInput } from './DayInput.tsx'
import { logWords } from './log-words.ts'

interface Span {
  readonly from: string
  readonly until: string
}

/** Two days; each may be left out. */
export function Days({ from, until, set }: Span & { set: (days: Partial<Span>) => void }): ReactNode {
  const w = useWords(logWords)
  return (
    <>
      <Field label={w.from}>
        {(tied) => <DayInput tied={tied} value={from} set={(day) => set({ from: day })} />}
      </Field>
      <Field label={w.until}>
        {(tied) => <DayInput tied={tied} value={until} set={(day) => set({ until: day })} />}
      </Field>
    </>
  )
}

/** Whole days of the site's clock, as the instants at which they begin and end. */
export function useSpan({ from, until }: Span): Partial<Span> {
  const { time_zone: zone } = useHere().site
  return {
    ...(from && { from: beginning(from, 0, zone) }),
    ...(until && { until: beginning(until, 1, zone) }),
  }
}

function beginning(day: string, plus: number, zone: string): string {
  const seconds = Date.parse(`${day}T00:00:00Z`) / 1000 + plus * 86_400
  return new Date((seconds - offsetAt(zone, seconds)) * 1000).toISOString()
}
