import type { ReactNode } from 'react'
import type { EntryField } from '#model/entry-form.ts'
import type { Field } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { inputClass } from '../../parts/Field.tsx'
import { Icon } from '../../parts/icons.tsx'
import { carry } from '../views/drag.ts'
import type { PartProps } from './EntryFormPage.tsx'
import { mayAsk, mustAsk } from './forms.ts'
import { words } from './words.ts'

/** The questions in their order, then what could be asked besides. */
export function AskedFields({ table, form, change }: PartProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const { asked_fields: asked } = form
  const keep = (next: readonly EntryField[]) => change({ asked_fields: next })
  const move = (from: number, to: number) => {
    const rest = asked.toSpliced(from, 1)
    if (to >= 0 && to <= rest.length) keep(rest.toSpliced(to, 0, asked[from]!))
  }
  const left = table.fields.filter(
    (field) => mayAsk(table, field) && !asked.some(({ field: slug }) => slug === field.slug),
  )
  return (
    <>
      <ol data-drop="asked" className="flex flex-col gap-2">
        {asked.map((one, at) => {
          const field = table.fields.find(({ slug }) => slug === one.field)
          if (!field) return null
          const set = (part: Partial<EntryField>) => keep(asked.with(at, { ...one, ...part }))
          const remove = () => keep(asked.toSpliced(at, 1))
          return <Asked key={one.field} {...{ one, at, field, set, move, remove }} last={asked.length - 1} />
        })}
      </ol>
      {left.length > 0 && (
        <div className="flex flex-col gap-2">
          <h3 className="text-sm font-medium text-soft">{w.notAsked}</h3>
          <ul className="flex flex-wrap gap-2">
            {left.map((field) => (
              <li key={field.slug}>
                <button
                  type="button"
                  aria-label={w.ask(say(field.label))}
                  onClick={() => keep([...asked, { field: field.slug }])}
                  className="btn btn-sm border-base-300 bg-base-100 font-normal pointer-coarse:min-h-11"
                >
                  <Icon name="plus" className="size-4" />
                  {say(field.label)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

interface AskedProps {
  readonly one: EntryField
  readonly field: Field
  readonly at: number
  readonly last: number
  readonly set: (part: Partial<EntryField>) => void
  readonly move: (from: number, to: number) => void
  readonly remove: () => void
}

function Asked({ one, field, at, last, set, move, remove }: AskedProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const name = say(field.label)
  const isFixed = mustAsk(field)
  return (
    <li
      data-item={at}
      onPointerDown={(event) =>
        carry(event, {
          over: () => {},
          drop: (_, before) => move(at, dropAt(before, at, last)),
          end: () => {},
        })
      }
      className="flex cursor-grab items-start gap-2 rounded-field border border-base-300 bg-base-100 p-2"
    >
      <Icon name="drag" className="mt-2.5 size-4.5 text-soft" />
      <Wording one={one} field={field} set={set} />
      <div className="flex flex-col">
        <IconButton icon="up" small label={w.up(name)} disabled={at === 0} onClick={() => move(at, at - 1)} />
        <IconButton
          icon="down"
          small
          label={w.down(name)}
          disabled={at === last}
          onClick={() => move(at, at + 1)}
        />
      </div>
      <IconButton
        icon="close"
        small
        label={isFixed ? w.fixed : w.leave(name)}
        disabled={isFixed}
        onClick={remove}
      />
    </li>
  )
}

function Wording({ one, field, set }: Pick<AskedProps, 'one' | 'field' | 'set'>): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const name = say(field.label)
  return (
    <div className="grid min-w-0 grow gap-2 sm:grid-cols-2">
      <input
        aria-label={w.question(name)}
        placeholder={name}
        className={inputClass}
        maxLength={200}
        value={one.label?.fr ?? ''}
        onChange={({ target: { value } }) =>
          set({ label: value === '' ? (undefined as never) : { fr: value } })
        }
      />
      <input
        aria-label={w.help(name)}
        placeholder={w.helpHere}
        className={inputClass}
        maxLength={500}
        value={one.help?.fr ?? ''}
        onChange={({ target: { value } }) =>
          set({ help: value === '' ? (undefined as never) : { fr: value } })
        }
      />
      <label className="flex min-h-9 items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="checkbox checkbox-sm"
          disabled={field.required === true}
          checked={field.required === true || one.required === true}
          onChange={({ target }) => set({ required: (target.checked || undefined) as never })}
        />
        {field.required ? w.always : w.required}
      </label>
    </div>
  )
}

function dropAt(before: string | null, at: number, last: number): number {
  const to = before === null ? last + 1 : Number(before)
  return to > at ? to - 1 : to
}
