import { type ReactNode, useId, useState } from 'react'
import type { Field } from '../../lib/table.ts'
import { dictionary, useSay, useWords } from '../../lib/words.ts'

const words = dictionary({ none: ['Aucun', 'None'] })

interface PickFieldProps {
  readonly label: string
  readonly fields: readonly Field[]
  readonly chosen: string | undefined
  readonly onChoose: (slug: string | undefined) => void
  /** It may be none. */
  readonly optional?: boolean
}

/** One field of several, by a small menu with its name before it. */
export function PickField({ label, fields, chosen, onChoose, optional }: PickFieldProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  return (
    <PickOne
      label={label}
      chosen={chosen ?? ''}
      onChoose={(slug) => onChoose(slug === '' ? undefined : slug)}
      options={[
        ...(optional || chosen === undefined ? [{ value: '', label: w.none }] : []),
        ...fields.map((field) => ({ value: field.slug, label: say(field.label) })),
      ]}
    />
  )
}

interface PickOneProps {
  readonly label: string
  readonly chosen: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChoose: (value: string) => void
}

export function PickOne({ label, chosen, options, onChoose }: PickOneProps): ReactNode {
  const id = useId()
  return (
    <span className="inline-flex items-center gap-1.5">
      <label htmlFor={id} className="text-sm text-soft">
        {label}
      </label>
      <select
        id={id}
        className="select h-9 w-auto max-w-52 min-w-28 pointer-coarse:h-11 pointer-coarse:text-lg"
        value={chosen}
        onChange={({ target }) => onChoose(target.value)}
      >
        {options.map(({ value, label: said }) => (
          <option key={value} value={value}>
            {said}
          </option>
        ))}
      </select>
    </span>
  )
}

interface PickFieldsProps {
  readonly label: string
  readonly fields: readonly Field[]
  readonly chosen: readonly string[]
  readonly onChoose: (slugs: readonly string[]) => void
}

/** Several fields, to be ticked. */
export function PickFields({ label, fields, chosen, onChoose }: PickFieldsProps): ReactNode {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const toggle = (slug: string) =>
    onChoose(chosen.includes(slug) ? chosen.filter((one) => one !== slug) : [...chosen, slug])
  return (
    <details
      className="dropdown"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      onKeyDown={(event) => event.key === 'Escape' && closeAround(event.currentTarget)}
    >
      <summary className="btn h-9 border-base-300 bg-base-100 font-medium pointer-coarse:min-h-11">
        {label}
      </summary>
      {isOpen && (
        <ul className="dropdown-content z-30 mt-1 flex max-h-80 w-64 flex-col overflow-y-auto rounded-box border border-base-300 bg-base-100 p-2 shadow-lift">
          {fields.map((field) => (
            <li key={field.slug}>
              <label className="flex min-h-9 items-center gap-2.5 rounded-field px-2 hover:bg-base-200 pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  className="checkbox checkbox-sm"
                  checked={chosen.includes(field.slug)}
                  onChange={() => toggle(field.slug)}
                />
                <span className="min-w-0 truncate">{say(field.label)}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}

function closeAround(details: HTMLDetailsElement): void {
  details.open = false
  details.querySelector('summary')?.focus()
}
