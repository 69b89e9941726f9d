import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode } from 'react'
import { isMac } from '../../lib/keys.ts'
import { usePreference } from '../../lib/preferences.ts'
import { nameOf, type TableHere, useHere } from '../../lib/session.ts'
import { dictionary, useSay, useWords } from '../../lib/words.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Icon } from '../../parts/icons.tsx'
import { shelvesOf } from './order.ts'
import { useRecent } from './recent.ts'

const HomeBoard = lazy(() => import('../dashboard/HomeBoard.tsx').then((all) => ({ default: all.HomeBoard })))

const words = dictionary({
  hello: (name: string) => [`Bonjour ${name}`, `Hello ${name}`],
  find: (keys: string) => [
    `${keys} cherche une ligne, une table ou une action, d’où que vous soyez.`,
    `${keys} finds a row, a table or an action, wherever you are.`,
  ],
  recent: ['Reprendre', 'Take up again'],
  add: (table: string) => [`Ajouter dans ${table}`, `Add to ${table}`],
  newTable: ['Nouvelle table', 'New table'],
  nothing: ['Rien ne vous est encore ouvert ici', 'Nothing is open to you here yet'],
  nothingWhy: [
    'Demandez à qui administre ce site de vous mettre dans un groupe.',
    'Ask whoever administers this site to put you in a group.',
  ],
})

/** Where one arrives: at the dashboard that one has chosen for it, or among all that is open. */
export function Home(): ReactNode {
  const [board] = usePreference<number>('home', 0)
  return board > 0 ? <HomeBoard id={board} otherwise={<Usual />} /> : <Usual />
}

/** What one did last, and all that is open, as one arranged it. */
function Usual(): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const here = useHere()
  const recent = useRecent()
  const isForNew = (slug: string) => here.is_admin && slug === 'tables'
  const shelves = shelvesOf(here)
    .map((shelf) => ({ ...shelf, tables: shelf.tables.filter(({ isHidden }) => !isHidden) }))
    .filter((shelf) => shelf.tables.length > 0 || isForNew(shelf.slug))
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-6 pb-16 sm:px-8 sm:pt-10">
      <h1 className="text-2xl font-semibold">{w.hello(nameOf(here.user))}</h1>
      <p className="mt-1 hidden text-soft pointer-fine:block">{w.find(isMac ? '⌘ K' : 'Ctrl K')}</p>
      {shelves.length === 0 && (
        <Empty icon="table" title={w.nothing}>
          {w.nothingWhy}
        </Empty>
      )}
      {recent.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2 text-sm font-semibold text-soft">{w.recent}</h2>
          <ul className="flex flex-wrap gap-2">
            {recent.map((slug) => (
              <li key={slug}>
                <Link
                  to="/tables/$table"
                  params={{ table: slug }}
                  className="btn h-9 border-base-300 bg-base-100 font-medium pointer-coarse:h-11"
                >
                  <Icon name="history" className="size-4.5 opacity-70" />
                  {say(here.tables.find((table) => table.slug === slug)?.label)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {shelves.map((shelf) => (
        <section key={shelf.slug} className="mt-8">
          <h2 className="mb-2 text-sm font-semibold text-soft">{say(shelf.label)}</h2>
          <ul className="grid grid-cols-1 gap-2 min-[30rem]:grid-cols-2 lg:grid-cols-3">
            {shelf.tables.map((table) => (
              <TableCard key={table.slug} table={table} />
            ))}
            {isForNew(shelf.slug) && <NewTableCard />}
          </ul>
        </section>
      ))}
    </div>
  )
}

function NewTableCard(): ReactNode {
  const w = useWords(words)
  return (
    <li className="flex rounded-box border border-dashed border-base-content/30 hover:border-primary">
      <Link
        to="/tables/nouvelle"
        className="flex min-h-13 grow items-center gap-3 rounded-box px-4 font-medium text-primary"
      >
        <Icon name="plus" className="size-5" />
        {w.newTable}
      </Link>
    </li>
  )
}

function TableCard({ table }: { table: TableHere }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const name = say(table.label)
  return (
    <li className="flex items-stretch rounded-box border border-base-300 bg-base-100 hover:border-base-content/30">
      <Link
        to="/tables/$table"
        params={{ table: table.slug }}
        className="flex min-h-13 min-w-0 grow items-center gap-3 rounded-box px-4"
      >
        <Icon name="table" className="size-5 text-primary" />
        <span className="truncate font-medium">{name}</span>
      </Link>
      {table.may.create && (
        <Link
          to="/tables/$table/nouveau"
          params={{ table: table.slug }}
          aria-label={w.add(name)}
          title={w.add(name)}
          className="grid w-12 place-items-center rounded-r-box border-l border-transparent text-soft hover:border-base-300 hover:bg-base-200 hover:text-base-content"
        >
          <Icon name="plus" />
        </Link>
      )}
    </li>
  )
}
