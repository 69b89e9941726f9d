import { getRouteApi, Outlet, useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense, useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { isAlwaysTrue } from '#model/where.ts'
import { late } from '../../lib/lazy.ts'
import { usePresence } from '../../lib/presence.ts'
import { type Table, useTable } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { People } from '../../parts/People.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { showing } from '../record/neighbours.ts'
import { useView } from '../views/use-view.ts'
import { ViewBar } from '../views/ViewBar.tsx'
import { ViewBody } from '../views/ViewBody.tsx'
import { Bar } from './Bar.tsx'
import { measuresAsked } from './columns.ts'
import type { FilterWordsProps } from './FilterWords.tsx'
import type { GridProps } from './Grid.tsx'
import type { GridControl } from './grid-control.ts'
import { words } from './grid-words.ts'
import { deedsIfHere } from './late-deeds.ts'
import type { ListQuery } from './query.ts'
import { wholeList } from './query.ts'
import { useArrangement } from './use-arrangement.ts'
import { type Sheet, useSheet } from './use-sheet.ts'

/** One of them, as wide as the screen is: on its way before it is drawn. */
const loadCards = () => import('./Cards.tsx').then((all) => all.Cards)
const loadGrid = () => import('./Grid.tsx').then((all) => all.Grid)
const narrow = matchMedia('(max-width: 639px)')
void (narrow.matches ? loadCards() : loadGrid()).catch(() => {})
const Cards = late(loadCards)
const Grid = late(loadGrid)
const FilterPanel = late(() => import('./over-bar.ts').then((all) => all.FilterPanel))
const FilterWords = late(() => import('./FilterWords.tsx').then((all) => all.FilterWords))

const route = getRouteApi('/frame/tables/$table')

/** A table's rows: a grid where there is room, cards on a phone; one of them opens beside it. */
export function List(): ReactNode {
  const { table: slug } = route.useParams()
  const table = useTable(slug)
  return <TableList key={table.slug} table={table} />
}

function TableList({ table }: { table: Table }): ReactNode {
  const view = useView(table)
  const asked = JSON.stringify(view.query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words are the same query
  const query = useMemo(() => view.query, [asked])
  const ask = view.setQuery
  const { arrangement, columns, arrange } = useArrangement(table, view)
  const fields = useMemo(() => columns.map(({ field }) => field.slug), [columns])
  const measures = useMemo(() => measuresAsked(columns, arrangement), [columns, arrangement])
  const sheet = useSheet(table, query, fields, measures)
  const [filtering, setFiltering] = useState<Filtering | null>(null)
  const control = useRef<GridControl | null>(null)
  const isNarrow = useIsNarrow()
  const { openRow, newRow } = useWays(table)
  const add = () => (isNarrow ? newRow() : control.current?.addRow())
  const filterBy = useCallback((begin: string) => setFiltering({ begin }), [])
  const shared = { table, query, ask, arrangement, arrange, control, columns }
  return (
    <div className="flex min-h-0 grow">
      <section className="relative flex min-h-0 min-w-0 grow flex-col">
        <Title table={table} sheet={sheet} control={control} />
        <ViewBar table={table} view={view} />
        <Bar
          {...shared}
          isFiltering={filtering !== null}
          toggleFilter={() => setFiltering(filtering ? null : { begin: null })}
          refresh={() => sheet?.lines.refresh()}
          add={add}
        />
        <Filters {...{ table, query, ask, filtering, setFiltering }} />
        {view.kind === 'grid' ? (
          <Rows
            {...shared}
            sheet={sheet}
            openRow={openRow}
            isNarrow={isNarrow}
            filterBy={filterBy}
            add={add}
          />
        ) : (
          <ViewBody table={table} view={view} />
        )}
      </section>
      <Outlet />
    </div>
  )
}

/** Conditions that are being written; from which field, where one was chosen. */
interface Filtering {
  readonly begin: string | null
}

interface FiltersProps {
  readonly table: Table
  readonly query: ListQuery
  readonly ask: (query: ListQuery) => void
  readonly filtering: Filtering | null
  readonly setFiltering: (filtering: Filtering | null) => void
}

/** What is filtered: to be changed, or said in words. */
function Filters({ table, query, ask, filtering, setFiltering }: FiltersProps): ReactNode {
  if (!filtering && isAlwaysTrue(query.where)) return null
  return (
    <Suspense>
      {filtering ? (
        <FilterPanel
          key={filtering.begin}
          table={table}
          where={query.where}
          begin={filtering.begin}
          onChange={(where) => ask({ ...query, where })}
          onClose={() => setFiltering(null)}
        />
      ) : (
        <FilterWords table={table} query={query} ask={ask} edit={() => setFiltering({ begin: null })} />
      )}
    </Suspense>
  )
}

function useWays(table: Table) {
  const go = useNavigate()
  return useMemo(() => {
    const params = { table: table.slug }
    return {
      openRow: (id: number) =>
        void go({ to: '/tables/$table/$id', params: { ...params, id: String(id) }, search: true } as never),
      newRow: () => void go({ to: '/tables/$table/nouveau', params, search: true } as never),
    }
  }, [go, table.slug])
}

interface RowsProps extends Omit<GridProps, 'sheet' | 'showing'> {
  readonly table: Table
  readonly sheet: Sheet | null
  readonly isNarrow: boolean
  readonly add: () => void
}

function Rows({ sheet, isNarrow, add, table, ...props }: RowsProps): ReactNode {
  const tellShown = useCallback((ids: readonly number[]) => showing(table.slug, ids), [table.slug])
  if (!sheet) return <Skeleton lines={12} className="p-4" />
  const isEmpty = sheet.count() === 0
  return (
    <Suspense fallback={<Skeleton lines={12} className="p-4" />}>
      <Problems sheet={sheet} />
      {isNarrow && !isEmpty && (
        <Cards sheet={sheet} columns={props.columns} openRow={props.openRow} showing={tellShown} />
      )}
      {!isNarrow && <Grid {...props} sheet={sheet} showing={tellShown} />}
      {isEmpty && (
        <div className="pointer-events-none absolute inset-x-0 top-52 [&_button]:pointer-events-auto">
          <Nothing sheet={sheet} query={props.query} ask={props.ask} add={add} />
        </div>
      )}
    </Suspense>
  )
}

const useIsNarrow = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      narrow.addEventListener('change', tell)
      return () => narrow.removeEventListener('change', tell)
    },
    () => narrow.matches,
  )

function Title({
  table,
  sheet,
  control,
}: {
  table: Table
  sheet: Sheet | null
  control: { readonly current: GridControl | null }
}): ReactNode {
  const say = useSay()
  const { State } = deedsIfHere() ?? {}
  const others = usePresence({ table: table.slug })
  return (
    <header className="flex items-center gap-3 px-4 pt-3 pb-1">
      <h1 className="min-w-0 truncate text-xl font-semibold">{say(table.label)}</h1>
      <span className="grow" />
      <People people={others} />
      {sheet && State && <State sheet={sheet} control={control} />}
    </header>
  )
}

function Problems({ sheet }: { sheet: Sheet }): ReactNode {
  const w = useWords(words)
  const problem = sheet.lines.problem() as { detail?: string } | null
  if (!problem) return null
  return (
    <div role="alert" className="flex items-center gap-3 border-b border-error/40 bg-error/10 px-4 py-2">
      <span className="grow">{`${w.failed}. ${problem.detail ?? ''}`}</span>
      <Button small icon="refresh" onClick={() => sheet.lines.refresh()}>
        {w.retry}
      </Button>
    </div>
  )
}

interface NothingProps extends Omit<FilterWordsProps, 'table' | 'edit'> {
  readonly sheet: Sheet
  readonly add: () => void
}

function Nothing({ sheet: { table }, query, ask, add }: NothingProps): ReactNode {
  const w = useWords(words)
  const isNarrow = useIsNarrow()
  const isAsked = !isAlwaysTrue(query.where) || query.search !== ''
  if (isAsked) {
    const all = { ...query, where: wholeList.where, search: '' }
    return (
      <Empty
        icon="search"
        title={w.noneFound}
        action={<Button onClick={() => ask(all)}>{w.clearQuery}</Button>}
      >
        {w.noneFoundHelp}
      </Empty>
    )
  }
  const action = table.may.create && (
    <Button look="main" icon="plus" onClick={add}>
      {w.add}
    </Button>
  )
  return (
    <Empty icon="table" title={w.none} action={action}>
      {!table.may.create ? w.noneReadOnly : isNarrow ? w.noneHelpNarrow : w.noneHelp}
    </Empty>
  )
}
