import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { useShortcuts } from '../../lib/keys.ts'
import { queries } from '../../lib/query.ts'
import type { Row, Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Menu, type MenuEntry } from '../../parts/Menu.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { useNeighbours } from './neighbours.ts'
import { useToList } from './Panel.tsx'
import type { Allowed } from './row.ts'
import { words } from './words.ts'

interface ActionsProps {
  readonly table: Table
  readonly row: Row
  readonly allowed: Allowed
}

/** Beside the title: the rows before and after, and what is done less often. */
export function Actions({ table, row, allowed }: ActionsProps): ReactNode {
  const w = useWords(words)
  const entries = useEntries(table, row, allowed)
  const { previous, next } = useNeighbours(table.slug, row.id)
  const navigate = useNavigate()
  const go = (id: number | null) => {
    if (id === null) return
    void navigate({
      to: '/tables/$table/$id',
      params: { table: table.slug, id: String(id) },
      search: true,
      replace: true,
    })
  }
  useShortcuts([
    {
      keys: 'alt+arrowup',
      label: ['Ligne précédente', 'Previous row'],
      run: () => go(previous),
      inFields: true,
    },
    { keys: 'alt+arrowdown', label: ['Ligne suivante', 'Next row'], run: () => go(next), inFields: true },
  ])
  return (
    <div className="flex items-center">
      {(previous !== null || next !== null) && (
        <>
          <IconButton
            icon="up"
            label={w.previous}
            disabled={previous === null}
            onClick={() => go(previous)}
          />
          <IconButton icon="down" label={w.next} disabled={next === null} onClick={() => go(next)} />
        </>
      )}
      {entries.length > 0 && (
        <Menu
          align="end"
          label={w.more}
          className="btn btn-ghost btn-square size-9 pointer-coarse:size-11"
          button={<Icon name="more" />}
          entries={entries}
        />
      )}
    </div>
  )
}

function useEntries(table: Table, row: Row, allowed: Allowed): MenuEntry[] {
  const w = useWords(words)
  const say = useSay()
  const navigate = useNavigate()
  const toList = useToList(table.slug)
  const remove = async () => {
    try {
      await api.delete(`/api/${table.slug}/${row.id}/`)
      toList()
      void queries.invalidateQueries({ queryKey: ['rows', table.slug] })
      toast(w.removed, { label: w.undo, run: () => restore(table, row.id, w.back) })
    } catch (error) {
      sayProblem(error)
    }
  }
  const copy = () =>
    navigate({
      to: '/tables/$table/nouveau',
      params: { table: table.slug },
      search: { copie: row.id } as never,
    })
  const paper = table.paper
  return [
    ...(table.may.create ? [{ label: w.duplicate, icon: 'copy', run: copy } as const] : []),
    ...(paper
      ? [
          {
            label: say(paper),
            icon: 'print',
            run: () => window.open(`/api/${table.slug}/${row.id}/pdf/`, '_blank', 'noopener'),
          } as const,
        ]
      : []),
    ...(allowed.delete
      ? [{ label: w.remove, icon: 'trash', run: remove, danger: true, apart: true } as const]
      : []),
  ]
}

async function restore(table: Table, id: number, said: string): Promise<void> {
  try {
    await api.post(`/api/${table.slug}/${id}/restore/`)
    void queries.invalidateQueries({ queryKey: ['rows', table.slug] })
    void queries.invalidateQueries({ queryKey: ['row', table.slug, id] })
    toast(said)
  } catch (error) {
    sayProblem(error)
  }
}
