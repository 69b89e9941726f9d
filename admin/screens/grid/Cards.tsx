import { type CSSProperties, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { widgetOf } from '../../fields/index.ts'
import { titleOf } from '../../fields/titles.ts'
import { late } from '../../lib/lazy.ts'
import type { Field, Row } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { cardWords } from './card-words.ts'
import { cellState } from './cell-state.ts'
import type { Column } from './columns.ts'
import { loadDeeds } from './late-deeds.ts'
import type { Heading } from './lines.ts'
import { shownHeight } from './scroll.ts'
import { useScroll } from './use-scroll.ts'
import type { Sheet } from './use-sheet.ts'

const GroupName = late(() => import('./GroupRow.tsx').then((all) => all.GroupName))
const CardEditor = late(() => loadDeeds().then((deeds) => deeds.CardEditor))

interface CardsProps {
  readonly sheet: Sheet
  readonly columns: readonly Column[]
  readonly openRow: (id: number) => void
  readonly showing: (ids: readonly number[]) => void
}

const fieldsShown = 3
const cardHeight = 44 * (fieldsShown + 1) + 20

/** A row is a card: its name leads to the record, each of its values is changed where it stands, by one thumb. */
export function Cards({ sheet, columns, openRow, showing }: CardsProps): ReactNode {
  const w = useWords(cardWords)
  const say = useSay()
  const scroller = useRef<HTMLDivElement>(null)
  const count = sheet.count() ?? 6
  const sight = useScroll(scroller, count, cardHeight, 0, sheet.lines.want)
  const [editing, setEditing] = useState<{ id: number; field: Field } | null>(null)
  const { first, last } = sight
  useShown(sheet, first, last, showing)
  const from = Math.max(0, first - 3)
  const to = Math.min(count - 1, last + 3)
  const height = shownHeight({ lines: count, lineHeight: cardHeight, height: 0 })
  const edited = editing && sheet.rowById(editing.id)
  return (
    <>
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        tabIndex={0}
        role="region"
        aria-label={say(sheet.table.label)}
        className="relative min-h-0 grow overflow-y-auto bg-base-200 outline-none"
        onScroll={sight.onScroll}
      >
        <p className="sr-only" role="status">
          {w.count(count)}
        </p>
        <ul className="relative" style={{ height }}>
          {Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => {
            const line = from + i
            const found = sheet.at(line)
            const style = { top: line * cardHeight + sight.origin, height: cardHeight }
            if ('heading' in found)
              return <GroupCard key={found.heading.id} sheet={sheet} heading={found.heading} style={style} />
            return (
              <li
                key={found.row?.id ?? `line-${line}`}
                className="absolute inset-x-0 px-2 pt-2"
                style={style}
              >
                <Card
                  sheet={sheet}
                  row={found.row}
                  columns={columns}
                  openRow={openRow}
                  edit={(field) => found.row && setEditing({ id: found.row.id, field })}
                />
              </li>
            )
          })}
        </ul>
      </div>
      {editing && edited && (
        <Suspense>
          <CardEditor sheet={sheet} row={edited} field={editing.field} onClose={() => setEditing(null)} />
        </Suspense>
      )}
    </>
  )
}

function useShown(sheet: Sheet, first: number, last: number, showing: CardsProps['showing']): void {
  useEffect(() => {
    sheet.lines.want(first, last)
    const ids: number[] = []
    for (let line = Math.max(0, first - 20); line <= last + 20; line++) {
      const row = sheet.rowAt(line)
      if (row && row.id > 0) ids.push(row.id)
    }
    showing(ids)
  })
}

function GroupCard({
  sheet,
  heading,
  style,
}: {
  sheet: Sheet
  heading: Heading
  style: CSSProperties
}): ReactNode {
  return (
    <li className="absolute inset-x-0 flex items-end p-2" style={style}>
      <Button
        className="w-full justify-start"
        icon={heading.isOpen ? 'down' : 'right'}
        aria-expanded={heading.isOpen}
        onClick={() => sheet.lines.toggle(heading)}
      >
        <Suspense>
          <GroupName table={sheet.table} heading={heading} />
        </Suspense>
        <span className="badge badge-sm">{heading.group.count}</span>
      </Button>
    </li>
  )
}

interface CardProps extends Pick<CardsProps, 'sheet' | 'columns' | 'openRow'> {
  readonly row: Row | undefined
  readonly edit: (field: Field) => void
}

function Card({ sheet, row, columns, openRow, edit }: CardProps): ReactNode {
  const w = useWords(cardWords)
  const { table, env } = sheet
  const shown = columns.filter(({ field }) => field.slug !== table.title).slice(0, fieldsShown)
  if (!row)
    return (
      <div
        className="h-full animate-pulse rounded-box border border-base-300 bg-base-100"
        aria-hidden="true"
      />
    )
  const entry = sheet.writes.entry(row.id)
  return (
    <article className="flex h-full flex-col rounded-box border border-base-300 bg-base-100">
      <button
        type="button"
        className="flex min-h-11 items-center gap-2 rounded-t-box px-3 text-left text-lg font-semibold"
        onClick={() => row.id > 0 && openRow(row.id)}
      >
        <span className="min-w-0 grow truncate">{row.id < 0 ? w.draft : titleOf(row, table.title)}</span>
        {entry && (
          <span role="img" aria-label={w.waiting} className="size-2.5 shrink-0 rounded-full bg-accent" />
        )}
        <Icon name="right" className="size-4 opacity-60" />
      </button>
      {shown.map(({ field }) => (
        <CardLine
          key={field.slug}
          sheet={sheet}
          row={row}
          field={field}
          isOpen={cellState(table, row, field, env) === 'open'}
          isHidden={cellState(table, row, field, env) === 'hidden'}
          refused={entry?.refused[field.slug]}
          edit={edit}
        />
      ))}
    </article>
  )
}

interface LineProps extends Pick<CardProps, 'sheet' | 'edit'> {
  readonly row: Row
  readonly field: Field
  readonly isOpen: boolean
  readonly isHidden: boolean
  readonly refused: string | undefined
}

function CardLine({ sheet, row, field, isOpen, isHidden, refused, edit }: LineProps): ReactNode {
  const say = useSay()
  const { Show } = widgetOf(field.type)
  return (
    <button
      type="button"
      disabled={!isOpen}
      aria-invalid={refused ? true : undefined}
      className={`flex min-h-11 items-center gap-3 border-t border-base-300/60 px-3 text-left ${refused ? 'bg-error/10' : ''}`}
      onClick={() => edit(field)}
    >
      <span className="w-2/5 shrink-0 truncate text-sm text-soft">{say(field.label)}</span>
      <span className="flex min-w-0 grow truncate">
        {refused ??
          (isHidden ? null : <Show field={field} value={row[field.slug]} dense table={sheet.table} />)}
      </span>
      {isOpen && <Icon name="edit" className="size-4 opacity-60" />}
    </button>
  )
}
