import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { widgetOf } from '../../fields/index.ts'
import { titleOf } from '../../fields/titles.ts'
import type { Field, Row, Table } from '../../lib/table.ts'
import { useSay } from '../../lib/words.ts'

interface RowCardProps {
  readonly table: Table
  readonly row: Row
  readonly fields: readonly Field[]
  readonly colour?: string | undefined
  /** With the name of each field: where there is room. */
  readonly named?: boolean
}

const isFilled = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** What a row is called, and a few of its fields; what is empty takes no room. */
export function RowCard({ table, row, fields, colour, named }: RowCardProps): ReactNode {
  const say = useSay()
  const told = fields.filter(
    ({ slug, type }) => isFilled(row[slug]) && (named || type !== 'boolean' || row[slug] === true),
  )
  return (
    <>
      {colour && (
        <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1" style={{ background: colour }} />
      )}
      <Link
        to="/tables/$table/$id"
        params={{ table: table.slug, id: String(row.id) }}
        search={true as never}
        draggable={false}
        className="font-medium break-words [overflow-wrap:anywhere] after:absolute after:inset-0 after:rounded-box hover:underline"
      >
        {titleOf(row, table.title)}
      </Link>
      {told.length > 0 && (
        <dl className={named ? 'flex flex-col gap-1.5' : 'flex flex-wrap items-center gap-x-2 gap-y-1'}>
          {told.map((field) => {
            const { Show } = widgetOf(field.type)
            return (
              <div
                key={field.slug}
                className={named ? 'min-w-0' : 'max-w-full min-w-0'}
                title={say(field.label)}
              >
                <dt className={named ? 'text-xs text-soft' : 'sr-only'}>{say(field.label)}</dt>
                <dd className="truncate text-sm">
                  {!named && field.type === 'boolean' && <span aria-hidden="true">{say(field.label)} </span>}
                  <Show field={field} value={row[field.slug]} dense table={table} />
                </dd>
              </div>
            )
          })}
        </dl>
      )}
    </>
  )
}

/** The fields that a card tells, in the view's order. */
export const fieldsNamed = (table: Table, slugs: readonly string[]): readonly Field[] =>
  slugs.flatMap((slug) => table.fields.find((field) => field.slug === slug) ?? [])

/** What a list must ask for so that cards, boards and calendars can be drawn. */
export const fieldsParam = (table: Table, slugs: readonly (string | null | undefined)[]): string =>
  [...new Set(['id', 'version', table.title, ...slugs])].filter(Boolean).join(',')
