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
  /** What is not given here is given to every table. */
  readonly isGivenToAll?: boolean
  /** What the table says of itself. */
  readonly said?: 'kept' | 'open' | null
  readonly change: (cell: Cell) => void
}

const tints: Partial<Record<RowsKind, string>> = {
  none: 'text-soft',
  all: 'font-medium',
}

/** Which rows an action is open to. A new row is nobody's yet: it is given, or not. */
export function RightsCell({
  table,
  action,
  label,
  name,
  cell,
  isGivenToAll,
  said,
  change,
}: CellProps): ReactNode {
  const w = useWords(rightsWords)
  const [asks, setAsks] = useState(false)
  const { rows } = cell
  const choose = (kind: RowsKind) => {
    if (kind === 'custom') return setAsks(true)
    change({ ...cell, rows: rowsFor(kind, table) })
  }
  const wordOf = (kind: RowsKind) => {
    if (kind === 'none' && said === 'open') return w.openAnyway
    if (kind === 'none' && isGivenToAll) return w.asEvery
    return kind === 'all' && action === 'create' ? w.yes : w[kind]
  }
  if (said === 'kept') return <KeptCell label={label} />
  return (
    <div className="min-w-0">
      <Head label={label} />
      <select
        aria-label={w.of(label, name)}
        className={`select w-full pointer-coarse:min-h-11 ${tints[rows.kind] ?? ''} ${rows.kind === 'none' ? '' : 'border-primary/50 bg-secondary/50'}`}
        value={rows.kind}
        onChange={({ target }) => choose(target.value as RowsKind)}
      >
        {offered(action, table, rows).map((kind) => (
          <option key={kind} value={kind}>
            {wordOf(kind)}
          </option>
        ))}
      </select>
      {rows.kind === 'custom' && <Condition rows={rows} table={table} edit={() => setAsks(true)} />}
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

const Head = ({ label }: { label: string }): ReactNode => (
  <span aria-hidden="true" className="mb-1 block truncate text-sm text-soft lg:hidden [[data-verb]_&]:block">
    {label}
  </span>
)

/** No group can be given it. */
function KeptCell({ label }: { label: string }): ReactNode {
  const w = useWords(rightsWords)
  return (
    <div className="min-w-0 text-sm text-soft lg:pt-2">
      <Head label={label} />
      {w.nobody}
    </div>
  )
}

function Condition({ rows, table, edit }: { rows: Rows; table: Table | null; edit: () => void }): ReactNode {
  const w = useWords(rightsWords)
  return (
    <div className="mt-1 flex items-start gap-1 text-sm text-soft">
      <span className="min-w-0 grow break-words">
        <RowsSaid rows={rows} table={table ?? undefined} />
      </span>
      {table && <IconButton small icon="edit" label={w.changeRows} onClick={edit} />}
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
