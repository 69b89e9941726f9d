import type { ReactNode } from 'react'
import type { Problem } from '../../lib/problem.ts'
import { Field, inputClass } from '../../parts/Field.tsx'
import { problemsAt } from './draft.ts'

/** What each editor of settings is given. */
export interface SettingProps {
  readonly settings: Readonly<Record<string, unknown>>
  readonly set: (name: string, value: unknown) => void
  readonly problem: Problem | null
}

interface OneProps extends SettingProps {
  readonly name: string
  readonly label: string
  readonly placeholder?: string
}

export function TextSetting({ name, label, placeholder, settings, set, problem }: OneProps): ReactNode {
  return (
    <Field label={label} errors={problemsAt(problem, name)}>
      {(tied) => (
        <input
          {...tied}
          className={inputClass}
          placeholder={placeholder}
          value={String(settings[name] ?? '')}
          onChange={({ target }) => set(name, target.value)}
        />
      )}
    </Field>
  )
}

/** Digits as they are typed; what is no number is sent as it stands, and refused in words. */
export function NumberSetting({
  name,
  label,
  settings,
  set,
  problem,
  exact,
}: OneProps & { readonly exact?: boolean }): ReactNode {
  const read = (text: string): unknown => {
    const plain = text
      .trim()
      .replaceAll(/[\s\u00a0\u202f]/g, '')
      .replace(',', '.')
    if (plain === '') return null
    return exact || Number.isNaN(Number(plain)) ? plain : Number(plain)
  }
  return (
    <Field label={label} errors={problemsAt(problem, name)}>
      {(tied) => (
        <input
          {...tied}
          inputMode={exact ? 'decimal' : 'numeric'}
          className={inputClass}
          value={String(settings[name] ?? '')}
          onChange={({ target }) => set(name, read(target.value))}
        />
      )}
    </Field>
  )
}

interface SelectProps extends OneProps {
  readonly options: readonly (readonly [value: string, label: string])[]
}

export function SelectSetting({ name, label, options, settings, set, problem }: SelectProps): ReactNode {
  return (
    <Field label={label} errors={problemsAt(problem, name)}>
      {(tied) => (
        <select
          {...tied}
          className="select w-full pointer-coarse:min-h-11 pointer-coarse:text-lg"
          value={String(settings[name] ?? '')}
          onChange={({ target }) => set(name, target.value)}
        >
          {options.map(([value, said]) => (
            <option key={value} value={value}>
              {said}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
