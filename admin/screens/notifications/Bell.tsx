import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'
import { useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { useUnread } from './notices.ts'
import { words } from './words.ts'

const Latest = lazy(() => import('./Latest.tsx').then(({ Latest: one }) => ({ default: one })))

/** The bell, and how many are new; it opens the latest. `align`: the side that its list keeps to. */
export function Bell({ align = 'left' }: { align?: 'left' | 'right' }): ReactNode {
  const w = useWords(words)
  const unread = useUnread()
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = useCallback(() => {
    setOpen(false)
    opener.current?.focus()
  }, [])
  const label = unread > 0 ? w.unread(unread) : w.bell
  return (
    <div className="relative">
      <button
        ref={opener}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="btn btn-ghost btn-square btn-sm pointer-coarse:size-11"
      >
        <span className="relative">
          <Icon name="bell" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute -top-2 -right-2.5 min-w-4.5 rounded-full bg-error px-1 text-center text-xs font-semibold text-error-content"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </span>
      </button>
      <Suspense fallback={null}>{isOpen && <Latest close={close} opener={opener} align={align} />}</Suspense>
    </div>
  )
}
