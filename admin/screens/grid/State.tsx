import type { ReactNode } from 'react'
import { useOnline } from '../../lib/offline.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Conflicts } from './Conflicts.tsx'
import { missing } from './cell-state.ts'
import type { GridControl } from './grid-control.ts'
import { words } from './grid-words.ts'
import { only } from './selection.ts'
import type { Sheet } from './use-sheet.ts'

/** Whether everything is saved; else how much waits, and for what. */
export function State({
  sheet,
  control,
}: {
  sheet: Sheet
  control: { readonly current: GridControl | null }
}): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const isOnline = useOnline()
  const { writes } = sheet
  const [refused] = writes.refused()
  const waiting = writes.waiting() - writes.refused().length - writes.conflicts().length
  const draft = writes.drafts().find((row) => missing(sheet.table, row, sheet.env).length > 0)
  const lacks = draft ? missing(sheet.table, draft, sheet.env) : []
  const labels = lacks.map((slug) => say(sheet.table.fields.find((field) => field.slug === slug)?.label))
  return (
    <div role="status" className="flex min-w-0 flex-wrap items-center justify-end gap-2 text-sm">
      {writes.conflicts().length > 0 && <Conflicts sheet={sheet} />}
      {refused && (
        <span className="flex items-center gap-1.5 font-medium text-error">
          <Icon name="warning" className="size-4" />
          {w.refused(writes.refused().length)}
          <Button
            small
            onClick={() => goTo(sheet, control.current, refused.id, Object.keys(refused.refused)[0])}
          >
            {w.goThere}
          </Button>
          <Button small look="quiet" onClick={() => writes.discard(refused.id)}>
            {w.discard}
          </Button>
        </span>
      )}
      {draft && (
        <span className="flex min-w-0 items-center gap-1.5 text-soft">
          <span className="truncate">{w.draftLacks(labels.join(', '))}</span>
          <Button small look="quiet" onClick={() => writes.discard(draft.id)}>
            {w.discard}
          </Button>
        </span>
      )}
      {waiting > 0 && (
        <span className="text-soft">{isOnline ? w.waiting(waiting) : w.waitingOffline(waiting)}</span>
      )}
    </div>
  )
}

/** To the cell, where its row is here. */
function goTo(sheet: Sheet, grid: GridControl | null, id: number, slug: string | undefined): void {
  const count = Math.min(sheet.count() ?? 0, 100_000)
  for (let line = 0; line < count; line++) {
    if (sheet.rowAt(line)?.id !== id) continue
    const column = Math.max(
      0,
      sheet.table.fields.findIndex((field) => field.slug === slug),
    )
    grid?.select(only({ line, column }))
    return
  }
}
