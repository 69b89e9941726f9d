import type { ReactNode } from 'react'
import { type Present, usePeopleAt } from '../lib/presence.ts'
import { dictionary, useWords } from '../lib/words.ts'

const words = dictionary({
  here: (name: string) => [`${name} est ici`, `${name} is here`],
  edits: (name: string) => [`${name} modifie`, `${name} is editing`],
  more: (n: number) => [`et ${n} autres`, `and ${n} others`],
})

const most = 3
const colours = [
  'bg-primary text-primary-content',
  'bg-accent text-accent-content',
  'bg-secondary text-secondary-content',
  'bg-neutral text-neutral-content',
]

const initials = (name: string): string =>
  name
    .split(/[\s.@_-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]!.toUpperCase())
    .join('')

/** Who else is there, as small round signs; whoever edits has a ring. Nothing where nobody is. */
export function People({
  people,
  className = '',
}: {
  people: readonly Present[]
  className?: string
}): ReactNode {
  const w = useWords(words)
  if (people.length === 0) return null
  return (
    <ul className={`flex items-center -space-x-1.5 ${className}`}>
      {people.slice(0, most).map(({ user, name, editing }) => {
        const say = editing ? w.edits(name) : w.here(name)
        return (
          <li
            key={user}
            title={say}
            className={`grid size-6 place-items-center rounded-full border-2 text-xs font-semibold ${editing ? 'border-accent' : 'border-base-100'} ${colours[user % colours.length]}`}
          >
            <span aria-hidden="true">{initials(name)}</span>
            <span className="sr-only">{say}</span>
          </li>
        )
      })}
      {people.length > most && (
        <li className="pl-2.5 text-sm text-soft">
          <span aria-hidden="true">+{people.length - most}</span>
          <span className="sr-only">{w.more(people.length - most)}</span>
        </li>
      )}
    </ul>
  )
}

/** At the edge of a row in which somebody else is, one of them for all. */
export function HereMark({ table, id }: { table: string; id: number }): ReactNode {
  const w = useWords(words)
  const [one] = usePeopleAt(table, id)
  if (!one) return null
  const say = one.editing ? w.edits(one.name) : w.here(one.name)
  return (
    <span
      title={say}
      className={`absolute inset-y-1 left-0.5 w-1 rounded-full ${one.editing ? 'bg-accent' : 'bg-primary'}`}
    >
      <span className="sr-only">{say}</span>
    </span>
  )
}
