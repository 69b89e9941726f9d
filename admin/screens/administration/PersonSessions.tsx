import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { Problem } from '../../lib/problem.ts'
import { queries } from '../../lib/query.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { confirm } from '../../parts/Confirm.tsx'
import { Icon } from '../../parts/icons.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { deviceName } from '../account/device-name.ts'
import { Part } from './Page.tsx'
import type { PersonHere } from './people.ts'
import { personWords } from './person-words.ts'

interface Session {
  readonly id: number
  readonly last_seen_at: string
  readonly address: string | null
  readonly user_agent: string | null
}

/** Where somebody's account is open, and how it is ended. */
export function PersonSessions({ person: { id } }: { person: PersonHere }): ReactNode {
  const w = useWords(personWords)
  const format = useFormat()
  const path = `/api/users/${id}/sessions/`
  const key = ['administration', 'person', id, 'sessions']
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ results: Session[] }>(path, undefined, { signal }),
  })
  const sessions = data?.results ?? []
  const end = async (one: string, said: string) => {
    await api.delete(one).then(() => toast(said), sayProblem)
    await queries.invalidateQueries({ queryKey: key })
  }
  const endAll = async () => {
    if (await confirm({ title: w.endAllSure(sessions.length), yes: w.endAll, danger: true }))
      await end(path, w.endedAll)
  }
  if (error instanceof Problem && error.status === 404) return <Part title={w.sessions}>{w.above}</Part>
  return (
    <Part
      title={w.sessions}
      why={w.sessionsWhy}
      actions={sessions.length > 1 && <Button onClick={endAll}>{w.endAll}</Button>}
    >
      {data && sessions.length === 0 && <p className="text-soft">{w.noSession}</p>}
      <ul className="-my-2 divide-y divide-base-300">
        {sessions.map(({ id: session, address, user_agent: agent, last_seen_at: seen }) => (
          <li key={session} className="flex items-center gap-3 py-2.5">
            <Icon name="device" className="size-5 opacity-70" />
            <div className="min-w-0 grow">
              <div className="font-medium">{deviceName(agent)}</div>
              <div className="truncate text-sm text-soft">
                {[format.ago(seen), address].filter(Boolean).join(' · ')}
              </div>
            </div>
            <Button
              small
              aria-label={w.endOf(deviceName(agent))}
              onClick={() => end(`${path}${session}/`, w.endedOne)}
            >
              {w.end}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  )
}
