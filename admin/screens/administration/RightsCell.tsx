import { type ReactNode, useState } from 'react'
import { everyRow } from '#model/where.ts'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { RowsDialog } from './RowsDialog.tsx'
import { RowsSaid } from './RowsSaid.tsx'
import { type Cell, publishedWhere, type Rows, type RowsKind, whereOf } from './rights.ts'
import { rightsWords } from './rights-words.ts'

interface CellProps {
  /** Null: every table. */
  readonly table: Table | null
  readonly action: string
  /** What the action and the table are called. */
  readonly label: string
  readonly name: string
  readonly cell: Cell
  readonly change: (cell: Cell) => void
}

const tints: Partial<Record<RowsKind, string>> = {
  none: 'text-soft',
  all: 'font-medium',
}

/** Which rows an action is open to. A new row is nobody's yet: it is given, or not. */
export function RightsCell({ table, action, label, name, cell, change }: CellProps): ReactNode {
  const w = useWords(rightsWords)
  const [asks, setAsks] = useState(false)
  const { rows } = cell
  const choose = (kind: RowsKind) => {
    if (kind === 'custom') return setAsks(true)
    change({ ...cell, rows: rowsFor(kind, table) })
  }
  return (
    <div className="min-w-0">
      <span
        aria-hidden="true"
        className="mb-1 block truncate text-sm text-soft lg:hidden [[data-verb]_&]:block"
      >
        {label}
      </span>
      <select
        aria-label={w.of(label, name)}
        className={`select w-full pointer-coarse:min-h-11 ${tints[rows.kind] ?? ''} ${rows.kind === 'none' ? '' : 'border-primary/50 bg-secondary/50'}`}
        value={rows.kind}
        onChange={({ target }) => choose(target.value as RowsKind)}
      >
        {offered(action, table, rows).map((kind) => (
          <option key={kind} value={kind}>
            {kind === 'all' && action === 'create' ? w.yes : w[kind]}
          </option>
        ))}
      </select>
      {rows.kind === 'custom' && (
        <div className="mt-1 flex items-start gap-1 text-sm text-soft">
          <span className="min-w-0 grow break-words">
            <RowsSaid rows={rows} table={table ?? undefined} />
          </span>
          {table && <IconButton small icon="edit" label={w.changeRows} onClick={() => setAsks(true)} />}
        </div>
      )}
      {cell.verified && <p className="mt-1 text-sm text-soft">{w.verified}</p>}
      {asks && table && (
        <RowsDialog
          slug={table.slug}
          title={w.rowsOf(label, name)}
          where={whereOf(rows) ?? everyRow}
          use={(where) => change({ ...cell, rows: { kind: 'custom', where } })}
          close={() => setAsks(false)}
        />
      )}
    </div>
  )
}

function rowsFor(kind: Exclude<RowsKind, 'custom'>, table: Table | null): Rows {
  if (kind !== 'published') return { kind }
  const where = table && publishedWhere(table)
  return where ? { kind, where } : { kind: 'all' }
}

function offered(action: string, table: Table | null, { kind: now }: Rows): readonly RowsKind[] {
  if (action === 'create' && table?.slug !== undefined)
    return now === 'none' || now === 'all'
      ? ['none', 'all', 'custom']
      : ['none', 'all', now, ...(now === 'custom' ? [] : ['custom' as const])]
  const kinds: RowsKind[] = ['none', 'all', 'own', 'team']
  if (table && publishedWhere(table)) kinds.push('published')
  if (table) kinds.push('custom')
  return kinds.includes(now) ? kinds : [...kinds, now]
}
