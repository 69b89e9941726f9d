import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { widgetOf } from '../../fields/index.ts'
import { titleOf } from '../../fields/titles.ts'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { queries } from '../../lib/query.ts'
import { type Page, type Row, type Table, useTable } from '../../lib/table.ts'
import { dictionary, useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'

const words = dictionary({
  title: (table: string) => [`Corbeille : ${table}`, `Trash: ${table}`],
  back: ['Retour à la table', 'Back to the table'],
  empty: ['La corbeille est vide', 'The trash is empty'],
  emptyLead: [
    'Les lignes supprimées viennent ici, et se remettent en place d’un geste.',
    'Deleted rows come here, and are put back in one go.',
  ],
  restore: ['Remettre en place', 'Put back'],
  restoreSome: (n: string) => [`Remettre ${n} lignes en place`, `Put ${n} rows back`],
  done: (n: string) => [`${n} remises en place`, `${n} put back`],
  choose: (row: string) => [`Choisir ${row}`, `Choose ${row}`],
  more: ['Voir la suite', 'Show more'],
})

const route = getRouteApi('/frame/tables/$table/corbeille')

/** What was deleted, the last first, as it was then. */
export function Trash(): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const { table: slug } = route.useParams()
  const table = useTable(slug)
  const found = useTrash(slug)
  const rows = found.data?.pages.flatMap(({ results }) => results) ?? []
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-5 p-4 sm:p-6">
      <header className="flex flex-col gap-2">
        <Link to="/tables/$table" params={{ table: slug }} className="link link-hover text-sm text-soft">
          {w.back}
        </Link>
        <h1 className="text-xl font-bold">{w.title(say(table.label))}</h1>
      </header>
      {found.isPending && <Skeleton lines={6} />}
      {found.isSuccess && rows.length === 0 && (
        <Empty icon="trash" title={w.empty}>
          {w.emptyLead}
        </Empty>
      )}
      {rows.length > 0 && <Deleted table={table} rows={rows} />}
      {found.hasNextPage && (
        <div className="text-center">
          <Button onClick={() => found.fetchNextPage()}>{w.more}</Button>
        </div>
      )}
    </div>
  )
}

const useTrash = (slug: string) =>
  useInfiniteQuery({
    queryKey: ['trash', slug],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/api/${slug}/`, { trash: 1, page: pageParam, page_size: 50 }, { signal }),
    initialPageParam: 1,
    getNextPageParam: (last, _all, page) => (last.next === null ? undefined : page + 1),
    staleTime: 0,
  })

function Deleted({ table, rows }: { table: Table; rows: readonly Row[] }): ReactNode {
  const w = useWords(words)
  const f = useFormat()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const toggle = (id: number) => {
    const others = [...chosen].filter((other) => other !== id)
    setChosen(new Set(chosen.has(id) ? others : [...others, id]))
  }
  const restore = async (ids: readonly number[]) => {
    try {
      await api.post(`/api/${table.slug}/bulk/`, { action: 'restore', ids })
      setChosen(new Set())
      toast(w.done(f.number(ids.length)))
    } catch (error) {
      sayProblem(error)
    }
    await queries.invalidateQueries({ queryKey: ['trash', table.slug] })
    await queries.invalidateQueries({ queryKey: ['rows', table.slug] })
  }
  return (
    <>
      <ul className="divide-y divide-base-300 rounded-box border border-base-300">
        {rows.map((row) => (
          <li key={row.id} className="flex items-center gap-3 px-4 py-2.5">
            <input
              type="checkbox"
              className="checkbox"
              aria-label={w.choose(titleOf(row, table.title))}
              checked={chosen.has(row.id)}
              onChange={() => toggle(row.id)}
            />
            <Told table={table} row={row} />
            <Button small icon="undo" onClick={() => restore([row.id])}>
              {w.restore}
            </Button>
          </li>
        ))}
      </ul>
      {chosen.size > 0 && (
        <div className="sticky bottom-4 flex justify-center">
          <Button look="main" icon="undo" className="shadow-lift" onClick={() => restore([...chosen])}>
            {w.restoreSome(f.number(chosen.size))}
          </Button>
        </div>
      )}
    </>
  )
}

/** Its name, and a few of its values. */
function Told({ table, row }: { table: Table; row: Row }): ReactNode {
  const told = table.fields.filter(({ slug }) => slug !== table.title && isFilled(row[slug])).slice(0, 3)
  return (
    <div className="min-w-0 grow">
      <p className="truncate font-medium">{titleOf(row, table.title)}</p>
      <div className="flex flex-wrap gap-x-4 text-sm text-soft">
        {told.map((field) => {
          const { Show } = widgetOf(field.type)
          return (
            <span key={field.slug} className="max-w-60 truncate">
              <Show field={field} value={row[field.slug]} dense table={table} />
            </span>
          )
        })}
      </div>
    </div>
  )
}

const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== ''
