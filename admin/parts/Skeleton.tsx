import type { ReactNode } from 'react'

/** Grey lines where words will be, of the same height: nothing jumps when they come. */
export function Skeleton({ lines = 3, className = '' }: { lines?: number; className?: string }): ReactNode {
  return (
    <div className={`flex flex-col gap-3 ${className}`} aria-hidden="true">
      {Array.from({ length: lines }, (_, at) => `line-${at}`).map((name, at) => (
        <div
          key={name}
          className={`h-4 animate-pulse rounded bg-base-300 ${at % 3 === 2 ? 'w-2/3' : 'w-full'}`}
        />
      ))}
    </div>
  )
}
