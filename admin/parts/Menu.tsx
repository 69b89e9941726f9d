import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon, type IconName } from './icons.tsx'

export interface MenuEntry {
  readonly label: string
  readonly icon?: IconName
  readonly run: () => unknown
  readonly danger?: boolean
  /** A tick before it: one of several that are chosen. */
  readonly checked?: boolean
  readonly disabled?: boolean
  /** A line above it. */
  readonly apart?: boolean
}

interface MenuProps {
  /** The button's content; its `aria-label` where that is only a sign. */
  readonly button: ReactNode
  readonly label?: string
  readonly entries: readonly MenuEntry[]
  readonly className?: string
  readonly align?: 'start' | 'end'
  /** It opens above its button: at the foot of a column. */
  readonly up?: boolean
}

/** A button that opens a list of things to do. Arrows go through it, letters jump, Escape closes. */
export function Menu({
  button,
  label,
  entries,
  className = 'btn btn-ghost',
  align = 'start',
  up = false,
}: MenuProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  return (
    <div className="relative">
      <button
        ref={opener}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {button}
      </button>
      {isOpen && (
        <Entries
          id={id}
          entries={entries}
          align={align}
          up={up}
          opener={opener}
          close={close}
          leave={() => setOpen(false)}
        />
      )}
    </div>
  )
}

interface EntriesProps {
  readonly id: string
  readonly entries: readonly MenuEntry[]
  readonly align: 'start' | 'end'
  readonly up: boolean
  readonly opener: { readonly current: HTMLElement | null }
  readonly close: () => void
  readonly leave: () => void
}

function Entries({ id, entries, align, up, opener, close, leave }: EntriesProps): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
  }, [])
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const at = event.target as Node
      if (!list.current?.contains(at) && !opener.current?.contains(at)) leave()
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [leave, opener])
  return (
    <div
      ref={list}
      id={id}
      role="menu"
      tabIndex={-1}
      onKeyDown={(event) => walk(event, list.current, close, leave)}
      className={`absolute z-40 flex max-h-[70dvh] min-w-52 flex-col overflow-y-auto rounded-box border border-base-300 bg-base-100 p-1 text-base-content shadow-lift ${up ? 'bottom-full mb-1' : 'top-full mt-1'} ${align === 'end' ? 'right-0' : 'left-0'}`}
    >
      {entries.map((entry) => (
        <Entry key={entry.label} entry={entry} close={close} />
      ))}
    </div>
  )
}

function Entry({
  entry: { label, icon, run, danger, checked, disabled, apart },
  close,
}: {
  entry: MenuEntry
  close: () => void
}): ReactNode {
  return (
    <>
      {apart && <hr className="my-1 border-base-300" />}
      <button
        type="button"
        {...roleOf(checked)}
        tabIndex={-1}
        disabled={disabled}
        className={`flex min-h-9 items-center gap-2.5 rounded-field px-2.5 text-left outline-offset-0 hover:bg-base-200 focus:bg-base-200 disabled:opacity-50 pointer-coarse:min-h-11 ${danger ? 'text-error' : ''}`}
        onClick={() => {
          close()
          void run()
        }}
      >
        {icon && <Icon name={icon} className="size-4.5 opacity-75" />}
        <span className="min-w-0 grow">{label}</span>
        {checked && <Icon name="check" className="size-4" />}
      </button>
    </>
  )
}

const roleOf = (checked: boolean | undefined) =>
  checked === undefined
    ? ({ role: 'menuitem' } as const)
    : ({ role: 'menuitemradio', 'aria-checked': checked } as const)

function walk(event: KeyboardEvent, list: HTMLElement | null, close: () => void, leave: () => void): void {
  const items = [...(list?.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)') ?? [])]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const go = (to: number) => {
    event.preventDefault()
    items[(to + items.length) % items.length]?.focus()
  }
  if (event.key === 'ArrowDown') go(at + 1)
  else if (event.key === 'ArrowUp') go(at - 1)
  else if (event.key === 'Home') go(0)
  else if (event.key === 'End') go(-1)
  else if (event.key === 'Tab') leave()
  else if (event.key === 'Escape') {
    event.preventDefault()
    event.stopPropagation()
    close()
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
    const letter = event.key.toLowerCase()
    const found = [...items.slice(at + 1), ...items].find((item) =>
      item.textContent?.trim().toLowerCase().startsWith(letter),
    )
    found?.focus()
  }
}
