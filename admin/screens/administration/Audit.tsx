import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useFormat } from '../../lib/format.ts'
import { useLanguage } from '../../lib/language.ts'
import { nameOf, useHere } from '../../lib/session.ts'
import { useTables } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Days, useSpan } from './Days.tsx'
import { detailsSaid } from './details.ts'
import { kindWords, logWords } from './log-words.ts'
import { logQuery } from './logs.ts'
import { listClass, Page, selectClass } from './Page.tsx'
import { groupsQuery, peopleQuery } from './people.ts'
import { Verify } from './Verify.tsx'

interface Line {
  readonly id: number
  readonly at: string
  readonly site: number
  readonly kind: string
  readonly actor: string
  readonly about: string | null
  readonly address: string | null
  readonly details: Readonly<Record<string, unknown>>
}

interface Asked {
  readonly actor: string
  readonly kind: string
  readonly table: string
  readonly from: string
  readonly until: string
}

const first: Asked = { actor: '', kind: '', table: '', from: '', until: '' }

/** Who did what, and when. */
export function Audit(): ReactNode {
  const w = useWords(logWords)
  const here = useHere()
  const [asked, ask] = useState(first)
  const span = useSpan(asked)
  const { actor, kind, table } = asked
  const params = { ...(actor && { actor }), ...(kind && { kind }), ...(table && { table }), ...span }
  const log = useInfiniteQuery(logQuery<Line>('/api/audit/', params))
  const lines = log.data?.pages.flatMap(({ results }) => results)
  return (
    <Page title={w.auditTitle} why={w.auditWhy} actions={here.is_network_owner && <Verify />}>
      <Filters asked={asked} ask={ask} />
      {!lines && <Skeleton lines={6} />}
      {lines?.length === 0 && (
        <Empty icon="file" title={w.nothing}>
          {w.nothingWhy}
        </Empty>
      )}
      {lines && lines.length > 0 && (
        <ol className={listClass}>
          {lines.map((line) => (
            <LineSaid key={`${line.id} ${line.at} ${line.kind}`} line={line} />
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

const rowKinds = ['create', 'update', 'delete', 'restore', 'import'] as const

function Filters({ asked, ask }: { asked: Asked; ask: (asked: Asked) => void }): ReactNode {
  const w = useWords(logWords)
  const k = useWords(kindWords)
  const say = useSay()
  const people = useQuery(peopleQuery({})).data?.results ?? []
  const tables = useTables().filter(({ may }) => may.read)
  const kinds = (Object.keys(k) as (keyof typeof k)[]).filter(
    (kind) => (rowKinds as readonly string[]).includes(kind) === (asked.table !== ''),
  )
  const choice = (name: 'actor' | 'kind' | 'table', label: string, options: readonly [string, string][]) => (
    <label className="text-sm">
      <span className="mb-1 block font-medium">{label}</span>
      <select
        className={selectClass}
        value={asked[name]}
        onChange={({ target }) =>
          ask({ ...asked, ...(name === 'table' && { kind: '' }), [name]: target.value })
        }
      >
        {options.map(([value, said]) => (
          <option key={value} value={value}>
            {said}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <search className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-5">
      {choice('actor', w.who, [
        ['', w.anybody],
        ...people.map((one): [string, string] => [String(one.id), nameOf(one)]),
      ])}
      {choice('kind', w.what, [['', w.anything], ...kinds.map((kind): [string, string] => [kind, k[kind]])])}
      {choice('table', w.table, [
        ['', w.noTable],
        ...tables.map(({ slug, label }): [string, string] => [slug, say(label)]),
      ])}
      <Days from={asked.from} until={asked.until} set={(days) => ask({ ...asked, ...days })} />
    </search>
  )
}

function LineSaid({ line }: { line: Line }): ReactNode {
  const w = useWords(logWords)
  const k = useWords(kindWords)
  const format = useFormat()
  const here = useHere()
  const called = useCalled()
  const language = useLanguage()
  const kind = (k as Readonly<Record<string, string>>)[line.kind] ?? line.kind
  const { about, details } = aboutOf(line)
  const several = here.is_network_owner && here.sites.length > 1 && line.site > 0
  return (
    <li className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[9.5rem_1fr]">
      <time dateTime={line.at} className="text-sm text-soft tabular-nums sm:pt-0.5">
        {format.instant(line.at)}
      </time>
      <div className="min-w-0">
        <p className="break-words">
          <span className="font-medium">{kind}</span>
          {about && <> : {called(about)}</>}
        </p>
        <p className="text-sm break-words text-soft">
          {[
            called(line.actor),
            line.address,
            several ? w.onSite(line.site) : null,
            ...detailsSaid(details, language, called),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
    </li>
  )
}

/** A membership is somebody's: they are named. What somebody did to themselves needs no second name. */
function aboutOf({ about, actor, details }: Line): { about: string | null; details: Line['details'] } {
  const { user, ...rest } = details
  if (about?.startsWith('memberships:') && user !== undefined) return { about: `user:${user}`, details: rest }
  return { about: about === actor ? null : about, details }
}

/** `user:12` by the name that they have here, as far as it is known. */
function useCalled(): (named: string) => string {
  const w = useWords(logWords)
  const say = useSay()
  const tables = useTables()
  const people = useQuery(peopleQuery({})).data?.results ?? []
  const groups = useQuery(groupsQuery).data?.results ?? []
  return (named) => {
    const [, sort = '', id = '', token] = /^(\w+):(\S+)(?: token:(\d+))?$/.exec(named) ?? []
    if (sort === 'user') {
      const found = people.find((one) => String(one.id) === id)
      const name = found ? nameOf(found) : w.user(id)
      return token ? `${name}, ${w.byToken(token)}` : name
    }
    if (sort === 'groups') {
      const group = groups.find((one) => String(one.id) === id)
      if (group) return group.name
    }
    if (sort === 'system') return id === 'operator' ? w.operator : w.system
    if (sort === 'job') return ''
    if (named === 'anonymous') return w.anonymous
    const table = tables.find(({ slug }) => slug === (sort === 'table' ? id : sort))
    return table ? (sort === 'table' ? say(table.label) : `${say(table.label)} n° ${id}`) : named
  }
}
