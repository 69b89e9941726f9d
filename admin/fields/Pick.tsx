import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { fold } from '#model/fold.ts'
import { dictionary, useWords } from '../lib/words.ts'
import { Icon } from '../parts/icons.tsx'
import { Floating } from './Floating.tsx'

export interface PickOption {
  readonly key: string
  readonly label: string
  readonly color?: string | null
}

interface PickProps {
  readonly id: string
  /** What is written in the field while nobody types in it. */
  readonly shown: string
  readonly color?: string | null
  readonly chosen?: string | null
  readonly options: readonly PickOption[]
  readonly onPick: (key: string | null) => void
  /** What is typed is looked for elsewhere; absent: among the options, whatever their accents. */
  readonly onSearch?: (text: string) => void
  readonly waits?: boolean
  /** A last line under the options: « Créer « Awa » ». */
  readonly create?: { readonly label: (typed: string) => string; readonly run: (typed: string) => void }
  readonly clearable?: boolean
  readonly placeholder?: string
  readonly invalid?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  readonly dense?: boolean | undefined
  readonly onBackspace?: () => void
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-label'?: string | undefined
}

const words = dictionary({
  none: ['Rien ne correspond', 'Nothing matches'],
  waits: ['Recherche…', 'Searching…'],
  clear: ['Vider', 'Clear'],
})

/** One of several, found by typing: arrows, Enter and Escape, as everywhere. */
export function Pick(props: PickProps): ReactNode {
  const { id, shown, color, options, onPick, onSearch, create, clearable, invalid, autoFocus, dense } = props
  const w = useWords(words)
  const list = useId()
  const anchor = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const found =
    onSearch || !typed ? options : options.filter(({ label }) => fold(label).includes(fold(typed)))
  const lines: readonly Line[] = [
    ...found.map((option) => ({ option })),
    ...(create && isOpen ? [{ create: create.label(typed ?? '') }] : []),
  ]
  const close = () => {
    setOpen(false)
    setTyped(null)
    setAt(0)
  }
  const take = (line: Line | undefined) => {
    if (line && 'create' in line) create?.run(typed ?? '')
    else if (line) onPick(line.option.key)
    close()
  }
  const type = (text: string) => {
    setTyped(text)
    setOpen(true)
    setAt(0)
    onSearch?.(text)
  }
  const open = () => {
    if (isOpen) return
    setOpen(true)
    onSearch?.('')
    setAt(
      Math.max(
        0,
        found.findIndex(({ key }) => key === props.chosen),
      ),
    )
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && (typed ?? shown) === '') props.onBackspace?.()
    else if (!isOpen && /^Arrow(Down|Up)$/.test(event.key)) caught(event, open)
    else if (!isOpen) return
    else if (event.key === 'ArrowDown') caught(event, () => setAt((at + 1) % Math.max(1, lines.length)))
    else if (event.key === 'ArrowUp')
      caught(event, () => setAt((at - 1 + lines.length) % Math.max(1, lines.length)))
    else if (event.key === 'Enter') caught(event, () => take(lines[at]))
    else if (event.key === 'Escape') caught(event, close)
    else if (event.key === 'Tab') close()
  }
  const tint = typed === null && color
  return (
    <div
      ref={anchor}
      className={`relative flex w-full items-center ${dense ? '' : 'input h-auto min-h-10 gap-2 pr-1 pointer-coarse:min-h-11'} ${invalid ? 'input-error' : ''}`}
    >
      {tint && <Dot color={tint} />}
      <input
        id={id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? list : undefined}
        aria-activedescendant={isOpen && lines[at] ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        aria-invalid={invalid}
        aria-describedby={props['aria-describedby']}
        aria-label={props['aria-label']}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
        autoFocus={autoFocus}
        className="min-w-0 grow bg-transparent outline-none pointer-coarse:text-lg"
        placeholder={props.placeholder}
        value={typed ?? shown}
        onChange={({ target }) => type(target.value)}
        onClick={open}
        onKeyDown={press}
        onBlur={() => setTyped(null)}
      />
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
      {isOpen && (
        <Floating anchor={anchor} onClose={close} wide>
          <Lines id={list} lines={lines} at={at} chosen={props.chosen ?? null} take={take}>
            {found.length === 0 && <p className="px-3 py-2 text-soft">{props.waits ? w.waits : w.none}</p>}
          </Lines>
        </Floating>
      )}
    </div>
  )
}

function caught(event: KeyboardEvent, act: () => void): void {
  event.preventDefault()
  event.stopPropagation()
  act()
}

type Line = { readonly option: PickOption } | { readonly create: string }

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

/** The colour of a choice: beside its name, never instead of it. */
export const Dot = ({ color }: { color: string }): ReactNode => (
  <span
    aria-hidden="true"
    className="size-2.5 shrink-0 rounded-full border border-base-content/25"
    style={{ backgroundColor: color }}
  />
)
