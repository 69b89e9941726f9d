import { useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense, useState } from 'react'
import { type CardKind, cardKinds } from '#model/dashboard-cards.ts'
import { type Table, useTable, useTables } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { ChartSettings } from '../chart/ChartSettings.tsx'
import { PickFields, PickOne } from '../views/FieldsMenu.tsx'
import { cardFields, firstSettings } from '../views/first-settings.ts'
import { viewsQuery } from '../views/view.ts'
import type { SeenCard } from './dashboards.ts'
import { words } from './words.ts'

type OpenCard = Exclude<SeenCard, { closed: true }>
type Draft = Omit<OpenCard, 'table'> & { readonly table: number | null }

interface CardDialogProps {
  /** Null: a new one. */
  readonly card: SeenCard | null
  readonly done: (card: SeenCard) => void
  readonly close: () => void
}

/** What a card tells: of which table, which rows, and how. */
export function CardDialog({ card, done, close }: CardDialogProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const tables = useTables().filter(({ may, slug }) => may.read && !own.has(slug))
  const [draft, setDraft] = useState<Draft>(() =>
    card && !('closed' in card)
      ? card
      : { kind: 'figure', table: null, slug: tables[0]?.slug ?? '', measure: 'count', incomplete: false },
  )
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const end = (table: Table) => {
    const { group = draft.kind === 'chart' ? firstSettings(table, 'chart').group : undefined, ...rest } =
      draft
    done({ ...rest, ...(group && { group }), table: table.id })
  }
  return (
    <Dialog title={card ? w.edit : w.add} onClose={close} width="medium">
      <div className="flex flex-col gap-4 pb-2">
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          <PickOne
            label={w.kind}
            chosen={draft.kind}
            options={cardKinds.map((value) => ({ value, label: w[value] }))}
            onChoose={(kind) => change({ kind: kind as CardKind })}
          />
          <PickOne
            label={w.table}
            chosen={draft.slug}
            options={tables.map(({ slug, label }) => ({ value: slug, label: say(label) }))}
            onChoose={(slug) =>
              setDraft({ kind: draft.kind, slug, table: null, measure: 'count', incomplete: false })
            }
          />
        </div>
        <Suspense fallback={<Skeleton lines={4} />}>
          <OfTable key={draft.slug} {...{ draft, change, close, end }} />
        </Suspense>
      </div>
    </Dialog>
  )
}

/** What the house keeps of views and forms is no matter for figures. */
const own: ReadonlySet<string> = new Set(['views', 'dashboards', 'entry_forms'])

interface OfTableProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly close: () => void
  readonly end: (table: Table) => void
}

function OfTable({ draft, change, close, end }: OfTableProps): ReactNode {
  const w = useWords(words)
  const table = useTable(draft.slug)
  return (
    <>
      <WhichRows table={table} draft={draft} change={change} />
      {draft.kind === 'list' ? (
        <ListSettings table={table} draft={draft} change={change} />
      ) : (
        <ChartSettings
          table={table}
          only={draft.kind === 'figure' ? 'measure' : undefined}
          given={{ ...draft, group: draft.group ?? firstSettings(table, 'chart').group }}
          onChange={change}
        />
      )}
      <Field label={w.title} help={w.titleHelp}>
        {(tied) => (
          <input
            {...tied}
            className={inputClass}
            maxLength={120}
            value={draft.title ?? ''}
            onChange={({ target }) => change({ title: target.value })}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{w.cancel}</Button>
        <Button look="main" onClick={() => end(table)}>
          {w.save}
        </Button>
      </div>
    </>
  )
}

/** All, or those of a saved view: filters are made where their rows are seen. */
function WhichRows({
  table,
  draft,
  change,
}: Omit<OfTableProps, 'close' | 'end'> & { table: Table }): ReactNode {
  const w = useWords(words)
  const { data: views = [] } = useQuery(viewsQuery(table.slug))
  const [chosen, setChosen] = useState(draft.where || draft.search ? 'now' : 'all')
  const choose = (id: string) => {
    setChosen(id)
    const view = views.find((one) => String(one.id) === id)
    if (id !== 'now') change({ where: view?.settings.where, search: view?.settings.search } as Partial<Draft>)
  }
  const named = views.filter(({ settings }) => settings.where || settings.search)
  return (
    <PickOne
      label={w.rows}
      chosen={chosen}
      options={[
        ...(chosen === 'now' ? [{ value: 'now', label: w.rowsAsNow }] : []),
        { value: 'all', label: w.rowsAll },
        ...named.map(({ id, name }) => ({ value: String(id), label: w.rowsOf(name) })),
      ]}
      onChoose={choose}
    />
  )
}

function ListSettings({
  table,
  draft,
  change,
}: Omit<OfTableProps, 'close' | 'end'> & { table: Table }): ReactNode {
  const w = useWords(words)
  const isNewest = draft.ordering?.[0] === '-created_at'
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2">
      <PickOne
        label={w.order}
        chosen={isNewest ? 'newest' : 'usual'}
        options={[
          { value: 'usual', label: w.usual },
          { value: 'newest', label: w.newest },
        ]}
        onChoose={(one) => change({ ordering: one === 'newest' ? ['-created_at'] : [] })}
      />
      <PickFields
        label={w.fields}
        fields={cardFields(table)}
        chosen={draft.fields ?? []}
        onChoose={(fields) => change({ fields })}
      />
    </div>
  )
}
