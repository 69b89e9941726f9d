import { type ReactNode, useId } from 'react'
import { useOffered } from '../../fields/choices.ts'
import { widgetOf } from '../../fields/index.ts'
import type { Field, Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import type { Draft } from './filter.ts'
import { filterWords } from './filter-words.ts'

interface ValueProps {
  readonly table: Table
  readonly field: Field
  readonly draft: Draft
  readonly set: (value: unknown) => void
}

/** What a field is compared with: a text that it holds, some of its choices, two ends, or one of its values. */
export function FilterValue({ table, field, draft, set }: ValueProps): ReactNode {
  const w = useWords(filterWords)
  const say = useSay()
  const label = say(field.label)
  if (draft.op === 'in') return <Choices table={table} field={field} draft={draft} set={set} />
  if (
    field.type !== 'references' &&
    (draft.op === 'contains' || draft.op === 'startswith' || draft.op === 'icontains')
  ) {
    return (
      <input
        aria-label={w.value(label)}
        className="input input-sm h-9 w-56 pointer-coarse:min-h-11 pointer-coarse:text-lg"
        value={String(draft.value ?? '')}
        onChange={({ target }) => set(target.value === '' ? null : target.value)}
      />
    )
  }
  if (draft.op === 'range') {
    const [from = null, to = null] = Array.isArray(draft.value) ? draft.value : []
    return (
      <span className="flex flex-wrap gap-2">
        <One
          table={table}
          field={field}
          label={w.from(label)}
          value={from}
          set={(value) => set([value, to])}
        />
        <One table={table} field={field} label={w.to(label)} value={to} set={(value) => set([from, value])} />
      </span>
    )
  }
  return <One table={table} field={asOne(field)} label={w.value(label)} value={draft.value} set={set} />
}

/** A row is among those linked: one of them is chosen. */
const asOne = (field: Field): Field =>
  field.type === 'references' ? ({ ...field, type: 'reference' } as Field) : field

interface OneProps {
  readonly table: Table
  readonly field: Field
  readonly label: string
  readonly value: unknown
  readonly set: (value: unknown) => void
}

/** Its limits are no limits of a question: one may ask beyond them. */
function One({ table, field, label, value, set }: OneProps): ReactNode {
  const id = useId()
  const { Edit } = widgetOf(field.type)
  const { min: _, max: __, required: ___, ...free } = field as Field & { min?: unknown; max?: unknown }
  const asked = field.type === 'rating' ? field : (free as Field)
  return (
    <span className="block w-56">
      <label id={`${id}-label`} htmlFor={id} className="sr-only">
        {label}
      </label>
      <Edit id={id} table={table} field={asked} value={value} onChange={set} />
    </span>
  )
}

function Choices({ table, field, draft, set }: ValueProps): ReactNode {
  const offered = useOffered(field, table.slug)
  const chosen = Array.isArray(draft.value) ? (draft.value as string[]) : []
  const toggle = (value: string) =>
    set(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  return (
    <span className="flex max-w-md flex-wrap gap-1.5 py-1">
      {offered.map(({ value, label }) => (
        <label
          key={value}
          className="flex min-h-7 cursor-pointer items-center gap-1.5 rounded-full border border-base-300 bg-base-100 px-2.5 text-sm has-checked:border-primary has-checked:bg-secondary pointer-coarse:min-h-11"
        >
          <input
            type="checkbox"
            className="checkbox checkbox-xs checkbox-primary"
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
          />
          {label}
        </label>
      ))}
    </span>
  )
}
