import type { ReactNode } from 'react'
import { useFormat } from '../lib/format.ts'
import { useSay } from '../lib/words.ts'
import { inputClass } from '../parts/Field.tsx'
import type { EditProps, FieldWidget, ShowProps } from './field-widget.ts'

/** Plain widgets, which hold for any type until it has its own. */
function Text({ value, dense }: ShowProps): ReactNode {
  if (value === null || value === undefined) return null
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return <span className={dense ? 'truncate' : 'whitespace-pre-wrap break-words'}>{text}</span>
}

function EditText({
  field: _field,
  value,
  onChange,
  id,
  invalid,
  autoFocus,
  table: _table,
  row: _row,
  dense: _dense,
  ...rest
}: EditProps): ReactNode {
  return (
    <input
      {...rest}
      id={id}
      // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
      autoFocus={autoFocus}
      className={inputClass}
      aria-invalid={invalid}
      value={
        value === null || value === undefined
          ? ''
          : typeof value === 'object'
            ? JSON.stringify(value)
            : String(value)
      }
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    />
  )
}

function Day({ value }: ShowProps): ReactNode {
  const format = useFormat()
  return typeof value === 'string' ? <time dateTime={value}>{format.day(value)}</time> : null
}

function Instant({ value }: ShowProps): ReactNode {
  const format = useFormat()
  return typeof value === 'string' ? <time dateTime={value}>{format.instant(value)}</time> : null
}

function Digits({ value }: ShowProps): ReactNode {
  const format = useFormat()
  if (value === null || value === undefined) return null
  return <span className="tabular-nums">{format.number(value as string | number)}</span>
}

function Money({ value }: ShowProps): ReactNode {
  const format = useFormat()
  if (value === null || value === undefined) return null
  return <span className="tabular-nums">{format.money(value as string | number)}</span>
}

function YesNo({ value }: ShowProps): ReactNode {
  return value === null || value === undefined ? null : <span>{value ? '✓' : '–'}</span>
}

function Choice({ field, value }: ShowProps): ReactNode {
  const say = useSay()
  if (typeof value !== 'string' || field.type !== 'choice') return null
  const known = 'options' in field ? field.options?.find((option) => option.value === value) : undefined
  return <span className="badge badge-soft">{known ? say(known.label) : value}</span>
}

const widget = (Show: FieldWidget['Show']): FieldWidget => ({ Show, Edit: EditText })

export const plainText = widget(Text)
export const plainDay = widget(Day)
export const plainInstant = widget(Instant)
export const plainDigits = widget(Digits)
export const plainMoney = widget(Money)
export const plainYesNo = widget(YesNo)
export const plainChoice = widget(Choice)
