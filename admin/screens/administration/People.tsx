import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useFormat } from '../../lib/format.ts'
import { nameOf } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { NewPerson } from './NewPerson.tsx'
import { listClass, Page } from './Page.tsx'
import { PeopleFilters } from './PeopleFilters.tsx'
import { groupsQuery, type PersonHere, peopleQuery } from './people.ts'
import { peopleWords } from './people-words.ts'
import { Standings } from './Standings.tsx'

const route = getRouteApi('/frame/administration/utilisateurs')

/** Everybody of the site. */
export function People(): ReactNode {
  const w = useWords(peopleWords)
  const asked = route.useSearch()
  const [isNew, setNew] = useState(false)
  const { recherche: search, etat: state, groupe: group, page = 1 } = asked
  const { data } = useQuery({
    ...peopleQuery({ search, state, group, page }),
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      title={w.title}
      why={w.why}
      actions={
        <Button look="main" icon="plus" onClick={() => setNew(true)}>
          {w.add}
        </Button>
      }
    >
      <PeopleFilters />
      {!data && <Skeleton lines={6} />}
      {data && (
        <p className="mb-2 text-sm text-soft" aria-live="polite">
          {w.count(data.count)}
        </p>
      )}
      {data?.count === 0 && (
        <Empty icon="users" title={w.none}>
          {w.noneWhy}
        </Empty>
      )}
      {data && data.count > 0 && (
        <ul className={listClass}>
          {data.results.map((person) => (
            <PersonLine key={person.id} person={person} />
          ))}
        </ul>
      )}
      {data && data.count > data.page_size && (
        <Pages page={page} of={Math.ceil(data.count / data.page_size)} />
      )}
      {isNew && <NewPerson close={() => setNew(false)} />}
    </Page>
  )
}

function PersonLine({ person }: { person: PersonHere }): ReactNode {
  const w = useWords(peopleWords)
  const format = useFormat()
  const groups = useQuery(groupsQuery).data?.results ?? []
  const named = groups.filter(({ id }) => person.membership.groups.includes(id)).map(({ name }) => name)
  const { last_seen_at: seen } = person.standing
  const full = nameOf(person)
  return (
    <li>
      <Link
        to="/administration/utilisateurs/$id"
        params={{ id: String(person.id) }}
        className="grid gap-x-4 gap-y-1 px-4 py-3 hover:bg-base-200 sm:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_9rem]"
      >
        <span className="min-w-0">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="truncate font-medium">{full}</span>
            <Standings person={person} />
          </span>
          <span className="block truncate text-sm text-soft">
            {[full === person.username ? null : person.username, person.email, person.telephone]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className="truncate text-sm text-soft sm:self-center">{named.join(', ') || w.noGroup}</span>
        <span className="text-sm text-soft sm:self-center sm:text-right">
          {seen ? w.seen(format.ago(seen)) : w.never}
        </span>
      </Link>
    </li>
  )
}

function Pages({ page, of }: { page: number; of: number }): ReactNode {
  const w = useWords(peopleWords)
  const navigate = route.useNavigate()
  const go = (to: number) => navigate({ search: (now) => ({ ...now, page: to }) })
  return (
    <nav aria-label={w.page(page, of)} className="mt-4 flex items-center gap-3">
      <Button icon="left" disabled={page <= 1} onClick={() => go(page - 1)}>
        {w.previous}
      </Button>
      <span className="text-sm text-soft">{w.page(page, of)}</span>
      <Button disabled={page >= of} onClick={() => go(page + 1)}>
        {w.next}
      </Button>
    </nav>
  )
}
