import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Json } from '#model/json.ts'
import { sayProblem } from '#model/problem.ts'
import type { WhereEnv } from '#model/where-js.ts'
import { isUnread, widgetOf } from '../../fields/index.ts'
import { useLocale } from '../../fields/locale.ts'
import { readOf } from '../../fields/typed.ts'
import { unread } from '../../fields/unread.ts'
import { useLanguage } from '../../lib/language.ts'
import type { Field, Row, Table } from '../../lib/table.ts'
import { useSay } from '../../lib/words.ts'
import { offersOf } from './cell-state.ts'

export type Leaving = 'stay' | 'down' | 'up' | 'right' | 'left'

interface EditorProps {
  readonly table: Table
  readonly env: WhereEnv
  readonly field: Field
  readonly row: Row
  /** What was typed over the cell to begin with; null: its value stays. */
  readonly typed: string | null
  readonly refused: string | undefined
  readonly onDone: (value: Json, leaving: Leaving) => void
  readonly onCancel: () => void
}

/** A choice is made as soon as it is chosen. */
export const atOnce: ReadonlySet<string> = new Set(['choice', 'boolean', 'reference', 'rating'])
/** Their texts are their values: what is typed is taken as it stands. */
const plain: ReadonlySet<string> = new Set(['text', 'long_text', 'email', 'slug'])
export const isPlain = ({ type }: Field): boolean => plain.has(type)

const begun = (field: Field, row: Row, typed: string | null): unknown => {
  if (typed === null) return row[field.slug] ?? null
  return isPlain(field) ? typed : unread(typed, { code: '', text: { fr: '', en: '' }, params: {} })
}

/** What stands in the editor, and how it is left. */
function useEdited({ field, row, typed, refused, onDone }: EditorProps) {
  const locale = useLocale()
  const language = useLanguage()
  const [value, setValue] = useState(() => begun(field, row, atOnce.has(field.type) ? null : typed))
  const [said, setSaid] = useState(refused ?? '')
  const isOver = useRef(false)
  /** Where a key that chooses leads to besides: Tab chooses and goes on. */
  const way = useRef<Leaving>('stay')
  const finish = (next: unknown, leaving: Leaving) => {
    if (isOver.current) return
    const read = isUnread(next) ? readOf(field, next.text, locale) : next
    if (isUnread(read)) {
      setSaid(sayProblem(read.problem, language))
      return
    }
    isOver.current = true
    onDone(read as Json, leaving)
  }
  const change = (next: unknown) => {
    setSaid('')
    setValue(next)
    if (atOnce.has(field.type)) finish(next, way.current)
  }
  const isReadable = !isUnread(value) || !isUnread(readOf(field, value.text, locale))
  return { value, said, change, finish, isOver, isReadable, way }
}

/** The field's own widget, over its cell. */
export function CellEditor(props: EditorProps): ReactNode {
  const { table, env, field, row, typed, onCancel } = props
  const say = useSay()
  const box = useRef<HTMLDivElement>(null)
  const { value, said, change, finish, isOver, isReadable, way } = useEdited(props)
  const cancel = () => {
    isOver.current = true
    onCancel()
  }
  useCaret(box, typed)
  useLeft(box, () => isReadable && finish(value, 'stay'))
  const { Edit } = widgetOf(field.type)
  return (
    <div
      ref={box}
      data-editor=""
      className="rounded-field bg-base-100 shadow-lift"
      onKeyDownCapture={({ key, shiftKey }) => {
        way.current = key !== 'Tab' ? 'stay' : shiftKey ? 'left' : 'right'
      }}
      onKeyDown={(event) => {
        const leaving = leavingOf(event, field)
        event.stopPropagation()
        if (event.key === 'Escape' && !event.defaultPrevented) cancel()
        else if (leaving) {
          event.preventDefault()
          finish(value, leaving)
        }
      }}
    >
      <span id="cell-editor-label" className="sr-only">
        {say(field.label)}
      </span>
      <Edit
        field={field}
        value={value}
        id="cell-editor"
        autoFocus
        table={table}
        row={row}
        invalid={said !== ''}
        offers={offersOf(table, row, field, env)}
        aria-describedby="cell-editor-error"
        onChange={change}
      />
      <p
        id="cell-editor-error"
        role="alert"
        className={said === '' ? 'sr-only' : 'px-2 py-1 text-sm font-medium text-error'}
      >
        {said}
      </p>
    </div>
  )
}

function leavingOf(event: KeyboardEvent, field: Field): Leaving | null {
  if (event.defaultPrevented || event.nativeEvent.isComposing) return null
  if (event.key === 'Tab') return event.shiftKey ? 'left' : 'right'
  if (event.key !== 'Enter') return null
  const isLine = (field.type === 'long_text' || field.type === 'json') && (event.shiftKey || event.altKey)
  return isLine ? null : event.shiftKey ? 'up' : 'down'
}

/** Typing goes on where it began; else what is there is selected, to be kept or typed over. A list opens at once. */
function useCaret(box: { readonly current: HTMLElement | null }, typed: string | null): void {
  useLayoutEffect(() => {
    const input = box.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
      'input:not([type=radio]), textarea',
    )
    if (!input) {
      box.current?.querySelector<HTMLElement>('input:checked, input, button')?.focus()
      return
    }
    input.focus()
    input.setAttribute('aria-labelledby', 'cell-editor-label')
    if (input.role === 'combobox' || input.getAttribute('role') === 'combobox')
      search(input as HTMLInputElement, typed)
    else if (input.type === 'email') return
    else if (typed !== null) input.setSelectionRange(input.value.length, input.value.length)
    else input.select()
  }, [box, typed])
}

/** As if it had been typed there. */
function search(input: HTMLInputElement, typed: string | null): void {
  if (typed === null) {
    input.select()
    input.click()
    return
  }
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, typed)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Left for elsewhere, what was written stands; a list that hangs from the field is part of it. */
function useLeft(box: { readonly current: HTMLElement | null }, leave: () => unknown): void {
  const held = useRef(leave)
  held.current = leave
  useEffect(() => {
    const outside = ({ target }: globalThis.PointerEvent) => {
      const at = target as HTMLElement
      if (!box.current || box.current.contains(at) || at.closest('.fixed.z-50, dialog')) return
      held.current()
    }
    document.addEventListener('pointerdown', outside, true)
    return () => document.removeEventListener('pointerdown', outside, true)
  }, [box])
}
