import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { NoticeLine } from './NoticeLine.tsx'
import { markAllRead, noticesQuery } from './notices.ts'
import { words } from './words.ts'

const step = 25

/** All of somebody's notifications. */
export function Notifications(): ReactNode {
  const w = useWords(words)
  const [size, setSize] = useState(step)
  const { data } = useQuery({ ...noticesQuery(size), placeholderData: (before) => before })
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-6">
      <header className="mb-4 flex flex-wrap items-center gap-2">
        <h1 className="grow text-2xl font-semibold">{w.bell}</h1>
        {data && data.results.length > 0 && (
          <Button icon="check" onClick={() => markAllRead().catch(sayProblem)}>
            {w.readAll}
          </Button>
        )}
      </header>
      {!data && <Skeleton lines={8} />}
      {data?.results.length === 0 && (
        <Empty icon="bell" title={w.none}>
          {w.noneWhy}
        </Empty>
      )}
      {data && data.results.length > 0 && (
        <ul className="divide-y divide-base-300 overflow-hidden rounded-box border border-base-300">
          {data.results.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
      {data?.next && size < 100 && (
        <div className="mt-4 text-center">
          <Button onClick={() => setSize(Math.min(size + step, 100))}>{w.more}</Button>
        </div>
      )}
    </div>
  )
}
