import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { NoticeLine } from './NoticeLine.tsx'
import { markAllRead, noticesQuery } from './notices.ts'
import { words } from './words.ts'

interface LatestProps {
  readonly close: () => void
  readonly opener: RefObject<HTMLElement | null>
  readonly align: 'left' | 'right'
}

/** The latest ten, under the bell. Escape and a press elsewhere close it. */
export function Latest({ close, opener, align }: LatestProps): ReactNode {
  const w = useWords(words)
  const title = useId()
  const box = useRef<HTMLDivElement>(null)
  const { data } = useQuery(noticesQuery(10))
  useEffect(() => {
    box.current?.focus()
    const outside = ({ target }: PointerEvent) => {
      if (!box.current?.contains(target as Node) && !opener.current?.contains(target as Node)) close()
    }
    const onEscape = ({ key }: KeyboardEvent) => key === 'Escape' && close()
    document.addEventListener('pointerdown', outside)
    document.addEventListener('keydown', onEscape)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('keydown', onEscape)
    }
  }, [close, opener])
  return (
    <div
      ref={box}
      role="dialog"
      aria-labelledby={title}
      tabIndex={-1}
      className={`fixed inset-x-2 top-14 z-50 flex max-h-[75dvh] flex-col overflow-hidden rounded-box border border-base-300 bg-base-100 shadow-lift outline-none sm:absolute sm:inset-x-auto sm:top-full sm:mt-1 sm:w-96 ${align === 'left' ? 'sm:left-0' : 'sm:right-0'}`}
    >
      <div className="flex items-center gap-2 border-b border-base-300 py-2 pr-2 pl-4">
        <h2 id={title} className="grow font-semibold">
          {w.bell}
        </h2>
        <Button small look="quiet" onClick={() => markAllRead().catch(sayProblem)}>
          {w.readAll}
        </Button>
      </div>
      <div className="min-h-0 grow overflow-y-auto">
        {!data && <Skeleton lines={4} className="p-4" />}
        {data?.results.length === 0 && (
          <Empty icon="bell" title={w.none}>
            {w.noneWhy}
          </Empty>
        )}
        <ul className="divide-y divide-base-300">
          {data?.results.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} leave={close} />
          ))}
        </ul>
      </div>
      <div className="border-t border-base-300 p-1.5">
        <Link
          to="/notifications"
          onClick={close}
          className="btn btn-ghost btn-sm w-full pointer-coarse:min-h-11"
        >
          {w.all}
        </Link>
      </div>
    </div>
  )
}
