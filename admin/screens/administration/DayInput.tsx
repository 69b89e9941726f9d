import type { ReactNode } from 'react'
import { EditDate } from '../../fields/edit-date.tsx'
import type { EditProps } from '../../fields/field-widget.ts'
import type { Tied } from '../../parts/Field.tsx'

/** A day of no table: typed as people here type it, or picked. */
export function DayInput({
  tied,
  value,
  set,
}: {
  tied: Tied
  /** '': none. */
  value: string
  set: (day: string) => void
}): ReactNode {
  const field = { id: 0, slug: 'day', type: 'date', label: { fr: '' } } as unknown as EditProps['field']
  return (
    <EditDate
      id={tied.id}
      aria-describedby={tied['aria-describedby']}
      invalid={tied['aria-invalid']}
      field={field}
      table={{ slug: '' } as EditProps['table']}
      value={value === '' ? null : value}
      onChange={(day) => set(typeof day === 'string' ? day : '')}
    />
  )
}
