import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isAlwaysTrue } from '#model/where.ts'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import type { Field, Page, Row } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { rowParams } from '../grid/query.ts'
import { useRowColour } from '../views/colours.ts'
import { MeasureText } from '../views/MeasureText.tsx'
import { fieldsNamed, fieldsParam } from '../views/RowCard.tsx'
import type { BodyProps } from '../views/ViewBody.tsx'
import { BoardCard, type CardCarrying } from './BoardCard.tsx'
import type { Lane } from './lanes.ts'
import type { Moves } from './moves.ts'
import { QuickAdd } from './QuickAdd.tsx'
import { words } from './words.ts'

export interface LaneProps extends BodyProps {
  readonly field: Field
  readonly lane: Lane
  readonly lanes: readonly Lane[]
  readonly moves: Moves
  readonly may: boolean
  readonly isOver: boolean
  /** The row that is lifted by keyboard. */
  readonly lifted: number | null
  readonly carrying: CardCarrying
}

/** One column: its rows come fifty at a time. */
export function LaneColumn(props: LaneProps): ReactNode {
  const { table, view, field, lane, moves, isOver, may } = props
  const w = useWords(words)
  const { rows, isLoading, hasMore, more } = useLaneRows(props)
  const colourOf = useRowColour(table, view.settings.colour)
  const cards = fieldsNamed(table, view.settings.card ?? [])
  const shown = withMoves(rows, lane.id, moves)
  return (
    <section
      aria-label={lane.label}
      data-drop={lane.id}
      className={`flex w-72 shrink-0 snap-center flex-col rounded-box border max-sm:w-[85vw] ${isOver ? 'border-primary bg-secondary' : 'border-base-300 bg-base-200'}`}
    >
      <LaneHead {...props} />
      <ul data-scroll="y" className="flex min-h-16 grow flex-col gap-2 overflow-y-auto px-2 pb-2">
        {isLoading && <Skeleton lines={3} />}
        {!isLoading && shown.length === 0 && (
          <li className="py-4 text-center text-sm text-soft">{w.empty}</li>
        )}
        {shown.map((row) => (
          <BoardCard key={row.id} {...props} row={row} fields={cards} colour={colourOf(row)} />
        ))}
        {hasMore && (
          <li>
            <Button small look="quiet" className="w-full" onClick={more}>
              {w.more}
            </Button>
          </li>
        )}
      </ul>
      {may && table.may.create && table.title && (
        <QuickAdd table={table} values={{ [field.slug]: lane.value }} place={lane.label} />
      )}
    </section>
  )
}

function LaneHead({ table, view, lane }: LaneProps): ReactNode {
  const f = useFormat()
  const w = useWords(words)
  const count = lane.told?.count ?? 0
  return (
    <header className="flex items-center gap-2 px-3 pt-2.5 pb-2">
      <span
        aria-hidden="true"
        className="size-2.5 shrink-0 rounded-full"
        style={{ background: lane.colour }}
      />
      <h2 className="min-w-0 truncate font-semibold">{lane.label}</h2>
      <span className="text-sm text-soft tabular-nums">
        <span aria-hidden="true">{f.number(count)}</span>
        <span className="sr-only">{w.rows(f.number(count))}</span>
      </span>
      {lane.told && (
        <span className="ml-auto text-sm text-soft tabular-nums">
          <MeasureText table={table} measure={view.settings.measure} told={lane.told} />
        </span>
      )}
    </header>
  )
}

function useLaneRows({ table, view, field, lane }: LaneProps) {
  const { where } = view.query
  const both = isAlwaysTrue(where) ? lane.where : { all: [where, lane.where] }
  const params = {
    ...rowParams({ ...view.query, where: both }),
    fields: fieldsParam(table, [field.slug, view.settings.colour, ...(view.settings.card ?? [])]),
    page_size: 50,
    count: 'none',
  }
  const found = useInfiniteQuery({
    queryKey: ['rows', table.slug, 'board', params],
    queryFn: ({ signal, pageParam }) => {
      const next = pageParam === null ? null : new URL(pageParam)
      return next
        ? api.get<Page>(next.pathname + next.search, undefined, { signal })
        : api.get<Page>(`/api/${table.slug}/`, params, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  return {
    rows: found.data?.pages.flatMap(({ results }) => results) ?? [],
    isLoading: found.isPending,
    hasMore: found.hasNextPage,
    more: () => found.fetchNextPage(),
  }
}

/** Those that were put elsewhere are there; those that were put here come first. */
function withMoves(rows: readonly Row[], lane: string, { under }: Moves): readonly Row[] {
  const here = [...under.values()].filter(({ to }) => to === lane).map(({ row }) => row)
  return [...here, ...rows.filter(({ id }) => !under.has(id))]
}
