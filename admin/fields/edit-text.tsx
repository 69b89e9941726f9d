import type { ReactNode } from 'react'
import { inputClass } from '../parts/Field.tsx'
import type { EditProps } from './field-widget.ts'
import { useTyped } from './typed.ts'

const plain = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** What a browser needs to know of each: which keyboard, which completion. */
const kinds: Readonly<Record<string, React.ComponentProps<'input'>>> = {
  email: { type: 'email', inputMode: 'email', autoCapitalize: 'none', spellCheck: false },
  url: { type: 'url', inputMode: 'url', autoCapitalize: 'none', spellCheck: false },
  slug: { autoCapitalize: 'none', spellCheck: false },
}

export function EditText({ field, value, onChange, id, invalid, autoFocus, ...rest }: EditProps): ReactNode {
  return (
    <input
      {...kinds[field.type]}
      id={id}
      type="text"
      aria-describedby={rest['aria-describedby']}
      aria-invalid={invalid}
      autoComplete="off"
      // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
      autoFocus={autoFocus}
      className={`${inputClass} aria-invalid:input-error`}
      value={plain(value)}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    />
  )
}

/** Grows with what is written. */
export function EditLongText({
  value,
  onChange,
  id,
  invalid,
  autoFocus,
  dense,
  ...rest
}: EditProps): ReactNode {
  return (
    <textarea
      id={id}
      aria-describedby={rest['aria-describedby']}
      aria-invalid={invalid}
      // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
      autoFocus={autoFocus}
      rows={dense ? 2 : 4}
      className="textarea field-sizing-content max-h-96 min-h-20 w-full aria-invalid:textarea-error pointer-coarse:text-lg"
      value={plain(value)}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    />
  )
}

/** Typed as people write it, and written again as it was understood: numbers, phones, addresses. */
export function EditTyped({ field, value, onChange, id, invalid, autoFocus, ...rest }: EditProps): ReactNode {
  const typed = useTyped(field, value, onChange)
  return (
    <input
      {...typedKinds[field.type]}
      id={id}
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

const typedKinds: Readonly<Record<string, React.ComponentProps<'input'>>> = {
  integer: { inputMode: 'decimal' },
  decimal: { inputMode: 'decimal' },
  money: { inputMode: 'decimal' },
  url: { inputMode: 'url', autoCapitalize: 'none', spellCheck: false },
}
