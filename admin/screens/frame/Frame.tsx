import { Link, Outlet } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { useHere } from '../../lib/session.ts'
import { useSay } from '../../lib/words.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'

/** What stands around every screen of somebody who is signed in. */
export function Frame(): ReactNode {
  const here = useHere()
  const say = useSay()
  return (
    <div className="flex min-h-dvh">
      <nav className="w-60 border-r border-base-300 p-3">
        {here.tables.map((table) => (
          <Link key={table.slug} to="/tables/$table" params={{ table: table.slug }} className="block p-1">
            {say(table.label)}
          </Link>
        ))}
      </nav>
      <main className="min-w-0 grow">
        <Suspense fallback={<Skeleton lines={6} className="p-6" />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}
