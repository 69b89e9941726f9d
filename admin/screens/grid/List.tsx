import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { widgetOf } from '../../fields/index.ts'
import { api } from '../../lib/api.ts'
import { type Page, useTable } from '../../lib/table.ts'
import { useSay } from '../../lib/words.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'

const route = getRouteApi('/frame/tables/$table')

/** The first rows of a table. */
export function List(): ReactNode {
  const table = useTable(route.useParams().table)
  const say = useSay()
  const { data } = useQuery({
    queryKey: ['rows', table.slug],
    queryFn: ({ signal }) => api.get<Page>(`/api/${table.slug}/`, undefined, { signal }),
  })
  return (
    <div className="flex flex-col gap-4 p-4">
      <h1 className="text-xl font-semibold">{say(table.label)}</h1>
      {!data && <Skeleton lines={8} />}
      {data && (
        <div className="overflow-x-auto rounded-box border border-base-300 bg-base-100">
          <table className="table">
            <thead>
              <tr>
                {table.fields.map((field) => (
                  <th key={field.slug}>{say(field.label)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.results.map((row) => (
                <tr key={row.id}>
                  {table.fields.map((field) => {
                    const { Show } = widgetOf(field.type)
                    return (
                      <td key={field.slug}>
                        <Show field={field} value={row[field.slug]} dense />
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
