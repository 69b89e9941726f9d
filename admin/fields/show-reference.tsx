import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTableIfAny } from '../lib/table.ts'
import type { ShowProps } from './field-widget.ts'
import { broughtTitle, referredId, useTitle } from './titles.ts'

/** The row referred to, by its name; where there is room, the way to it. */
export function ShowReference({ field, value, dense }: ShowProps): ReactNode {
  const id = referredId(value)
  if (id === null || field.type !== 'reference') return null
  return <Referred table={field.table} id={id} value={value} dense={dense ?? false} />
}

export function ShowReferences({ field, value, dense }: ShowProps): ReactNode {
  if (!Array.isArray(value) || value.length === 0 || field.type !== 'references') return null
  return (
    <span className={`flex gap-1.5 ${dense ? 'overflow-hidden' : 'flex-wrap'}`}>
      {value.map((one) => {
        const id = referredId(one)
        if (id === null) return null
        return (
          <span
            key={id}
            className="rounded-full border border-base-300 bg-base-200 px-2 py-0.5 text-sm whitespace-nowrap"
          >
            <Referred table={field.table} id={id} value={one} dense={dense ?? false} />
          </span>
        )
      })}
    </span>
  )
}

interface ReferredProps {
  readonly table: string
  readonly id: number
  readonly value: unknown
  readonly dense: boolean
}

function Referred({ table, id, value, dense }: ReferredProps): ReactNode {
  const target = useTableIfAny(typeof value === 'object' ? table : null)
  const brought = broughtTitle(value, target)
  const asked = useTitle(table, brought === null ? id : null)
  const title = brought ?? asked
  if (dense) return <span className="truncate">{title}</span>
  return (
    <Link
      to="/tables/$table/$id"
      params={{ table, id: String(id) }}
      className="link link-hover underline decoration-base-content/30"
    >
      {title}
    </Link>
  )
}
