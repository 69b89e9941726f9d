import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isAlwaysTrue } from '#model/where.ts'
import { widgetOf } from '../../fields/index.ts'
import { titleOf } from '../../fields/titles.ts'
import { api } from '../../lib/api.ts'
import { type Page, type Table, useTable } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { SummaryChart } from '../chart/SummaryChart.tsx'
import { useMeasureText } from '../views/MeasureText.tsx'
import { fieldsNamed, fieldsParam } from '../views/RowCard.tsx'
import { summaryQuery } from '../views/summary.ts'
import type { SeenCard } from './dashboards.ts'
import { words } from './words.ts'

type OpenCard = Exclude<SeenCard, { closed: true }>

interface BodyProps {
  readonly card: OpenCard
  readonly table: Table
  readonly rows: Readonly<Record<string, string>>
}

/** What a card tells, as its viewer may know it. */
export function CardBody({ card, title }: { card: SeenCard; title: string }): ReactNode {
  const w = useWords(words)
  if ('closed' in card) {
    return (
      <p className="flex items-center gap-2 py-4 text-soft">
        <Icon name="lock" />
        {w.closed}
      </p>
    )
  }
  return (
    <>
      <OpenBody card={card} title={title} />
      {card.incomplete && <p className="text-sm text-soft">{w.incomplete}</p>}
    </>
  )
}

function OpenBody({ card }: { card: OpenCard; title: string }): ReactNode {
  const table = useTable(card.slug)
  const rows = {
    ...(card.where && !isAlwaysTrue(card.where) && { where: JSON.stringify(card.where) }),
    ...(card.search && { search: card.search }),
  }
  if (card.kind === 'figure') return <Figure card={card} table={table} rows={rows} />
  if (card.kind === 'list') return <Rows card={card} table={table} rows={rows} />
  const asked = { rows, group: card.group, measure: card.measure, most: 100 }
  return <SummaryChart table={table} asked={asked} form={card.chart ?? 'bars'} height={220} layout="card" />
}

function Figure({ card, table, rows }: BodyProps): ReactNode {
  const text = useMeasureText(table)
  const { data } = useQuery(summaryQuery(table.slug, { rows, measure: card.measure }))
  if (!data) return <Skeleton lines={1} />
  const { measure = 'count' } = card
  const value = measure === 'count' ? data.total.count : (data.total.values[measure] ?? null)
  return (
    <Link
      to="/tables/$table"
      params={{ table: table.slug }}
      search={rows as never}
      draggable={false}
      className="self-start text-2xl font-semibold tracking-tight break-words tabular-nums hover:underline"
    >
      {text(measure, value)}
    </Link>
  )
}

function Rows({ card, table, rows }: BodyProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const fields = fieldsNamed(table, card.fields ?? []).filter(({ slug }) => slug !== table.title)
  const params = {
    ...rows,
    ordering: card.ordering?.join(','),
    fields: fieldsParam(table, card.fields ?? []),
    page_size: card.rows ?? 8,
    count: 'none',
  }
  const { data } = useQuery({
    queryKey: ['rows', table.slug, 'card', params],
    queryFn: ({ signal }) => api.get<Page>(`/api/${table.slug}/`, params, { signal }),
  })
  if (!data) return <Skeleton lines={4} />
  if (data.results.length === 0) return <p className="py-4 text-soft">{w.empty}</p>
  return (
    <ul className="flex flex-col">
      {data.results.map((row) => (
        <li key={row.id} className="border-b border-base-300 last:border-b-0">
          <Link
            to="/tables/$table/$id"
            params={{ table: table.slug, id: String(row.id) }}
            draggable={false}
            className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 py-1 hover:underline pointer-coarse:min-h-11"
          >
            <span className="min-w-0 grow truncate font-medium">{titleOf(row, table.title)}</span>
            {fields.map((field) => {
              const { Show } = widgetOf(field.type)
              return (
                <span
                  key={field.slug}
                  title={say(field.label)}
                  className="max-w-40 truncate text-sm text-soft"
                >
                  <Show field={field} value={row[field.slug]} dense table={table} />
                </span>
              )
            })}
          </Link>
        </li>
      ))}
    </ul>
  )
}
