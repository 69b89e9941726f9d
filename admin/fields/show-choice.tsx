import type { ReactNode } from 'react'
import { dictionary, useWords } from '../lib/words.ts'
import { Icon } from '../parts/icons.tsx'
import { useOffered } from './choices.ts'
import { Dot } from './Dot.tsx'
import type { ShowProps } from './field-widget.ts'

const words = dictionary({ yes: ['Oui', 'Yes'], no: ['Non', 'No'] })

export function ShowYesNo({ value, dense }: ShowProps): ReactNode {
  const w = useWords(words)
  if (typeof value !== 'boolean') return null
  if (!dense) return <span>{value ? w.yes : w.no}</span>
  return (
    <span className={value ? 'text-success' : 'text-soft'}>
      <Icon name={value ? 'check' : 'close'} className="inline size-4" />
      <span className="sr-only">{value ? w.yes : w.no}</span>
    </span>
  )
}

/** Expanded, a choice brings its label. */
interface Expanded {
  readonly value: string
  readonly label?: string
}

export function ShowChoice({ field, value, table }: ShowProps): ReactNode {
  const offered = useOffered(field, table?.slug)
  const given: Expanded | null =
    typeof value === 'string'
      ? { value }
      : typeof value === 'object' && value !== null
        ? (value as Expanded)
        : null
  if (!given) return null
  const known = offered.find((one) => one.value === given.value)
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 rounded-full border border-base-300 bg-base-200 px-2 py-0.5 text-sm">
      {known?.color && <Dot color={known.color} />}
      <span className="truncate">{known?.label ?? given.label ?? given.value}</span>
    </span>
  )
}
