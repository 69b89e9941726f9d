import { type ReactNode, useId } from 'react'
import { useLanguage } from '../../lib/language.ts'
import { useSay } from '../../lib/words.ts'
import type { Kind } from './draft.ts'
import { exampleOfKind, labelOfKind, shelves } from './types-words.ts'

interface ChooserProps {
  readonly legend: string
  readonly chosen: Kind
  readonly onChoose: (kind: Kind) => void
}

/** Every type with an example of what it holds; arrows go through them. */
export function TypeChooser({ legend, chosen, onChoose }: ChooserProps): ReactNode {
  const name = useId()
  const say = useSay()
  const spoken = useLanguage() === 'fr' ? 0 : 1
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {shelves.map(({ label, kinds }) => (
        <div key={label[0]}>
          <p className="mb-1 text-xs font-semibold text-soft">{label[spoken]}</p>
          <div className="grid grid-cols-1 gap-1.5 min-[24rem]:grid-cols-2 sm:grid-cols-3">
            {kinds.map((kind) => (
              <label
                key={kind}
                className="flex min-h-11 cursor-pointer flex-col justify-center rounded-field border border-base-300 px-3 py-1.5 hover:border-base-content/40 has-checked:border-primary has-checked:bg-secondary has-focus-visible:outline-2 has-focus-visible:outline-primary"
              >
                <input
                  type="radio"
                  className="sr-only"
                  name={name}
                  value={kind}
                  checked={chosen === kind}
                  onChange={() => onChoose(kind)}
                />
                <span className="font-medium">{say(labelOfKind(kind))}</span>
                <span className="truncate text-xs text-soft">{say(exampleOfKind(kind))}</span>
              </label>
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  )
}
