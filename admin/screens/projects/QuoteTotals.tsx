import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat } from '../../lib/format.ts'
import { fieldOf, useTable } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { type Group, summaryQuery } from '../views/summary.ts'
import { quoteOrder } from './office.ts'
import { words } from './words.ts'

/** What the quotes of each status come to; each leads to its rows. */
export function QuoteTotals({ table: slug }: { table: string }): ReactNode {
  const w = useWords(words)
  const table = useTable(slug)
  const amount = ['montant_ttc', 'montant_ht'].find((name) => fieldOf(table, name))
  const measure = amount && `sum:${amount}`
  const { data } = useQuery({
    ...summaryQuery(slug, { rows: {}, group: ['statut'], measure }),
    enabled: fieldOf(table, 'statut') !== undefined,
  })
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{w.quotes}</h2>
      {data ? (
        <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-5">
          {inOrder(data.groups).map((group) => (
            <Total key={String(group.keys[0])} table={slug} group={group} measure={measure} />
          ))}
        </ul>
      ) : (
        <Skeleton lines={2} />
      )}
    </section>
  )
}

function inOrder(groups: readonly Group[]): readonly Group[] {
  const place = ({ keys: [status] }: Group) => {
    const at = quoteOrder.indexOf(String(status))
    return at < 0 ? quoteOrder.length : at
  }
  return groups.toSorted((a, b) => place(a) - place(b))
}

interface TotalProps {
  readonly table: string
  readonly group: Group
  readonly measure: string | undefined
}

function Total({ table, group, measure }: TotalProps): ReactNode {
  const w = useWords(words)
  const f = useFormat()
  const sum = measure && group.values[measure]
  return (
    <li>
      <Link
        to="/tables/$table"
        params={{ table }}
        search={{ where: JSON.stringify(group.where) } as never}
        className="flex h-full flex-col gap-0.5 rounded-box border border-base-300 px-4 py-3 hover:border-base-content/30"
      >
        <span className="font-medium">{group.labels[0] ?? w.noStatus}</span>
        <span className="font-semibold tabular-nums sm:text-lg">
          {typeof sum === 'string' ? f.money(sum) : '—'}
        </span>
        <span className="text-sm text-soft">{w.quoteCount(f.number(group.count), group.count === 1)}</span>
      </Link>
    </li>
  )
}
