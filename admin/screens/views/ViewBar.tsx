import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import type { ViewKind } from '#model/view-settings.ts'
import { late } from '../../lib/lazy.ts'
import { type Table, useTables } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { Menu, type MenuEntry } from '../../parts/Menu.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import type { ViewInUse } from './use-view.ts'
import { words } from './words.ts'

const ViewDeeds = late(() => import('./ViewDeeds.tsx').then((all) => all.ViewDeeds))

export const kindIcons: Readonly<Record<ViewKind, IconName>> = {
  grid: 'table',
  kanban: 'kanban',
  calendar: 'calendar',
  gallery: 'gallery',
  chart: 'chart',
}

/** The ways in which a table is looked at: the whole of it, then the views that were saved. */
export function ViewBar({ table, view }: { table: Table; view: ViewInUse }): ReactNode {
  const w = useWords(words)
  return (
    <div className="flex min-h-11 items-center gap-1 border-b border-base-300 bg-base-100 px-2">
      <nav aria-label={w.views} className="flex min-w-0 items-stretch gap-0.5 self-stretch overflow-x-auto">
        <Tab icon="table" label={w.all} isChosen={view.chosen === null} choose={() => view.choose(null)} />
        {view.all.map(({ id, name, kind, shared }) => (
          <Tab
            key={id}
            icon={kindIcons[kind]}
            label={name}
            note={shared ? w.shared : undefined}
            isChosen={view.chosen?.id === id}
            choose={() => view.choose(id)}
          />
        ))}
      </nav>
      <AddView table={table} view={view} />
      {view.chosen && (
        <Suspense>
          <ViewDeeds table={table} view={view} chosen={view.chosen} />
        </Suspense>
      )}
    </div>
  )
}

interface TabProps {
  readonly icon: IconName
  readonly label: string
  readonly note?: string | undefined
  readonly isChosen: boolean
  readonly choose: () => void
}

function Tab({ icon, label, note, isChosen, choose }: TabProps): ReactNode {
  const tab = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isChosen) tab.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [isChosen])
  return (
    <button
      ref={tab}
      type="button"
      aria-current={isChosen ? 'true' : undefined}
      onClick={choose}
      className="flex shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-soft -outline-offset-2 hover:text-base-content aria-[current=true]:border-primary aria-[current=true]:font-medium aria-[current=true]:text-primary pointer-coarse:min-h-11"
    >
      <Icon name={icon} className="size-4" />
      <span className="max-w-48 truncate">{label}</span>
      {note && (
        <span title={note} className="inline-flex">
          <Icon name="users" className="size-3.5 opacity-70" />
          <span className="sr-only">({note})</span>
        </span>
      )}
    </button>
  )
}

function AddView({ table, view }: { table: Table; view: ViewInUse }): ReactNode {
  const w = useWords(words)
  const navigate = useNavigate()
  const mayForm = useTables().some(({ slug, may }) => slug === 'entry_forms' && may.read)
  const add = async (kind: ViewKind) => {
    try {
      const [{ firstSettings }, { makeView }] = await Promise.all([
        import('./first-settings.ts'),
        import('./making.ts'),
      ])
      const settings = { ...view.settings, ...firstSettings(table, kind) }
      view.choose(await makeView(table, { name: w[kind], kind, settings }))
    } catch (error) {
      sayProblem(error)
    }
  }
  const entries: MenuEntry[] = (Object.keys(kindIcons) as ViewKind[]).map((kind) => ({
    label: w[kind],
    icon: kindIcons[kind],
    run: () => add(kind),
  }))
  if (mayForm && table.origin === 'site' && table.may.create) {
    const go = () => navigate({ to: '/tables/$table/formulaires', params: { table: table.slug } })
    entries.push({ label: w.forms, icon: 'link', run: go, apart: true })
  }
  return (
    <Menu
      button={<Icon name="plus" />}
      label={w.add}
      entries={entries}
      align="end"
      className="btn btn-ghost btn-square size-9 shrink-0 pointer-coarse:size-11"
    />
  )
}
