import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useFormat } from '../../lib/format.ts'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { EyesRows } from './EyesRows.tsx'
import { eyesWords } from './eyes-words.ts'
import { beginSeeing, endSeeing, type Eyes as Seeing, seen } from './seeing.ts'

const route = getRouteApi('/frame/administration/utilisateurs/$id/vue')

/** The site as one of its members sees it: read, never written, for half an hour. */
export function Eyes(): ReactNode {
  const { id } = route.useParams()
  const [eyes, setEyes] = useState<Seeing | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  useEffect(() => {
    let begun: Seeing | null = null
    let isGone = false
    const begin = async () => {
      begun = await beginSeeing(Number(id))
      if (isGone) await endSeeing(begun)
      else setEyes(begun)
    }
    begin().catch((error: Error) => setWrong(error.message))
    return () => {
      isGone = true
      if (begun) void endSeeing(begun)
    }
  }, [id])
  if (wrong !== null)
    return (
      <div className="mx-auto max-w-2xl p-6">
        <Alert kind="wrong">{wrong}</Alert>
      </div>
    )
  if (!eyes) return <Skeleton lines={6} className="p-6" />
  return <Through eyes={eyes} person={id} />
}

function Through({ eyes, person }: { eyes: Seeing; person: string }): ReactNode {
  const w = useWords(eyesWords)
  const say = useSay()
  const format = useFormat()
  const navigate = useNavigate()
  const [chosen, choose] = useState<string | null>(null)
  const { data, error } = useQuery({
    queryKey: ['eyes', eyes.token, 'tables'],
    queryFn: ({ signal }) => seen<{ results: Table[] }>(eyes, '/api/meta/tables/', signal),
    gcTime: 0,
  })
  const tables = data?.results.filter(({ may, slug }) => may.read && !own.has(slug)) ?? []
  const table = tables.find(({ slug }) => slug === chosen) ?? tables[0]
  const stop = () => navigate({ to: '/administration/utilisateurs/$id', params: { id: person } })
  return (
    <div className="flex min-h-full flex-col">
      <div className="sticky top-0 z-20 flex flex-wrap items-center gap-x-3 gap-y-2 bg-accent px-4 py-2.5 text-accent-content">
        <Icon name="eye" className="size-5" />
        <h1 className="min-w-0 grow font-semibold">{w.seeing(eyes.name)}</h1>
        <span className="text-sm">{w.until(format.instant(eyes.ends))}</span>
        <Button small onClick={stop} className="text-base-content">
          {w.stop}
        </Button>
      </div>
      <div className="mx-auto w-full max-w-7xl px-4 py-5 sm:px-6">
        {error && <Alert kind="wrong">{error.message}</Alert>}
        {!data && !error && <Skeleton lines={6} />}
        {data && !table && (
          <Empty icon="table" title={w.nothing}>
            {w.nothingWhy}
          </Empty>
        )}
        {table && (
          <>
            <label className="mb-4 flex max-w-sm flex-col gap-1 text-sm font-medium">
              {w.table}
              <select
                className="select w-full pointer-coarse:min-h-11"
                value={table.slug}
                onChange={({ target }) => choose(target.value)}
              >
                {tables.map(({ slug, label }) => (
                  <option key={slug} value={slug}>
                    {say(label)}
                  </option>
                ))}
              </select>
            </label>
            <EyesRows key={table.slug} eyes={eyes} table={table} />
          </>
        )}
      </div>
    </div>
  )
}

/** What is everybody's own, and tells nothing of rights. */
const own: ReadonlySet<string> = new Set(['notifications', 'comments', 'views', 'dashboards', 'sites'])
