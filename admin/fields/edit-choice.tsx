import { type ReactNode, useId } from 'react'
import { dictionary, useWords } from '../lib/words.ts'
import { Icon } from '../parts/icons.tsx'
import { useOffered } from './choices.ts'
import type { EditProps } from './field-widget.ts'
import { Pick } from './Pick.tsx'

const words = dictionary({
  yes: ['Oui', 'Yes'],
  no: ['Non', 'No'],
  clear: ['Vider', 'Clear'],
  choose: ['Choisir…', 'Choose…'],
  stars: (n: number) => [n === 1 ? '1 étoile' : `${n} étoiles`, n === 1 ? '1 star' : `${n} stars`],
})

const chosenIn = (value: unknown): string | null =>
  typeof value === 'string' ? value : ((value as { value?: string } | null)?.value ?? null)

/** The rules may offer fewer: `offers` names those. What is stored stays shown, offered or not. */
export function EditChoice({ field, value, onChange, table, offers, ...rest }: EditProps): ReactNode {
  const w = useWords(words)
  const all = useOffered(field, table.slug)
  const chosen = chosenIn(value)
  const offered = offers ? all.filter((one) => offers.includes(one.value)) : all
  const known = all.find((one) => one.value === chosen)
  return (
    <Pick
      {...only(rest)}
      shown={known?.label ?? chosen ?? ''}
      color={known?.color ?? null}
      chosen={chosen}
      placeholder={w.choose}
      clearable={chosen !== null && !field.required}
      options={offered.map((one) => ({ key: one.value, label: one.label, color: one.color }))}
      onPick={onChange}
    />
  )
}

export const only = ({ id, invalid, autoFocus, dense, ...rest }: Pick_): Pick_ => ({
  id,
  invalid,
  autoFocus,
  dense,
  'aria-describedby': rest['aria-describedby'],
})
type Pick_ = { readonly id: string } & {
  readonly [K in 'invalid' | 'autoFocus' | 'dense']?: boolean | undefined
} & {
  readonly 'aria-describedby'?: string | undefined
}

/** Yes, no, or not said. */
export function EditYesNo({ field, value, onChange, id, invalid, autoFocus, ...rest }: EditProps): ReactNode {
  const w = useWords(words)
  const name = useId()
  return (
    <div
      role="radiogroup"
      id={id}
      tabIndex={-1}
      aria-describedby={rest['aria-describedby']}
      aria-labelledby={`${id}-label`}
      className="flex min-h-10 items-center gap-5"
    >
      {[true, false].map((one) => (
        <label
          key={String(one)}
          className="flex min-h-9 cursor-pointer items-center gap-2 pointer-coarse:min-h-11"
        >
          <input
            type="radio"
            name={name}
            aria-invalid={invalid}
            className="radio radio-sm radio-primary"
            // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
            autoFocus={autoFocus && (value === one || (one && typeof value !== 'boolean'))}
            checked={value === one}
            onChange={() => onChange(one)}
          />
          {one ? w.yes : w.no}
        </label>
      ))}
      {typeof value === 'boolean' && !field.required && (
        <Clear label={w.clear} onClear={() => onChange(null)} />
      )}
    </div>
  )
}

const Clear = ({ label, onClear }: { label: string; onClear: () => void }): ReactNode => (
  <button
    type="button"
    aria-label={label}
    title={label}
    className="btn btn-ghost btn-square btn-sm pointer-coarse:size-11"
    onClick={onClear}
  >
    <Icon name="close" className="size-4" />
  </button>
)

export function EditRating({ field, value, onChange, id, autoFocus, ...rest }: EditProps): ReactNode {
  const w = useWords(words)
  const name = useId()
  if (field.type !== 'rating') return null
  const given = typeof value === 'number' ? value : 0
  return (
    <div
      role="radiogroup"
      id={id}
      tabIndex={-1}
      aria-describedby={rest['aria-describedby']}
      aria-labelledby={`${id}-label`}
      className="-ml-2 flex min-h-10 items-center"
    >
      {Array.from({ length: field.max }, (_, i) => i + 1).map((n) => (
        <label
          key={n}
          title={w.stars(n)}
          className="grid size-9 cursor-pointer place-items-center rounded-field has-focus-visible:outline-2 has-focus-visible:outline-primary pointer-coarse:size-11"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            aria-label={w.stars(n)}
            // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
            autoFocus={autoFocus && (n === given || (given === 0 && n === 1))}
            checked={n === given}
            onChange={() => onChange(n)}
          />
          <span className={n <= given ? '[&_path]:fill-accent' : 'opacity-60'}>
            <Icon name="star" className="size-5.5" />
          </span>
        </label>
      ))}
      {given > 0 && !field.required && <Clear label={w.clear} onClear={() => onChange(null)} />}
    </div>
  )
}
