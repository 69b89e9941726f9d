import type { ReactNode } from 'react'
import { useFormat } from '../../lib/format.ts'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { type PastChange, usePast } from './planning.ts'
import { structureWords } from './structure-words.ts'

/** Every change of the structure, the newest first: who, when, and what became of it. */
export function HistoryTab({ table }: { table: Table }): ReactNode {
  const w = useWords(structureWords)
  const { data } = usePast(table.slug)
  if (!data) return <Skeleton lines={6} />
  if (data.length === 0) return <Empty icon="history" title={w.noHistory} />
  return (
    <ol
      aria-label={w.history}
      className="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100"
    >
      {data.map((change) => (
        <Line key={change.id} change={change} />
      ))}
    </ol>
  )
}

function Line({ change }: { change: PastChange }): ReactNode {
  const w = useWords(structureWords)
  const f = useFormat()
  const { says, name, at, status, progress, problem, undone, undoes } = change
  const state =
    status === 'running'
      ? w.running(Math.floor(progress * 100))
      : status === 'failed'
        ? w.failed
        : undone
          ? w.wasUndone
          : undoes === null
            ? null
            : w.isUndo
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <ul className={`min-w-0 grow basis-60 ${undone ? 'text-soft line-through' : ''}`}>
          {says.map((said) => (
            <li key={said} className="font-medium break-words">
              {said}
            </li>
          ))}
        </ul>
        {state && <span className="badge badge-ghost">{state}</span>}
      </div>
      <p className="text-sm text-soft" title={f.instant(at)}>
        {w.by(name ?? w.sugu, f.ago(at))}
      </p>
      {problem && <p className="text-sm text-error">{problem}</p>}
    </li>
  )
}
