import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef } from 'react'
import { useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { words } from './words.ts'

interface PanelProps {
  readonly table: string
  readonly title: ReactNode
  readonly subtitle?: ReactNode
  /** Beside the title. */
  readonly tools?: ReactNode
  /** Tabs follow, with a line of their own. */
  readonly hasTabs?: boolean
  readonly children: ReactNode
}

/** Back to the list, which has stood behind all the while. */
export function useToList(table: string): () => void {
  const navigate = useNavigate()
  return useCallback(
    () => void navigate({ to: '/tables/$table', params: { table }, search: true }),
    [navigate, table],
  )
}

/** A row beside its list where there is room; over all of it where there is not. */
export function Panel({ table, title, subtitle, tools, hasTabs, children }: PanelProps): ReactNode {
  const w = useWords(words)
  const close = useToList(table)
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const from = document.activeElement as HTMLElement | null
    return () => {
      if (from?.isConnected) from.focus()
    }
  }, [])
  /** Out of a field first, then out of the row. */
  const leave = (event: KeyboardEvent) => {
    const at = event.target as HTMLElement
    if (event.key !== 'Escape' || event.defaultPrevented || at.closest('dialog')) return
    event.preventDefault()
    if (at.matches('input,textarea,[contenteditable]')) box.current?.querySelector('h2')?.focus()
    else close()
  }
  return (
    <section
      ref={box}
      onKeyDown={leave}
      aria-labelledby="record-title"
      className="fixed inset-0 z-30 flex flex-col border-base-300 bg-base-100 lg:left-auto lg:w-[min(46rem,62vw)] lg:border-l lg:shadow-lift"
    >
      <header
        className={`flex items-start gap-1 px-2 py-2 lg:pl-4 ${hasTabs ? '' : 'border-b border-base-300'}`}
      >
        <IconButton icon="left" label={w.toList} className="lg:hidden" onClick={close} />
        <div className="min-w-0 grow py-1">
          <h2 id="record-title" tabIndex={-1} className="truncate text-xl font-semibold">
            {title}
          </h2>
          {subtitle && <p className="truncate text-sm text-soft">{subtitle}</p>}
        </div>
        {tools}
        <IconButton icon="close" label={w.close} className="hidden lg:inline-flex" onClick={close} />
      </header>
      {children}
    </section>
  )
}
