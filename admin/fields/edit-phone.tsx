import type { ReactNode } from 'react'
import { inputClass } from '../parts/Field.tsx'
import type { EditProps } from './field-widget.ts'
import { usePhones } from './phone-book.ts'
import { useTyped } from './typed.ts'

/** Typed as people say it there, `07 07 12 34 56`, or with its country; written with its country when it is left. */
export function EditPhone(props: EditProps): ReactNode {
  const isReady = usePhones()
  return <Typed key={String(isReady)} {...props} />
}

function Typed({ field, value, onChange, id, invalid, autoFocus, ...rest }: EditProps): ReactNode {
  const typed = useTyped(field, value, onChange)
  return (
    <input
      id={id}
      type="tel"
      inputMode="tel"
      aria-describedby={rest['aria-describedby']}
      aria-invalid={invalid}
      autoComplete="off"
      // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
      autoFocus={autoFocus}
      className={`${inputClass} tabular-nums ${invalid ? 'input-error' : ''}`}
      value={typed.text}
      onChange={({ target }) => typed.type(target.value)}
      onBlur={typed.settle}
    />
  )
}
