import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Due } from './Due.tsx'
import { useOfficeTable } from './office.ts'
import { ProjectFaces } from './ProjectFaces.tsx'
import { QuoteTotals } from './QuoteTotals.tsx'
import { words } from './words.ts'

/** Where a project office begins its day: what is late, what the quotes come to, where each project stands. */
export function Office(): ReactNode {
  const w = useWords(words)
  const projects = useOfficeTable('projet')
  const quotes = useOfficeTable('devis')
  if (!projects && !quotes)
    return (
      <Empty icon="kanban" title={w.title}>
        {w.closed}
      </Empty>
    )
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-8 px-4 pt-6 pb-16 sm:px-8">
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="grow basis-full text-2xl sm:basis-auto font-semibold">{w.title}</h1>
        {projects && <Add table={projects} label={w.newProject} />}
        {quotes && <Add table={quotes} label={w.newQuote} />}
      </header>
      <Suspense fallback={<Skeleton lines={10} />}>
        {quotes && <QuoteTotals table={quotes} />}
        <Due projects={projects} quotes={quotes} />
        {projects && <ProjectFaces table={projects} />}
      </Suspense>
    </div>
  )
}

function Add({ table, label }: { table: string; label: string }): ReactNode {
  const { tables } = useHere()
  if (!tables.find(({ slug }) => slug === table)?.may.create) return null
  return (
    <Link
      to="/tables/$table/nouveau"
      params={{ table }}
      className="btn h-9 px-2.5 border-base-300 bg-base-100 font-medium pointer-coarse:h-11"
    >
      <Icon name="plus" />
      {label}
    </Link>
  )
}
