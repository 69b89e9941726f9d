import { type ReactNode, useId, useRef } from 'react'
import { dictionary, useWords } from '../lib/words.ts'
import { Icon } from '../parts/icons.tsx'
import { Dot } from './Dot.tsx'
import { Floating } from './Floating.tsx'
import { type Line, type Picking, usePick } from './pick-state.ts'

interface PickProps extends Picking {
  readonly id: string
  /** What is written in the field while nobody types in it. */
  readonly shown: string
  readonly color?: string | null
  readonly clearable?: boolean
  readonly placeholder?: string
  readonly invalid?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  readonly dense?: boolean | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-label'?: string | undefined
}

const words = dictionary({
  none: ['Rien ne correspond', 'Nothing matches'],
  waits: ['Recherche…', 'Searching…'],
  clear: ['Vider', 'Clear'],
})

const boxClass = 'input h-auto min-h-10 gap-2 pr-1 pointer-coarse:min-h-11'

/** One of several, found by typing: arrows, Enter and Escape, as everywhere. */
export function Pick(props: PickProps): ReactNode {
  const { shown, color, onPick, clearable, invalid, dense } = props
  const w = useWords(words)
  const list = useId()
  const anchor = useRef<HTMLDivElement>(null)
  const state = usePick(props)
  const hasNone = !state.lines.some((line) => 'option' in line)
  return (
    <div
      ref={anchor}
      className={`relative flex w-full items-center ${dense ? '' : boxClass} ${invalid ? 'input-error' : ''}`}
    >
      {state.typed === null && color && <Dot color={color} />}
      <PickInput {...props} list={list} state={state} />
      {clearable && shown !== '' && (
        <button
          type="button"
          aria-label={w.clear}
          title={w.clear}
          className="btn btn-ghost btn-square btn-sm pointer-coarse:size-11"
          onClick={() => onPick(null)}
        >
          <Icon name="close" className="size-4" />
        </button>
      )}
      {!clearable && !dense && <Icon name="down" className="pointer-events-none mr-1 size-4 opacity-60" />}
      {state.isOpen && (
        <Floating anchor={anchor} onClose={state.close} wide>
          <Lines id={list} lines={state.lines} at={state.at} chosen={props.chosen ?? null} take={state.take}>
            {hasNone && <p className="px-3 py-2 text-soft">{props.waits ? w.waits : w.none}</p>}
          </Lines>
        </Floating>
      )}
    </div>
  )
}

interface PickInputProps extends PickProps {
  readonly list: string
  readonly state: ReturnType<typeof usePick>
}

function PickInput({
  id,
  list,
  state,
  shown,
  invalid,
  autoFocus,
  placeholder,
  ...rest
}: PickInputProps): ReactNode {
  const { isOpen, lines, at, typed } = state
  return (
    <input
      id={id}
      role="combobox"
      aria-expanded={isOpen}
      aria-controls={isOpen ? list : undefined}
      aria-activedescendant={isOpen && lines[at] ? `${list}-${at}` : undefined}
      aria-autocomplete="list"
      aria-invalid={invalid}
      aria-describedby={rest['aria-describedby']}
      aria-label={rest['aria-label']}
      autoComplete="off"
      // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
      autoFocus={autoFocus}
      className="min-w-0 grow bg-transparent outline-none placeholder:text-base-content/65! pointer-coarse:text-lg"
      placeholder={placeholder}
      value={typed ?? shown}
      onChange={({ target }) => state.type(target.value)}
      onClick={state.open}
      onKeyDown={state.press}
      onBlur={state.leave}
    />
  )
}

interface LinesProps {
  readonly id: string
  readonly lines: readonly Line[]
  readonly at: number
  readonly chosen: string | null
  readonly take: (line: Line) => void
  readonly children: ReactNode
}

function Lines({ id, lines, at, chosen, take, children }: LinesProps): ReactNode {
  return (
    <div className="p-1">
      {children}
      <div role="listbox" id={id} tabIndex={-1}>
        {lines.map((line, i) => {
          const option = 'option' in line ? line.option : null
          const isAt = i === at
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
            <div
              key={option?.key ?? '+'}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={option ? option.key === chosen : false}
              ref={isAt ? intoSight : undefined}
              className={`flex min-h-9 cursor-pointer items-center gap-2 rounded-field px-2.5 py-1 hover:bg-base-200 pointer-coarse:min-h-11 ${isAt ? 'bg-base-200' : ''}`}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(line)}
            >
              {option ? (
                <>
                  {option.color && <Dot color={option.color} />}
                  <span className="min-w-0 grow break-words">{option.label}</span>
                  {option.key === chosen && <Icon name="check" className="size-4" />}
                </>
              ) : (
                <>
                  <Icon name="plus" className="size-4 text-primary" />
                  <span className="min-w-0 grow font-medium text-primary">
                    {'create' in line && line.create}
                  </span>
                </>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const intoSight = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' })
