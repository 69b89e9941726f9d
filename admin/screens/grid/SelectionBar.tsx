import { type ReactNode, useState } from 'react'
import type { Json } from '#model/json.ts'
import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import type { Verb } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { BulkDialog } from './BulkDialog.tsx'
import { bulkWords } from './bulk-words.ts'
import { takeBack } from './commands.ts'
import type { Change } from './paste.ts'
import type { ListQuery } from './query.ts'
import type { Sheet } from './use-sheet.ts'

interface BarProps {
  readonly sheet: Sheet
  readonly ticked: ReadonlySet<number>
  readonly query: ListQuery
  readonly onDone: () => void
  readonly tick: (ids: readonly number[], isOn?: boolean) => void
}

export type Deed =
  | { readonly kind: 'update' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'verb'; readonly verb: Verb }

/** How many rows at most the server does at once. */
const most = 10_000

/** What can be done with the rows that are ticked, or with all that the filter finds. */
export function SelectionBar({ sheet, ticked, query, onDone }: BarProps): ReactNode {
  const w = useWords(bulkWords)
  const say = useSay()
  const [isAll, setAll] = useState(false)
  const [deed, setDeed] = useState<Deed | null>(null)
  const { table } = sheet
  const total = sheet.count() ?? 0
  const mayAll = query.search === '' && query.group.length === 0 && total > ticked.size && total <= most
  const which = isAll ? { where: query.where } : { ids: [...ticked] }
  const run = async (action: string, values: Record<string, Json>) => {
    const changes = action === 'update' && !isAll ? changesOf(sheet, ticked, values) : []
    const { count } = await api.post<{ count: number }>(`/api/${table.slug}/bulk/`, {
      action,
      ...which,
      values,
    })
    setDeed(null)
    onDone()
    void queries.invalidateQueries({ queryKey: ['rows', table.slug] })
    sheet.lines.refresh()
    const removed = action === 'delete' && !isAll ? [...ticked] : []
    const canUndo = changes.length + removed.length > 0
    if (canUndo) sheet.past.did({ changes, created: [], removed })
    const undo = { label: w.undo, run: () => takeBack(sheet, 'undo').catch(sayProblem) }
    toast(action === 'delete' ? w.deleted(count) : w.updated(count), canUndo ? undo : undefined)
  }
  return (
    <div
      role="toolbar"
      aria-label={w.bar}
      className="flex flex-wrap items-center gap-2 border-t border-base-300 bg-secondary px-3 py-2 text-secondary-content"
    >
      <span className="font-medium tabular-nums">{isAll ? w.allOf(total) : w.ticked(ticked.size)}</span>
      {mayAll && !isAll && (
        <Button small look="quiet" onClick={() => setAll(true)}>
          {w.takeAll(total)}
        </Button>
      )}
      <span className="grow" />
      {table.may.update && (
        <Button small icon="edit" onClick={() => setDeed({ kind: 'update' })}>
          {w.edit}
        </Button>
      )}
      {table.verbs.map((verb) => (
        <Button key={verb.name} small icon="bolt" onClick={() => setDeed({ kind: 'verb', verb })}>
          {say(verb.label)}
        </Button>
      ))}
      {table.may.delete && (
        <Button small icon="trash" onClick={() => setDeed({ kind: 'delete' })}>
          {w.remove}
        </Button>
      )}
      <IconButton small icon="close" label={w.untick} onClick={onDone} />
      {deed && <BulkDialog table={table} deed={deed} which={which} run={run} onClose={() => setDeed(null)} />}
    </div>
  )
}

/** What the rows that are here were before, so that it can be undone. */
function changesOf(sheet: Sheet, ticked: ReadonlySet<number>, values: Record<string, Json>): Change[] {
  return [...ticked].flatMap((id) => {
    const row = sheet.rowById(id)
    if (!row) return []
    return Object.entries(values).map(([slug, after]) => ({
      id,
      slug,
      before: (row[slug] ?? null) as Json,
      after,
    }))
  })
}
