import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { fold } from '#model/fold.ts'

export interface PickOption {
  readonly key: string
  readonly label: string
  readonly color?: string | null
}

/** An option, or the offer to make what was typed. */
export type Line = { readonly option: PickOption } | { readonly create: string }

export interface Picking {
  readonly options: readonly PickOption[]
  readonly chosen?: string | null
  readonly shown: string
  readonly onPick: (key: string | null) => void
  /** What is typed is looked for elsewhere; absent: among the options, whatever their accents. */
  readonly onSearch?: (text: string) => void
  /** The options are not yet those of what is typed. */
  readonly waits?: boolean
  /** A last line under the options: « Créer « Awa » ». */
  readonly create?: { readonly label: (typed: string) => string; readonly run: (typed: string) => void }
  readonly onBackspace?: () => void
}

interface PickState {
  readonly isOpen: boolean
  /** Null: nobody types. */
  readonly typed: string | null
  readonly lines: readonly Line[]
  /** The line that Enter takes. */
  readonly at: number
  readonly open: () => void
  readonly close: () => void
  readonly leave: () => void
  readonly type: (text: string) => void
  readonly take: (line: Line | undefined) => void
  readonly press: (event: KeyboardEvent) => void
}

const closed = { isOpen: false, typed: null as string | null, at: 0 }

export function usePick(picking: Picking): PickState {
  const { chosen, onPick, onSearch, create } = picking
  const [state, setState] = useState(closed)
  const { isOpen, typed, at } = state
  const lines = linesOf(picking, typed, isOpen)
  const close = () => setState(closed)
  const take = (line: Line | undefined) => {
    if (line && 'create' in line) create?.run(typed ?? '')
    else if (line) onPick(line.option.key)
    close()
  }
  const waits = picking.waits === true && typed !== null && typed !== ''
  const hasty = useHasty(waits, () => isOpen && take(lines[0]))
  const type = (text: string) => {
    hasty.forget()
    setState({ isOpen: true, typed: text, at: 0 })
    onSearch?.(text)
  }
  const open = () => {
    if (isOpen) return
    const known = lines.findIndex((line) => 'option' in line && line.option.key === chosen)
    setState({ isOpen: true, typed, at: Math.max(0, known) })
    onSearch?.('')
  }
  const move = (by: number) =>
    setState({ ...state, at: (at + by + lines.length) % Math.max(1, lines.length) })
  const enter = () => hasty.enter() || take(lines[at])
  const isBlank = (typed ?? picking.shown) === ''
  const isMeant = typed !== null && typed !== '' && 'option' in (lines[at] ?? {})
  const press = pressing(picking, { isOpen, isBlank, isMeant, open, close, move, enter })
  const leave = () => setState((now) => ({ ...now, typed: null }))
  return { isOpen, typed, lines, at, open, close, leave, type, take, press }
}

/** What fits what is typed; while the answer is on its way, what fits of the last one. */
function linesOf(
  { options, onSearch, waits, create }: Picking,
  typed: string | null,
  isOpen: boolean,
): readonly Line[] {
  const isWhole = !typed || (onSearch && !waits)
  const found = isWhole ? options : options.filter(({ label }) => fold(label).includes(fold(typed)))
  const made = create && isOpen ? [{ create: create.label(typed ?? '') }] : []
  return [...found.map((option) => ({ option })), ...made]
}

/** Enter before the answer is there: the first one of the answer is meant. */
function useHasty(waits: boolean, takeFirst: () => unknown) {
  const isDue = useRef(false)
  useEffect(() => {
    if (waits || !isDue.current) return
    isDue.current = false
    takeFirst()
  })
  return {
    enter: (): boolean => {
      isDue.current = waits
      return waits
    },
    forget: () => {
      isDue.current = false
    },
  }
}

interface Pressing extends Pick<PickState, 'isOpen' | 'open' | 'close'> {
  readonly isBlank: boolean
  /** Something was typed, and it fits a line. */
  readonly isMeant: boolean
  readonly move: (by: number) => void
  readonly enter: () => unknown
}

const pressing =
  ({ onBackspace }: Picking, { isOpen, isBlank, isMeant, open, close, move, enter }: Pressing) =>
  (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' && isBlank) onBackspace?.()
    if (event.key === 'Tab') isMeant ? enter() : close()
    const keys: Readonly<Record<string, () => unknown>> = isOpen
      ? { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: enter, Escape: close }
      : { ArrowDown: open, ArrowUp: open }
    const act = keys[event.key]
    if (!act || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
