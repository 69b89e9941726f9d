import { type ReactNode, useId } from 'react'
import type { FieldProblem } from '../lib/problem.ts'

interface FieldProps {
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly required?: boolean
  readonly errors?: readonly FieldProblem[] | undefined
  /** Given the ids that tie the label, the help and the error to what is edited. */
  readonly children: (tied: Tied) => ReactNode
}

export interface Tied {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** A label, what is edited, what helps and what is wrong: always in this order. */
export function Field({ label, help, required, errors = [], children }: FieldProps): ReactNode {
  const id = useId()
  const said = [help && `${id}-help`, errors.length > 0 && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {required && (
          <span className="text-error" aria-hidden="true">
            {' *'}
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': said || undefined,
        'aria-invalid': errors.length > 0 || undefined,
      })}
      {help && (
        <p id={`${id}-help`} className="text-sm text-soft">
          {help}
        </p>
      )}
      <FieldErrors id={`${id}-error`} errors={errors} />
    </div>
  )
}

export function FieldErrors({ id, errors }: { id: string; errors: readonly FieldProblem[] }): ReactNode {
  if (errors.length === 0) return null
  return (
    <p id={id} role="alert" className="text-sm font-medium text-error">
      {errors.map(({ message }) => message).join(' ')}
    </p>
  )
}

/** A text to type: 40 px high, 16 px letters under a thumb (or phones zoom in). */
export const inputClass = 'input w-full pointer-coarse:min-h-11 pointer-coarse:text-lg'
