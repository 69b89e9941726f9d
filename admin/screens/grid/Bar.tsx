import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useShortcuts } from '../../lib/keys.ts'
import { late } from '../../lib/lazy.ts'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Menu, type MenuEntry } from '../../parts/Menu.tsx'
import { barWords } from './bar-words.ts'
import { type Arrangement, groupingFor, isGroupable } from './columns.ts'
import type { GridControl } from './grid-control.ts'
import { countLeaves, type ListQuery, type Period, periods, rowParams } from './query.ts'

const ColumnsDialog = late(() => import('./over-bar.ts').then((all) => all.ColumnsDialog))
const SortDialog = late(() => import('./over-bar.ts').then((all) => all.SortDialog))

export interface BarProps {
  readonly table: Table
  readonly query: ListQuery
  readonly ask: (next: ListQuery) => void
  readonly arrangement: Arrangement
  readonly arrange: (next: Arrangement) => void
  readonly isFiltering: boolean
  readonly toggleFilter: () => void
  readonly refresh: () => void
  readonly control: { readonly current: GridControl | null }
  readonly add: () => void
}

/** Of what opens over the bar. */
export interface OverBarProps extends BarProps {
  readonly onClose: () => void
}

/** What a list is asked for, and what can be done with it whole. */
export function Bar(props: BarProps): ReactNode {
  const { table, query, isFiltering, toggleFilter, control, add } = props
  const w = useWords(barWords)
  const [over, setOver] = useState<'columns' | 'sort' | null>(null)
  const filters = countLeaves(query.where)
  const tool = (isOn: boolean) => (isOn ? 'text-primary' : '')
  return (
    <div
      role="toolbar"
      aria-label={w.bar}
      className="flex flex-wrap items-center gap-1 border-b border-base-300 bg-base-100 px-2 py-1.5 sm:px-3"
    >
      {table.search.length > 0 && <Search {...props} />}
      <Button
        small
        look="quiet"
        icon="filter"
        aria-expanded={isFiltering}
        className={tool(filters > 0)}
        onClick={toggleFilter}
      >
        <span className="sr-only sm:not-sr-only">{w.filter}</span>
        {filters > 0 && <span className="badge badge-sm badge-primary">{filters}</span>}
      </Button>
      <Button
        small
        look="quiet"
        icon="sort"
        className={tool(query.ordering.length > 0)}
        onClick={() => setOver('sort')}
      >
        <span className="sr-only sm:not-sr-only">{w.sort}</span>
        {query.ordering.length > 0 && (
          <span className="badge badge-sm badge-primary">{query.ordering.length}</span>
        )}
      </Button>
      <GroupMenu {...props} />
      <Button
        small
        look="quiet"
        icon="columns"
        className="hidden sm:inline-flex"
        onClick={() => setOver('columns')}
      >
        {w.columns}
      </Button>
      <span className="grow" />
      <Remembering control={control} />
      <MoreMenu {...props} columns={() => setOver('columns')} />
      {table.may.create && (
        <Button small look="main" icon="plus" aria-label={w.addLong} onClick={add}>
          <span className="hidden sm:inline">{w.add}</span>
        </Button>
      )}
      {over && <OverBar {...props} over={over} onClose={() => setOver(null)} />}
    </div>
  )
}

function OverBar({ over, ...props }: OverBarProps & { over: 'columns' | 'sort' }): ReactNode {
  return <Suspense>{over === 'columns' ? <ColumnsDialog {...props} /> : <SortDialog {...props} />}</Suspense>
}

function Remembering({ control }: Pick<BarProps, 'control'>): ReactNode {
  const w = useWords(barWords)
  return (
    <span className="hidden items-center sm:flex">
      <IconButton small icon="undo" label={w.undo} onClick={() => control.current?.undo()} />
      <IconButton small icon="redo" label={w.redo} onClick={() => control.current?.redo()} />
    </span>
  )
}

function Search({ query, ask }: BarProps): ReactNode {
  const w = useWords(barWords)
  const [typed, setTyped] = useState(query.search)
  const input = useRef<HTMLInputElement>(null)
  const now = useRef({ query, ask })
  now.current = { query, ask }
  useEffect(() => setTyped(query.search), [query.search])
  useEffect(() => {
    const timer = setTimeout(() => {
      const { query: at, ask: go } = now.current
      if (typed.trim() !== at.search) go({ ...at, search: typed.trim() })
    }, 250)
    return () => clearTimeout(timer)
  }, [typed])
  useShortcuts([
    {
      keys: 'mod+f',
      label: ['Chercher dans la table', 'Search the table'],
      group: ['Liste', 'List'],
      run: () => input.current?.focus(),
    },
    {
      keys: '/',
      label: ['Chercher dans la table', 'Search the table'],
      group: ['Liste', 'List'],
      run: () => input.current?.focus(),
    },
  ])
  return (
    <label className="input input-sm h-9 w-full sm:w-56 pointer-coarse:h-11">
      <Icon name="search" className="size-4 opacity-60" />
      <input
        ref={input}
        type="search"
        aria-label={w.search}
        placeholder={w.search}
        className="min-w-0 grow pointer-coarse:text-lg"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped('')
        }}
      />
    </label>
  )
}

function GroupMenu({ table, query, ask }: BarProps): ReactNode {
  const w = useWords(barWords)
  const say = useSay()
  const isChosen = (slug: string, by?: Period) =>
    query.group[0]?.field === slug && (by === undefined || query.group[0]?.by === by)
  const entries: MenuEntry[] = table.fields.filter(isGroupable).flatMap((field) => {
    if (field.type !== 'date' && field.type !== 'datetime')
      return [
        {
          label: say(field.label),
          checked: isChosen(field.slug),
          run: () => ask({ ...query, group: [groupingFor(field)] }),
        },
      ]
    return periods.map((by) => ({
      label: w.by(say(field.label), w[by]),
      checked: isChosen(field.slug, by),
      run: () => ask({ ...query, group: [{ field: field.slug, by }] }),
    }))
  })
  return (
    <Menu
      label={w.group}
      className={`btn btn-ghost btn-sm font-medium pointer-coarse:min-h-11 ${query.group.length > 0 ? 'text-primary' : ''}`}
      button={
        <>
          <Icon name="group" />
          <span className="hidden sm:inline">{w.group}</span>
        </>
      }
      entries={[
        { label: w.noGroup, checked: query.group.length === 0, run: () => ask({ ...query, group: [] }) },
        ...entries,
      ]}
    />
  )
}

function MoreMenu({
  table,
  query,
  refresh,
  columns,
}: BarProps & { readonly columns: () => void }): ReactNode {
  const w = useWords(barWords)
  const go = useNavigate()
  const to = (page: string) => () => void go({ to: `/tables/${table.slug}/${page}` as never })
  const download = (format: string) => () => {
    const params = new URLSearchParams({
      ...rowParams(query),
      format,
      ...(query.fields && { fields: query.fields.join(',') }),
    })
    const link = Object.assign(document.createElement('a'), {
      href: `/api/${table.slug}/export/?${params}`,
      download: '',
    })
    link.click()
  }
  return (
    <Menu
      label={w.more}
      align="end"
      className="btn btn-ghost btn-square btn-sm pointer-coarse:size-11"
      button={<Icon name="more" />}
      entries={[
        { label: w.columns, icon: 'columns', run: columns },
        { label: w.refresh, icon: 'refresh', run: refresh },
        { label: w.export('Excel'), icon: 'download', apart: true, run: download('xlsx') },
        { label: w.export('CSV'), icon: 'download', run: download('csv') },
        ...(table.may.create ? [{ label: w.import, icon: 'upload' as const, run: to('importer') }] : []),
        { label: w.trash, icon: 'trash', apart: true, run: to('corbeille') },
        ...(table.may.change_structure
          ? [{ label: w.structure, icon: 'settings' as const, run: to('structure') }]
          : []),
      ]}
    />
  )
}
