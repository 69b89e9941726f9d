import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Text } from '#model/language.ts'
import type { Where } from '#model/where.ts'
import { api } from '../../lib/api.ts'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Part } from './Page.tsx'
import type { PersonHere } from './people.ts'
import { personWords } from './person-words.ts'
import { RowsSaid } from './RowsSaid.tsx'
import { rowsOf } from './rights.ts'
import { rightsWords } from './rights-words.ts'
import { definitionsQuery } from './tables.ts'

interface TableRights {
  readonly table: string
  readonly label: Text
  readonly may: Readonly<Record<string, true | Where | null>>
  readonly hidden: readonly string[]
  readonly fixed: readonly string[]
}

/** What somebody may do here, in words, table by table. */
export function PersonRights({ person: { id, membership, standing } }: { person: PersonHere }): ReactNode {
  const w = useWords(personWords)
  const administers = (membership.admin && !membership.ended) || standing.network_owner
  const { data } = useQuery({
    queryKey: ['administration', 'person', id, 'rights', membership],
    queryFn: ({ signal }) =>
      api.get<{ results: TableRights[] }>(`/api/users/${id}/rights/`, undefined, { signal }),
    enabled: !administers && !standing.disabled,
  })
  const definitions = useQuery(definitionsQuery).data
  const shown = data?.results.filter(({ table }) => !own.has(table)) ?? []
  return (
    <Part title={w.rights} why={w.rightsWhy}>
      {administers && <p>{w.administersAll}</p>}
      {!administers && !data && !standing.disabled && <Skeleton lines={3} />}
      {!administers && data && shown.length === 0 && <p>{w.noRight}</p>}
      {!administers && shown.length > 0 && (
        <ul className="-my-3 divide-y divide-base-300">
          {shown.map((rights) => (
            <TableLine
              key={rights.table}
              rights={rights}
              table={definitions?.find(({ slug }) => slug === rights.table)}
            />
          ))}
        </ul>
      )}
    </Part>
  )
}

/** What everybody has of their own, whoever they are. */
const own: ReadonlySet<string> = new Set(['notifications', 'comments', 'views', 'dashboards', 'sites'])

function TableLine({ rights, table }: { rights: TableRights; table: Table | undefined }): ReactNode {
  const w = useWords(personWords)
  const r = useWords(rightsWords)
  const say = useSay()
  const fieldNames = (slugs: readonly string[]) =>
    slugs.map((slug) => say(table?.fields.find((one) => one.slug === slug)?.label) || slug).join(', ')
  const given = Object.entries(rights.may).filter(([, rows]) => rows !== null)
  const nameOfAction = (action: string) =>
    (r as Readonly<Record<string, unknown>>)[action] ??
    say(table?.verbs.find(({ name }) => name === action)?.label) ??
    action
  return (
    <li className="grid gap-x-4 gap-y-1 py-3 sm:grid-cols-[11rem_1fr]">
      <h3 className="font-medium">{say(rights.label)}</h3>
      <div className="min-w-0 text-sm">
        <ul className="flex flex-col gap-1">
          {given.map(([action, rows]) => (
            <li key={action} className="flex flex-wrap gap-x-2">
              <span className="min-w-24 text-soft">{String(nameOfAction(action))}</span>
              <span className="min-w-0">
                {rows === true && action === 'create' ? (
                  r.yes
                ) : (
                  <RowsSaid rows={rowsOf(rows === true ? { all: [] } : rows!)} table={table} />
                )}
              </span>
            </li>
          ))}
        </ul>
        {rights.hidden.length > 0 && <p className="mt-1 text-soft">{w.hidden(fieldNames(rights.hidden))}</p>}
        {rights.fixed.length > 0 && <p className="mt-1 text-soft">{w.fixed(fieldNames(rights.fixed))}</p>}
      </div>
    </li>
  )
}
