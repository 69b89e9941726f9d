import { type KeyboardEvent, type ReactNode, useId } from 'react'
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
  const id = useId()
  const say = useSay()
  const spoken = useLanguage() === 'fr' ? 0 : 1
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in its flow
    <div role="group" aria-labelledby={id} className="flex flex-col gap-3" onKeyDown={walk}>
      <p id={id} className="text-sm font-medium">
        {legend}
      </p>
      {shelves.map(({ label, kinds }) => (
        <div key={label[0]}>
          <p className="mb-1 text-xs font-semibold text-soft">{label[spoken]}</p>
          <div className="grid grid-cols-1 gap-1.5 min-[24rem]:grid-cols-2 sm:grid-cols-3">
            {kinds.map((kind) => (
              <button
                key={kind}
                type="button"
                aria-pressed={chosen === kind}
                className="flex min-h-11 flex-col justify-center rounded-field border border-base-300 px-3 py-1.5 text-left hover:border-base-content/40 aria-pressed:border-primary aria-pressed:bg-secondary"
                onClick={() => onChoose(kind)}
              >
                <span className="font-medium">{say(labelOfKind(kind))}</span>
                <span className="max-w-full truncate text-xs text-soft">{say(exampleOfKind(kind))}</span>
              </button>
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

const ways: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

function walk(event: KeyboardEvent<HTMLElement>): void {
  const way = ways[event.key]
  if (way === undefined) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  buttons[(at + way + buttons.length) % buttons.length]?.focus()
}
