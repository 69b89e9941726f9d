import { type ReactNode, useId } from 'react'
import type { FieldProblem } from '../../lib/problem.ts'
import { FieldErrors } from '../../parts/Field.tsx'

interface ChooseProps {
  readonly label: string
  /** What it means to choose none. */
  readonly all: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly errors?: readonly FieldProblem[] | undefined
}

/** Some of several, or all of them. */
export function Choose({ label, all, options, chosen, onChange, errors = [] }: ChooseProps): ReactNode {
  const id = useId()
  const toggle = (value: string, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value))
  return (
    <fieldset className="flex flex-col gap-1" aria-describedby={errors.length > 0 ? id : undefined}>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        <Chip label={all} on={chosen.length === 0} set={() => onChange([])} />
        {options.map(({ value, label: name }) => (
          <Chip key={value} label={name} on={chosen.includes(value)} set={(on) => toggle(value, on)} />
        ))}
      </div>
      <FieldErrors id={id} errors={errors} />
    </fieldset>
  )
}

const Chip = ({ label, on, set }: { label: string; on: boolean; set: (on: boolean) => void }): ReactNode => (
  <label className="flex min-h-8 cursor-pointer items-center rounded-field border border-base-300 px-2.5 has-checked:border-primary has-checked:bg-primary has-checked:text-primary-content has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-primary pointer-coarse:min-h-11">
    <input type="checkbox" className="sr-only" checked={on} onChange={({ target }) => set(target.checked)} />
    {label}
  </label>
)
