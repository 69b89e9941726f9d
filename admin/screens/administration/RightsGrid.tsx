import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fold } from '#model/fold.ts'
import { useHere } from '../../lib/session.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { inputClass } from '../../parts/Field.tsx'
import { RightsLine } from './RightsLine.tsx'
import type { Rights } from './rights.ts'
import { rightsWords } from './rights-words.ts'
import { definitionsQuery, type WholeTable } from './tables.ts'

interface GridProps {
  readonly rights: Rights
  readonly change: (rights: Rights) => void
}

/** Rights, one line for each table, one column for each action. */
export function RightsGrid({ rights, change }: GridProps): ReactNode {
  const w = useWords(rightsWords)
  const say = useSay()
  const [typed, setTyped] = useState('')
  const tables = useGrantable(rights)
  const wanted = fold(typed.trim())
  const shown = tables.filter(({ slug, label }) => fold(`${say(label)} ${slug}`).includes(wanted))
  return (
    <>
      <input
        type="search"
        aria-label={w.search}
        placeholder={w.search}
        className={`${inputClass} mb-3 max-w-sm`}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="rounded-box border border-base-300 bg-base-100">
        <div
          aria-hidden="true"
          className="sticky top-0 z-10 hidden rounded-t-box border-b border-base-300 bg-base-200 px-4 py-2 text-sm font-semibold text-soft lg:grid lg:grid-cols-[minmax(0,1.5fr)_repeat(4,minmax(0,1fr))_8.5rem] lg:gap-3"
        >
          <span>{w.table}</span>
          {(['read', 'create', 'update', 'delete'] as const).map((action) => (
            <span key={action}>{w[action]}</span>
          ))}
          <span>{w.fields}</span>
        </div>
        <div className="divide-y divide-base-300">
          {wanted === '' && <RightsLine table={null} rights={rights} change={change} />}
          {shown.map((table) => (
            <RightsLine key={table.slug} table={table} rights={rights} change={change} />
          ))}
          {shown.length === 0 && <p className="px-4 py-6 text-soft">{w.noTable}</p>}
        </div>
      </div>
    </>
  )
}

/** The tables that people keep, apps first; of what the house runs on, what a group was given by name. */
function useGrantable(rights: Rights): readonly WholeTable[] {
  const { data } = useSuspenseQuery(definitionsQuery)
  const { apps } = useHere()
  const [named] = useState(() => new Set(Object.keys(rights)))
  const order = apps.flatMap((app) => (app.slug === 'house' ? ['users'] : app.tables))
  const place = (slug: string) => (order.includes(slug) ? order.indexOf(slug) : order.length)
  return data
    .filter(({ slug, origin }) => origin === 'site' || order.includes(slug) || named.has(slug))
    .sort((a, b) => place(a.slug) - place(b.slug))
}
