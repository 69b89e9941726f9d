import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useLanguage } from '../../lib/language.ts'
import { queries } from '../../lib/query.ts'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { confirm } from '../../parts/Confirm.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Tabs } from '../../parts/Tabs.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { jobName, jobWords } from './job-words.ts'
import { listClass, Page } from './Page.tsx'

interface Job {
  readonly id: string
  readonly job: string
  readonly site: number | null
  readonly state: State
  readonly tries: number
  readonly problem: string | null
  readonly enqueued_at: string
  readonly at: string
}

const states = ['failed', 'running', 'waiting', 'done'] as const
type State = (typeof states)[number]

const key = ['administration', 'jobs']

/** What is done outside of requests; what failed is done again from here. */
export function Jobs(): ReactNode {
  const w = useWords(jobWords)
  const [chosen, choose] = useState<State>('failed')
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ results: Job[] }>('/api/administration/jobs/', undefined, { signal }),
    refetchInterval: 5000,
  })
  const inState = (state: State) => data?.results.filter((job) => job.state === state) ?? []
  const shown = inState(chosen)
  const nothing = {
    failed: w.nothingFailed,
    running: w.nothingRunning,
    waiting: w.nothingWaiting,
    done: w.nothingDone,
  }
  return (
    <Page title={w.title} why={w.why}>
      <Tabs
        label={w.title}
        panel="jobs"
        chosen={chosen}
        onChoose={choose}
        tabs={states.map((name) => ({
          name,
          label: data ? `${w[name]} (${inState(name).length})` : w[name],
        }))}
      />
      <div id="jobs" role="tabpanel" aria-labelledby={`jobs-${chosen}`} className="pt-4">
        {!data && <Skeleton lines={4} />}
        {data && shown.length === 0 && (
          <Empty icon={chosen === 'failed' ? 'check' : 'history'} title={nothing[chosen]}>
            {chosen === 'failed' && w.noneFailed}
          </Empty>
        )}
        {shown.length > 0 && (
          <ul className={listClass}>
            {shown.map((job) => (
              <JobLine key={job.id} job={job} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  )
}

function JobLine({ job }: { job: Job }): ReactNode {
  const w = useWords(jobWords)
  const format = useFormat()
  const here = useHere()
  const name = jobName(job.job, useLanguage())
  const when = { failed: w.failedAt, running: w.runsSince, waiting: w.dueAt, done: w.doneAt }[job.state]
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-64">
        <h2 className="font-medium">{name}</h2>
        <p className="text-sm text-soft">
          {[
            when(format.ago(job.at)),
            job.tries > 1 ? w.tries(job.tries) : null,
            here.is_network_owner ? (job.site === null ? w.ofHouse : w.ofSite(job.site)) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {job.problem && <p className="mt-1 text-sm break-words text-error">{job.problem}</p>}
      </div>
      {job.state === 'failed' && <Deeds job={job} name={name} />}
    </li>
  )
}

function Deeds({ job, name }: { job: Job; name: string }): ReactNode {
  const w = useWords(jobWords)
  const path = `/api/administration/jobs/${job.id}/`
  const settle = async (deed: Promise<unknown>, said: string) => {
    await deed.then(() => toast(said), sayProblem)
    await queries.invalidateQueries({ queryKey: key })
  }
  const drop = async () => {
    if (await confirm({ title: w.dropSure(name), children: w.dropWhat, yes: w.drop, danger: true }))
      await settle(api.delete(path), w.dropped)
  }
  return (
    <div className="flex gap-1">
      <Button
        icon="refresh"
        aria-label={w.retryOf(name)}
        onClick={() => settle(api.post(`${path}retry/`), w.retried)}
      >
        {w.retry}
      </Button>
      <IconButton icon="close" label={w.dropOf(name)} onClick={drop} />
    </div>
  )
}
