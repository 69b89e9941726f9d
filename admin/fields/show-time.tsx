import type { ReactNode } from 'react'
import { writeDay } from '#model/dates.ts'
import { writeInstant } from '#model/instants.ts'
import type { ShowProps } from './field-widget.ts'
import { useLocale } from './locale.ts'

export const ShowDay = ({ value }: ShowProps): ReactNode =>
  typeof value === 'string' ? (
    <time dateTime={value} className="tabular-nums whitespace-nowrap">
      {writeDay(value)}
    </time>
  ) : null

/** On the site's clock. */
export function ShowInstant({ value }: ShowProps): ReactNode {
  const { timeZone } = useLocale()
  if (typeof value !== 'string') return null
  return (
    <time dateTime={value} className="tabular-nums whitespace-nowrap">
      {writeInstant(value, timeZone)}
    </time>
  )
}
