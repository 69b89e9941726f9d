import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import type { GroupRow } from './people.ts'
import { peopleWords } from './people-words.ts'

interface BoxesProps {
  readonly all: readonly GroupRow[]
  readonly chosen: readonly number[]
  readonly choose: (groups: readonly number[]) => void
  readonly admin: boolean
  readonly setAdmin: (admin: boolean) => void
}

/** Which groups somebody is in, and whether they administer. */
export function GroupBoxes({ all, chosen, choose, admin, setAdmin }: BoxesProps): ReactNode {
  const w = useWords(peopleWords)
  return (
    <>
      <fieldset>
        <legend className="text-sm font-medium">{w.groups}</legend>
        <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
          {all.map(({ id, name }) => (
            <Box
              key={id}
              label={name}
              checked={chosen.includes(id)}
              set={(is) => choose(is ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
          ))}
          {all.length === 0 && <p className="text-sm text-soft">{w.noGroup}</p>}
        </div>
      </fieldset>
      <div className="mt-3 border-t border-base-300 pt-2">
        <Box label={w.administers} help={w.administersWhy} checked={admin} set={setAdmin} />
      </div>
    </>
  )
}

interface BoxProps {
  readonly label: string
  readonly help?: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly set: (checked: boolean) => void
}

export const Box = ({ label, help, checked, disabled, set }: BoxProps): ReactNode => (
  <label
    className={`flex gap-2.5 pointer-coarse:min-h-11 ${help ? 'items-start py-1.5' : 'min-h-9 items-center'}`}
  >
    <input
      type="checkbox"
      className="checkbox checkbox-sm border-base-content/60"
      checked={checked}
      disabled={disabled}
      onChange={({ target }) => set(target.checked)}
    />
    <span className="min-w-0">
      {label}
      {help && <span className="block text-sm text-soft">{help}</span>}
    </span>
  </label>
)
