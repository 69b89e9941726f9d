import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../../lib/words.ts'
import { findPeople } from './comments.ts'
import { type Draft, type Person, wordAt } from './mentions.ts'
import { words } from './words.ts'

interface EditorProps {
  readonly table: string
  readonly row: number
  readonly label: string
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly send: () => void
  readonly autoFocus?: boolean
}

/** A text in which « @ » finds people: arrows go through them, Enter or Tab takes one, Escape closes. */
export function Editor({ table, row, label, draft, onChange, send, autoFocus }: EditorProps): ReactNode {
  const w = useWords(words)
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [cursor, setCursor] = useState(0)
  const [at, setAt] = useState(0)
  const word = wordAt(draft.text, cursor)
  const found = usePeople(table, row, word?.part ?? null)
  const [closedFor, setClosedFor] = useState<number | null>(null)
  const isOpen = word !== null && found.length > 0 && closedFor !== word.from
  useEffect(() => {
    if (autoFocus) box.current?.focus()
  }, [autoFocus])
  const take = (person: Person) => {
    const { from } = word!
    const text = `${draft.text.slice(0, from)}@${person.name} ${draft.text.slice(cursor)}`
    const next = from + person.name.length + 2
    onChange({ text, people: [...draft.people.filter((one) => one.id !== person.id), person] })
    requestAnimationFrame(() => box.current?.setSelectionRange(next, next))
    setCursor(next)
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return send()
    if (!isOpen) return
    listKey(event, {
      step: (by) => setAt((at + by + found.length) % found.length),
      take: () => take(found[Math.min(at, found.length - 1)]!),
      close: () => setClosedFor(word!.from),
    })
  }
  return (
    <div className="relative">
      <textarea
        ref={box}
        aria-label={label}
        placeholder={label}
        rows={3}
        maxLength={5000}
        className="textarea field-sizing-content max-h-64 min-h-20 w-full pointer-coarse:text-lg"
        value={draft.text}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${id}-${at}` : undefined}
        onChange={({ target }) => {
          setCursor(target.selectionStart)
          setAt(0)
          onChange({ ...draft, text: target.value })
        }}
        onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart)}
        onKeyDown={key}
        onBlur={() => setClosedFor(word?.from ?? null)}
        onFocus={() => setClosedFor(null)}
      />
      <p role="status" className="sr-only">
        {isOpen && w.found(found.length)}
      </p>
      <Offered id={id} people={isOpen ? found : []} at={at} take={take} label={w.people} />
    </div>
  )
}

interface ListDeeds {
  step(by: number): void
  take(): void
  close(): void
}

function listKey(event: KeyboardEvent, { step, take, close }: ListDeeds): void {
  const deeds: Readonly<Record<string, () => void>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: take,
    Tab: take,
    Escape: close,
  }
  const deed = deeds[event.key]
  if (!deed) return
  event.preventDefault()
  event.stopPropagation()
  deed()
}

interface OfferedProps {
  readonly id: string
  readonly people: readonly Person[]
  readonly at: number
  readonly take: (person: Person) => void
  readonly label: string
}

function Offered({ id, people, at, take, label }: OfferedProps): ReactNode {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      hidden={people.length === 0}
      className="absolute top-full left-0 z-30 mt-1 max-h-60 w-72 max-w-full overflow-y-auto rounded-box border border-base-300 bg-base-100 p-1 shadow-lift"
    >
      {people.map((person, i) => (
        <div
          key={person.id}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          className="flex min-h-9 cursor-pointer items-baseline gap-2 rounded-field px-2.5 py-1.5 aria-selected:bg-secondary aria-selected:text-secondary-content pointer-coarse:min-h-11"
          // Before the text loses the cursor.
          onPointerDown={(event) => {
            event.preventDefault()
            take(person)
          }}
        >
          <span className="truncate font-medium">{person.name}</span>
          <span className="truncate text-sm opacity-80">{person.username}</span>
        </div>
      ))}
    </div>
  )
}

/** A moment after the last key; null: nobody is looked for. */
function usePeople(table: string, row: number, part: string | null): readonly Person[] {
  const [found, setFound] = useState<readonly Person[]>([])
  useEffect(() => {
    if (part === null) return setFound([])
    const stop = new AbortController()
    const timer = setTimeout(() => {
      findPeople(table, row, part, stop.signal).then(setFound, () => {})
    }, 150)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [table, row, part])
  return found
}
