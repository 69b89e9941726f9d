import { useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { inLanguage } from '#model/language.ts'
import { useLanguage } from '../../lib/language.ts'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { type Line, matching, offers, paletteWords, useFoundRows } from './found.ts'
import { useSettingLines } from './setting-lines.ts'

/** Ctrl-K: go, find, do. One types, the arrows choose, Enter opens. */
export function Palette({ close, keys }: { close: () => void; keys: () => void }): ReactNode {
  const w = useWords(paletteWords)
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { lines, isSearching } = useLines(typed, keys)
  const chosen = Math.min(at, lines.length - 1)
  const open = (line: Line | undefined) => {
    if (!line) return
    close()
    Promise.resolve(line.run()).catch(sayProblem)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (event.key === 'Enter') open(lines[chosen])
    else if (step !== undefined) setAt((chosen + step + lines.length * 8) % Math.max(1, lines.length))
    else return
    event.preventDefault()
  }
  return (
    <Over title={w.title} close={close}>
      <div className="flex items-center gap-2.5 border-b border-base-300 px-4">
        <Icon name="search" className="size-5 opacity-60" />
        <input
          role="combobox"
          aria-label={w.title}
          aria-expanded="true"
          aria-controls={`${id}-lines`}
          aria-activedescendant={lines[chosen] && `${id}-${chosen}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: it was called to be typed into
          autoFocus
          placeholder={w.placeholder}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            setAt(0)
          }}
          onKeyDown={press}
          className="h-13 w-full bg-transparent text-lg outline-none placeholder:text-base-content/70"
        />
      </div>
      <Lines id={id} lines={lines} chosen={chosen} choose={setAt} open={open} label={w.title} />
      {lines.length === 0 && (
        <p role="status" className="px-5 py-8 text-center text-soft">
          {isSearching ? w.searching : w.nothing(typed.trim())}
        </p>
      )}
      <p className="hidden border-t border-base-300 px-4 py-2 text-xs text-soft sm:block">{w.how}</p>
    </Over>
  )
}

function Over({
  title,
  close,
  children,
}: {
  title: string
  close: () => void
  children: ReactNode
}): ReactNode {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = box.current
    if (!dialog?.open) dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={box}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onMouseDown={(event) => event.target === box.current && close()}
      className="mx-auto mt-0 max-h-[100dvh] w-full max-w-xl bg-transparent p-2 text-inherit backdrop:bg-black/40 sm:mt-[12vh]"
    >
      <div className="flex flex-col overflow-hidden rounded-box border border-base-300 bg-base-100 shadow-lift">
        {children}
      </div>
    </dialog>
  )
}

interface LinesProps {
  readonly id: string
  readonly lines: readonly Line[]
  readonly chosen: number
  readonly choose: (at: number) => void
  readonly open: (line: Line) => void
  readonly label: string
}

function Lines({ id, lines, chosen, choose, open, label }: LinesProps): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div
      ref={list}
      id={`${id}-lines`}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="max-h-[60dvh] overflow-y-auto p-1.5 empty:hidden"
    >
      {lines.map((line, at) => (
        <div key={line.key} role="presentation">
          {line.group !== lines[at - 1]?.group && (
            <div role="presentation" className="px-3 pt-2 pb-1 text-xs font-semibold text-soft">
              {line.group}
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field’s above, where the focus stays */}
          <div
            id={`${id}-${at}`}
            data-at={at}
            role="option"
            tabIndex={-1}
            aria-selected={at === chosen}
            onPointerMove={() => at !== chosen && choose(at)}
            onClick={() => open(line)}
            className="flex min-h-9 cursor-pointer items-center gap-3 rounded-field px-3 aria-selected:bg-secondary aria-selected:text-secondary-content pointer-coarse:min-h-11"
          >
            <Icon name={line.icon} className="size-4.5 opacity-70" />
            <span className="min-w-0 truncate">{line.label}</span>
            {line.hint && (
              <span className="ml-auto max-w-[45%] truncate pl-3 text-sm opacity-80">{line.hint}</span>
            )}
          </div>
        </div>
      ))}
    </div>
  )
}

function useLines(typed: string, keys: () => void): { lines: readonly Line[]; isSearching: boolean } {
  const here = useHere()
  const language = useLanguage()
  const router = useRouter()
  const own = useSettingLines(keys)
  const { rows, isSearching } = useFoundRows(typed)
  const w = useWords(paletteWords)
  const known = useMemo(() => offers({ here, language, router, own }), [here, language, router, own])
  const found = rows.map(({ table, id, title, hint }) => {
    const label = here.tables.find(({ slug }) => slug === table)?.label
    const named = label ? inLanguage(label, language) : table
    return {
      key: `row ${table} ${id}`,
      group: w.rows,
      label: title,
      hint: hint ? `${hint} · ${named}` : named,
      icon: 'file' as const,
      run: () => router.navigate({ to: '/tables/$table/$id', params: { table, id: String(id) } }),
    }
  })
  return { lines: [...matching(known, typed), ...found], isSearching }
}
