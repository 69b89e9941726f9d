import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect } from 'react'
import { api } from '../../lib/api.ts'
import { type Format, useFormat } from '../../lib/format.ts'
import { late } from '../../lib/lazy.ts'
import { type Field, type Page, type Row, type Table, useTable } from '../../lib/table.ts'
import { useSay } from '../../lib/words.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'

/** A line on which some script of this page took so long to come; a store of the worker is none. */
const isSlow = performance
  .getEntriesByType('resource')
  .some(({ name, duration }) => name.endsWith('.js') && duration > 1_500)

/** On such a line, behind the first rows, which would wait for their share of it. */
const turn: Promise<unknown> = isSlow
  ? new Promise((resolve) => addEventListener('sugu.first-rows', resolve, { once: true }))
  : Promise.resolve()

const List = late(() => turn.then(() => import('./List.tsx')).then(({ List: one }) => one))
const route = getRouteApi('/frame/tables/$table')

/** On a poor network the list’s own code takes seconds: its first rows are there to be read and opened before it. */
export function First(): ReactNode {
  return (
    <Suspense fallback={<Waiting />}>
      <List />
    </Suspense>
  )
}

const Waiting = (): ReactNode => (isSlow ? <FirstRows /> : <Skeleton lines={12} className="p-4" />)

function FirstRows(): ReactNode {
  const table = useTable(route.useParams().table)
  const say = useSay()
  const { data, isPending } = useQuery({
    queryKey: ['rows', table.slug, 'first'],
    queryFn: ({ signal }) => api.get<Page>(`/api/${table.slug}/`, { count: 'none' }, { signal }),
  })
  const fields = toldBy(table)
  useEffect(() => {
    if (!isPending) dispatchEvent(new Event('sugu.first-rows'))
  }, [isPending])
  return (
    <section className="flex min-h-0 grow flex-col">
      <h1 className="truncate px-4 pt-3 pb-3 text-xl font-semibold">{say(table.label)}</h1>
      {!data && <Skeleton lines={12} className="p-4" />}
      <ul className="min-h-0 grow overflow-y-auto border-t border-base-300">
        {data?.results.map((row) => (
          <li key={row.id} className="border-b border-base-300">
            <FirstRow table={table} row={row} fields={fields} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function FirstRow({ table, row, fields }: { table: Table; row: Row; fields: readonly Field[] }): ReactNode {
  const format = useFormat()
  const say = useSay()
  const [title = `#${row.id}`, ...others] = fields
    .map((field) => textOf(field, row[field.slug], format, say))
    .filter((text) => text !== '')
  return (
    <Link
      to="/tables/$table/$id"
      params={{ table: table.slug, id: String(row.id) }}
      search={true}
      className="flex min-h-11 flex-col justify-center gap-x-6 px-4 py-1.5 -outline-offset-2 hover:bg-base-200 sm:flex-row sm:items-center sm:justify-start"
    >
      <span className="truncate font-medium sm:w-64">{title}</span>
      <span className="truncate text-soft">{others.join(' · ')}</span>
    </Link>
  )
}

/** What names a row first; no lists and no long texts; references only where somebody expanded them. */
function toldBy(table: Table): readonly Field[] {
  const short = table.fields.filter(
    ({ type }) => !/^(references?|long_text|rich_text|json|location)$/.test(type),
  )
  const title = short.find(({ slug }) => slug === table.title)
  return [...(title ? [title] : []), ...short.filter((field) => field !== title)].slice(0, 5)
}

function textOf(field: Field, value: unknown, format: Format, say: ReturnType<typeof useSay>): string {
  if (value === null || value === undefined || typeof value === 'object') return ''
  if (field.type === 'boolean') return value === true ? say(field.label) : ''
  if (field.type === 'date') return format.day(String(value))
  if (field.type === 'datetime') return format.instant(String(value))
  if (field.type === 'money') return format.money(String(value))
  if (field.type === 'integer' || field.type === 'decimal') return format.number(String(value))
  if (field.type !== 'choice' || !('options' in field)) return String(value)
  return say(field.options?.find((option) => option.value === value)?.label) || String(value)
}
