import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useFormat } from '../../lib/format.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { inputClass } from '../../parts/Field.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { deviceName } from '../account/device-name.ts'
import { Days, useSpan } from './Days.tsx'
import { logWords, outcomeWords } from './log-words.ts'
import { logQuery } from './logs.ts'
import { type Look, listClass, Page, Sign, selectClass } from './Page.tsx'

interface Attempt {
  readonly id: number
  readonly at: string
  readonly login: string
  readonly address: string
  readonly user_agent: string | null
  readonly user: number | null
  readonly outcome: string
}

const first = { login: '', address: '', outcome: '', from: '', until: '' }
type Asked = typeof first

/** Who tried to come in, and whether they did. */
export function Attempts(): ReactNode {
  const w = useWords(logWords)
  const [asked, ask] = useState(first)
  const late = useDeferredValue(asked)
  const { login, address, outcome } = late
  const params = {
    ...(login && { login }),
    ...(address && { address }),
    ...(outcome && { outcome }),
    ...useSpan(late),
  }
  const log = useInfiniteQuery(logQuery<Attempt>('/api/login-attempts/', params))
  const lines = log.data?.pages.flatMap(({ results }) => results)
  return (
    <Page title={w.attemptsTitle} why={w.attemptsWhy}>
      <Filters asked={asked} ask={ask} />
      {!lines && <Skeleton lines={6} />}
      {lines?.length === 0 && (
        <Empty icon="lock" title={w.nothing}>
          {w.nothingWhy}
        </Empty>
      )}
      {lines && lines.length > 0 && (
        <ol className={listClass}>
          {lines.map((line) => (
            <AttemptLine key={line.id} line={line} />
          ))}
        </ol>
      )}
      {log.hasNextPage && (
        <Button className="mt-4" busy={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
          {w.more}
        </Button>
      )}
    </Page>
  )
}

function Filters({ asked, ask }: { asked: Asked; ask: (asked: Asked) => void }): ReactNode {
  const w = useWords(logWords)
  const o = useWords(outcomeWords)
  return (
    <search className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-5">
      {(['login', 'address'] as const).map((name) => (
        <label key={name} className="text-sm">
          <span className="mb-1 block font-medium">{w[name]}</span>
          <input
            type="search"
            className={inputClass}
            value={asked[name]}
            onChange={({ target }) => ask({ ...asked, [name]: target.value })}
          />
        </label>
      ))}
      <label className="col-span-2 text-sm lg:col-span-1">
        <span className="mb-1 block font-medium">{w.outcome}</span>
        <select
          className={selectClass}
          value={asked.outcome}
          onChange={({ target }) => ask({ ...asked, outcome: target.value })}
        >
          <option value="">{w.anything}</option>
          {Object.entries(o).map(([outcome, said]) => (
            <option key={outcome} value={outcome}>
              {said}
            </option>
          ))}
        </select>
      </label>
      <Days from={asked.from} until={asked.until} set={(days) => ask({ ...asked, ...days })} />
    </search>
  )
}

const looks: Readonly<Record<string, Look>> = {
  session: 'good',
  pin: 'good',
  wrong: 'bad',
  wrong_pin: 'bad',
  locked: 'bad',
  second_factor: 'waits',
  password_change: 'waits',
}

function AttemptLine({ line }: { line: Attempt }): ReactNode {
  const o = useWords(outcomeWords)
  const format = useFormat()
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[9.5rem_1fr_auto]">
      <time dateTime={line.at} className="text-sm text-soft tabular-nums sm:pt-0.5">
        {format.instant(line.at)}
      </time>
      <div className="min-w-0">
        <p className="truncate font-medium">{line.login}</p>
        <p className="truncate text-sm text-soft">
          {line.address} · {deviceName(line.user_agent)}
        </p>
      </div>
      <span className="sm:self-center">
        <Sign look={looks[line.outcome] ?? 'quiet'}>
          {(o as Readonly<Record<string, string>>)[line.outcome] ?? line.outcome}
        </Sign>
      </span>
    </li>
  )
}
