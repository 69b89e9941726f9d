import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../../lib/words.ts'
import { inputClass } from '../../parts/Field.tsx'
import { selectClass } from './Page.tsx'
import { groupsQuery } from './people.ts'
import { peopleWords } from './people-words.ts'

const route = getRouteApi('/frame/administration/utilisateurs')

/** Which people: by what one types, by state, by group. They stand in the address. */
export function PeopleFilters(): ReactNode {
  const w = useWords(peopleWords)
  const navigate = route.useNavigate()
  const { etat = 'all', groupe } = route.useSearch()
  const groups = useQuery(groupsQuery).data?.results ?? []
  const states = [
    ['all', w.all],
    ['active', w.active],
    ['admin', w.admins],
    ['locked', w.lockedOnes],
    ['disabled', w.disabledOnes],
    ['ended', w.ended],
  ] as const
  const keepState = (state: string) =>
    navigate({
      search: ({ etat: _, page: __, ...rest }) => ({ ...rest, ...(state !== 'all' && { etat: state }) }),
    })
  const keepGroup = (group: string) =>
    navigate({
      search: ({ groupe: _, page: __, ...rest }) => ({ ...rest, ...(group && { groupe: Number(group) }) }),
    })
  return (
    <search className="mb-4 grid gap-2 sm:grid-cols-[1fr_13rem_13rem]">
      <Typed />
      <select
        aria-label={w.state}
        className={selectClass}
        value={etat}
        onChange={({ target }) => keepState(target.value)}
      >
        {states.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select
        aria-label={w.group}
        className={selectClass}
        value={groupe ?? ''}
        onChange={({ target }) => keepGroup(target.value)}
      >
        <option value="">{w.anyGroup}</option>
        {groups.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </search>
  )
}

function Typed(): ReactNode {
  const w = useWords(peopleWords)
  const navigate = route.useNavigate()
  const { recherche = '' } = route.useSearch()
  const [typed, setTyped] = useState(recherche)
  useEffect(() => {
    const text = typed.trim()
    if (text === recherche) return
    const timer = setTimeout(() => {
      void navigate({
        search: ({ recherche: _, page: __, ...rest }) => ({ ...rest, ...(text && { recherche: text }) }),
        replace: true,
      })
    }, 250)
    return () => clearTimeout(timer)
  }, [typed, recherche, navigate])
  return (
    <input
      type="search"
      aria-label={w.search}
      placeholder={w.search}
      className={inputClass}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  )
}
