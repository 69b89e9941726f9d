import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat } from '../../lib/format.ts'
import { nameOf } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Access } from './Access.tsx'
import { Page } from './Page.tsx'
import { PersonDeeds } from './PersonDeeds.tsx'
import { PersonRights } from './PersonRights.tsx'
import { PersonSessions } from './PersonSessions.tsx'
import { type PersonHere, peopleQuery } from './people.ts'
import { peopleWords } from './people-words.ts'
import { personWords } from './person-words.ts'
import { Standings } from './Standings.tsx'

const route = getRouteApi('/frame/administration/utilisateurs/$id')

/** One person of the site: who they are, what they may do, where they are signed in. */
export function Person(): ReactNode {
  const w = useWords(personWords)
  const { id } = route.useParams()
  const { data } = useQuery(peopleQuery({ person: id }))
  const person = data?.results[0]
  if (!data) return <Skeleton lines={8} className="p-6" />
  if (!person)
    return (
      <Empty icon="user" title={w.unknown} action={<Link to="/administration/utilisateurs">{w.all}</Link>}>
        {w.unknownWhy}
      </Empty>
    )
  return <Found person={person} />
}

function Found({ person }: { person: PersonHere }): ReactNode {
  const w = useWords(personWords)
  const p = useWords(peopleWords)
  const format = useFormat()
  const { standing } = person
  const seen = standing.last_seen_at ? p.seen(format.ago(standing.last_seen_at)) : p.never
  return (
    <Page
      above={
        <Link to="/administration/utilisateurs" className="text-soft hover:underline">
          {w.all}
        </Link>
      }
      title={nameOf(person)}
      why={[
        person.username,
        person.email,
        person.telephone,
        seen,
        standing.second_factor ? p.factor : p.noFactor,
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={<PersonDeeds person={person} />}
    >
      <div className="mb-4 flex flex-wrap gap-2 empty:hidden">
        <Standings person={person} />
      </div>
      {standing.locked && (
        <div className="mb-4">
          <Alert>{w.lockedNow}</Alert>
        </div>
      )}
      <Access key={person.membership.version} person={person} />
      <PersonRights person={person} />
      {!standing.disabled && <PersonSessions person={person} />}
    </Page>
  )
}
