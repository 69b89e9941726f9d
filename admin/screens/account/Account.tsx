import { Link, Outlet } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { useWords } from '../../lib/words.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { words } from './words.ts'

/** One's own account, in four pages. */
export function Account(): ReactNode {
  const w = useWords(words)
  const pages = [
    ['/compte', w.profile],
    ['/compte/securite', w.security],
    ['/compte/appareils', w.devices],
    ['/compte/donnees', w.data],
  ] as const
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pb-16 sm:px-6">
      <h1 className="pt-6 pb-3 text-2xl font-semibold">{w.title}</h1>
      <nav aria-label={w.title} className="flex gap-1 overflow-x-auto border-b border-base-300">
        {pages.map(([to, label]) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: true }}
            className="-mb-px flex min-h-10 shrink-0 items-center border-b-2 border-transparent px-3 font-medium text-soft -outline-offset-2 hover:text-base-content aria-[current=page]:border-primary aria-[current=page]:text-primary pointer-coarse:min-h-11"
          >
            {label}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Skeleton lines={6} className="pt-8" />}>
        <Outlet />
      </Suspense>
    </div>
  )
}

/** A part of a page: what it is, what it is for, and what one does there. */
export function Part({
  title,
  why,
  children,
}: {
  title: string
  why?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <section className="grid gap-4 border-b border-base-300 py-7 last:border-0 md:grid-cols-[15rem_1fr] md:gap-8">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        {why && <p className="mt-1 text-sm text-soft">{why}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
