import type { ReactNode } from 'react'
import { writeMoney } from '#model/money.ts'
import { useFormat } from '../lib/format.ts'
import { useLanguage } from '../lib/language.ts'
import { dictionary, useWords } from '../lib/words.ts'
import { Icon } from '../parts/icons.tsx'
import type { ShowProps } from './field-widget.ts'

const isDigits = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '')

export function ShowNumber({ value }: ShowProps): ReactNode {
  const format = useFormat()
  return isDigits(value) ? (
    <span className="tabular-nums whitespace-nowrap">{format.number(value)}</span>
  ) : null
}

export function ShowMoney({ field, value }: ShowProps): ReactNode {
  const language = useLanguage()
  if (!isDigits(value) || field.type !== 'money') return null
  return (
    <span className="tabular-nums whitespace-nowrap">
      {writeMoney(String(value), field.currency, { language })}
    </span>
  )
}

const words = dictionary({ rated: (n: number, max: number) => [`${n} sur ${max}`, `${n} out of ${max}`] })

export function ShowRating({ field, value }: ShowProps): ReactNode {
  const w = useWords(words)
  if (typeof value !== 'number' || field.type !== 'rating') return null
  return (
    <span
      className="inline-flex items-center gap-0.5 whitespace-nowrap"
      role="img"
      aria-label={w.rated(value, field.max)}
    >
      {Array.from({ length: field.max }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stars have no names
        <span key={i} className={i < value ? '[&_path]:fill-accent' : 'opacity-35'}>
          <Icon name="star" className="size-4" />
        </span>
      ))}
    </span>
  )
}
