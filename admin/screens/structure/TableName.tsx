import { type ReactNode, useState } from 'react'
import type { Problem } from '../../lib/problem.ts'
import { useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { useTableSlug } from './making.ts'
import { newWords } from './new-words.ts'

export interface Naming {
  readonly label: string
  /** Empty: as the name suggests. */
  readonly slug: string
}

interface NameProps {
  readonly naming: Naming
  readonly set: (naming: Naming) => void
  readonly problem: Problem | null
}

/** What a table is called, and under which technical name. */
export function TableName({ naming, set, problem }: NameProps): ReactNode {
  const w = useWords(newWords)
  const slugFor = useTableSlug()
  const [isOpen, setOpen] = useState(false)
  const wrong = (name: string) => problem?.errors[name] ?? []
  const isSlugShown = isOpen || wrong('slug').length > 0
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={w.name} required errors={wrong('label')}>
        {(tied) => (
          <input
            {...tied}
            required
            className={inputClass}
            placeholder={w.nameExample}
            maxLength={120}
            value={naming.label}
            onChange={({ target }) => set({ ...naming, label: target.value })}
          />
        )}
      </Field>
      {isSlugShown ? (
        <Field label={w.slugLabel} errors={wrong('slug')}>
          {(tied) => (
            <input
              {...tied}
              className={inputClass}
              maxLength={40}
              placeholder={slugFor(naming.label)}
              value={naming.slug}
              onChange={({ target }) => set({ ...naming, slug: target.value })}
            />
          )}
        </Field>
      ) : (
        <p
          className={`flex min-w-0 items-center gap-1 self-end pb-1 text-sm text-soft ${naming.label === '' ? 'invisible' : ''}`}
        >
          <span className="truncate">{w.slug(naming.slug || slugFor(naming.label))}</span>
          <IconButton small icon="edit" label={w.slugEdit} onClick={() => setOpen(true)} />
        </p>
      )}
    </div>
  )
}
