import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useFormat } from '../../lib/format.ts'
import { type Table, useTable } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Tabs } from '../../parts/Tabs.tsx'
import { FieldsTab } from './FieldsTab.tsx'
import { FormTab } from './FormTab.tsx'
import { HistoryTab } from './HistoryTab.tsx'
import { ListTab } from './ListTab.tsx'
import { refresh, undoLast, usePast } from './planning.ts'
import { RulesTab } from './RulesTab.tsx'
import { type TabName, tabNames } from './routes.ts'
import { structureWords } from './structure-words.ts'
import { TableTab } from './TableTab.tsx'

const route = getRouteApi('/frame/tables/$table/structure')

const faces: Readonly<Record<TabName, (props: { table: Table }) => ReactNode>> = {
  champs: FieldsTab,
  regles: RulesTab,
  formulaire: FormTab,
  liste: ListTab,
  historique: HistoryTab,
  table: TableTab,
}

/** What a table is made of. Each change is shown before it is made, and can be taken back. */
export function Structure(): ReactNode {
  const w = useWords(structureWords)
  const say = useSay()
  const id = useId()
  const { table: slug } = route.useParams()
  const { onglet: tab = 'champs' } = route.useSearch()
  const navigate = route.useNavigate()
  const table = useTable(slug)
  const Face = faces[tab]
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-4 p-4 sm:p-6">
      <header className="flex flex-col gap-2">
        <Link to="/tables/$table" params={{ table: slug }} className="link link-hover text-sm text-soft">
          {w.back}
        </Link>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="min-w-0 text-xl font-bold break-words">{w.title(say(table.label))}</h1>
          {table.may.change_structure && <LastChange table={table} />}
        </div>
      </header>
      {table.may.change_structure ? (
        <>
          <Tabs
            label={w.tabs}
            panel={id}
            chosen={tab}
            onChoose={(name) => void navigate({ search: name === 'champs' ? {} : { onglet: name } })}
            tabs={tabNames.map((name) => ({ name, label: w[name] }))}
          />
          <div id={id} role="tabpanel" aria-labelledby={`${id}-${tab}`}>
            <Face key={`${tab} ${table.version}`} table={table} />
          </div>
        </>
      ) : (
        <Empty icon="lock" title={w.closed} />
      )}
    </div>
  )
}

/** One click takes it back. Its place is kept while nobody knows whether there is one. */
function LastChange({ table }: { table: Table }): ReactNode {
  const w = useWords(structureWords)
  const f = useFormat()
  const { data } = usePast(table.slug)
  const isRunning = data?.some(({ status }) => status === 'running') === true
  const ran = useRef(false)
  useEffect(() => {
    // What went on by itself has ended: the table is another one now.
    if (ran.current && !isRunning) void refresh(table.slug)
    ran.current = isRunning
  }, [isRunning, table.slug])
  const last = data?.find(({ undo_until: until }) => until)
  return (
    <Button
      small
      icon="undo"
      className={last ? '' : 'invisible'}
      title={last && w.undoOf(last.says.join(' ; '), f.instant(last.undo_until!))}
      onClick={() => undoLast(table.slug)}
    >
      {w.undo}
    </Button>
  )
}
