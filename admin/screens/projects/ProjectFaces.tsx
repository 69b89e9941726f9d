import { type ReactNode, useMemo, useState } from 'react'
import type { ViewKind, ViewSettings } from '#model/view-settings.ts'
import { useTable } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Tabs } from '../../parts/Tabs.tsx'
import { wholeList } from '../grid/query.ts'
import type { ViewInUse } from '../views/use-view.ts'
import { ViewBody } from '../views/ViewBody.tsx'
import { words } from './words.ts'

type Face = 'board' | 'calendar'

const faces: Readonly<Record<Face, { readonly kind: ViewKind; readonly settings: ViewSettings }>> = {
  board: { kind: 'kanban', settings: { board: 'statut', card: ['date_fin', 'contact_principal'] } },
  calendar: { kind: 'calendar', settings: { from: 'date_debut', to: 'date_fin', colour: 'statut' } },
}

/** All projects, by status or by date. */
export function ProjectFaces({ table: slug }: { table: string }): ReactNode {
  const w = useWords(words)
  const table = useTable(slug)
  const [face, setFace] = useState<Face>('board')
  const tabs = (['board', 'calendar'] as const).map((name) => ({ name, label: w[name] }))
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{w.projects}</h2>
      <Tabs label={w.faces} tabs={tabs} chosen={face} onChoose={setFace} panel="projects" />
      <div
        id="projects"
        role="tabpanel"
        aria-labelledby={`projects-${face}`}
        className="flex min-h-96 flex-col"
      >
        <ViewBody key={face} table={table} view={useFace(face)} />
      </div>
    </section>
  )
}

/** A view that is saved nowhere; what one changes of it lasts as long as the page. */
function useFace(face: Face): ViewInUse {
  const [changes, setChanges] = useState<Partial<Record<Face, Partial<ViewSettings>>>>({})
  return useMemo(() => {
    const { kind, settings } = faces[face]
    return {
      all: [],
      chosen: null,
      kind,
      query: wholeList,
      settings: { ...settings, ...changes[face] },
      isChanged: false,
      setQuery: nothing,
      change: (part) => setChanges((all) => ({ ...all, [face]: { ...all[face], ...part } })),
      choose: nothing,
      revert: nothing,
    }
  }, [face, changes])
}

const nothing = () => {}
