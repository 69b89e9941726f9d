import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { widgetOf } from '../../fields/index.ts'
import type { Page, Row, Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { eyesWords } from './eyes-words.ts'
import { type Eyes as Seeing, seen } from './seeing.ts'

/** The rows of a table that somebody sees, a page at a time. */
export function EyesRows({ eyes, table }: { eyes: Seeing; table: Table }): ReactNode {
  const w = useWords(eyesWords)
  const say = useSay()
  const [page, setPage] = useState(1)
  const { data, error } = useQuery({
    queryKey: ['eyes', eyes.token, table.slug, page],
    queryFn: ({ signal }) => seen<Page>(eyes, `/api/${table.slug}/?page=${page}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  if (error) return <Alert kind="wrong">{error.message}</Alert>
  if (!data) return <Skeleton lines={6} />
  return (
    <>
      <p className="mb-2 text-sm text-soft">{w.rows(data.count)}</p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        aria-label={say(table.label)}
        className="overflow-x-auto rounded-box border border-base-300 bg-base-100"
      >
        <Seen table={table} rows={data.results} />
      </section>
      <div className="mt-3 flex gap-2">
        <Button disabled={!data.previous} onClick={() => setPage(page - 1)}>
          {w.previous}
        </Button>
        <Button disabled={!data.next} onClick={() => setPage(page + 1)}>
          {w.next}
        </Button>
      </div>
    </>
  )
}

function Seen({ table, rows }: { table: Table; rows: readonly Row[] }): ReactNode {
  const say = useSay()
  return (
    <table className="w-full text-left">
      <thead>
        <tr className="border-b border-base-300 text-sm text-soft">
          {table.fields.map(({ slug, label }) => (
            <th key={slug} className="px-3 py-2 font-semibold whitespace-nowrap">
              {say(label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-b border-base-300 last:border-0">
            {table.fields.map((field) => {
              const { Show } = widgetOf(field.type)
              return (
                <td key={field.slug} className="max-w-72 truncate px-3 py-2">
                  <Show field={field} value={row[field.slug]} dense table={table} />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
