import { type ReactNode, useEffect, useRef, useState } from 'react'
import { sayWhere } from '#model/say-where.ts'
import type { Table as ModelTable } from '#model/table.ts'
import type { Operator, Where } from '#model/where.ts'
import { useLocale } from '../../fields/locale.ts'
import { fieldOf, type Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { FilterValue } from './FilterValue.tsx'
import {
  type Draft,
  emptyValue,
  type Group,
  groupOf,
  isDraft,
  isGroup,
  newDraft,
  operatorsOf,
  type Part,
  whereOf,
  withOperator,
} from './filter.ts'
import { filterWords } from './filter-words.ts'

interface PanelProps {
  readonly table: Table
  readonly where: Where
  readonly onChange: (where: Where) => void
  readonly onClose: () => void
  /** A column that a condition was asked for. */
  readonly begin: string | null
}

/** Conditions, put together as a sentence; the list follows as they become complete. */
export function FilterPanel({ table, where, onChange, onClose, begin }: PanelProps): ReactNode {
  const w = useWords(filterWords)
  const [group, setGroup] = useState<Group>(() => {
    const now = groupOf(where)
    return begin || now.parts.length === 0
      ? { ...now, parts: [...now.parts, newDraft(table, begin ?? undefined)] }
      : now
  })
  const told = useRef(JSON.stringify(where))
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const next = whereOf(group)
    if (JSON.stringify(next) === told.current) return
    const timer = setTimeout(() => {
      told.current = JSON.stringify(next)
      onChange(next)
    }, 350)
    return () => clearTimeout(timer)
  }, [group, onChange])
  useEffect(() => {
    const all = box.current?.querySelectorAll<HTMLElement>('[data-condition] select')
    all?.[all.length - 2]?.focus()
  }, [])
  return (
    <section
      ref={box}
      aria-label={w.where}
      className="max-h-[45dvh] shrink-0 overflow-y-auto border-b border-base-300 bg-base-200 px-4 py-3"
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <Conditions table={table} group={group} set={setGroup} depth={0} />
      <Adding table={table} group={group} set={setGroup} onClose={onClose} />
    </section>
  )
}

function Adding({
  table,
  group,
  set,
  onClose,
}: Omit<ConditionsProps, 'depth'> & { readonly onClose: () => void }): ReactNode {
  const w = useWords(filterWords)
  const add = (part: Part) => set({ ...group, parts: [...group.parts, part] })
  const other = group.join === 'all' ? 'any' : 'all'
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button small icon="plus" onClick={() => add(newDraft(table))}>
        {w.add}
      </Button>
      <Button small look="quiet" onClick={() => add({ join: other, parts: [newDraft(table)] })}>
        {w.addGroup}
      </Button>
      <span className="grow" />
      {group.parts.length > 0 && (
        <Button small look="quiet" onClick={() => set({ join: 'all', parts: [] })}>
          {w.clear}
        </Button>
      )}
      <Button small onClick={onClose}>
        {w.close}
      </Button>
    </div>
  )
}

interface ConditionsProps {
  readonly table: Table
  readonly group: Group
  readonly set: (group: Group) => void
  readonly depth: number
  readonly lead?: string
}

/** Conditions that all hold, or one of them; `lead` is what one says before them. */
export function Conditions({ table, group, set, depth, lead }: ConditionsProps): ReactNode {
  const w = useWords(filterWords)
  const put = (at: number, part: Part | null) =>
    set({ ...group, parts: part === null ? group.parts.toSpliced(at, 1) : group.parts.with(at, part) })
  return (
    <div className="flex flex-col gap-2">
      <label className="flex flex-wrap items-center gap-2 text-sm">
        <span className="font-medium">{depth === 0 ? (lead ?? w.where) : w.group}</span>
        <select
          aria-label={w.join}
          className="select select-sm w-auto pointer-coarse:min-h-11"
          value={group.join}
          onChange={({ target }) => set({ ...group, join: target.value as Group['join'] })}
        >
          <option value="all">{w.all}</option>
          <option value="any">{w.any}</option>
        </select>
      </label>
      {group.parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no names, and may be equal
        <div key={at} className="flex items-start gap-2">
          <span className="w-8 shrink-0 pt-2 text-right text-sm text-soft">
            {at > 0 ? (group.join === 'all' ? w.and : w.or) : ''}
          </span>
          {isGroup(part) ? (
            <div className="flex min-w-0 grow items-start gap-1 rounded-box border border-base-300 bg-base-100 p-3">
              <div className="min-w-0 grow">
                <Conditions table={table} group={part} set={(next) => put(at, next)} depth={depth + 1} />
                <Button
                  small
                  look="quiet"
                  icon="plus"
                  className="mt-2"
                  onClick={() => put(at, { ...part, parts: [...part.parts, newDraft(table)] })}
                >
                  {w.add}
                </Button>
              </div>
              <IconButton small icon="close" label={w.removeGroup} onClick={() => put(at, null)} />
            </div>
          ) : isDraft(part) ? (
            <Condition table={table} draft={part} set={(next) => put(at, next)} />
          ) : (
            <Kept table={table} where={part.kept} remove={() => put(at, null)} />
          )}
        </div>
      ))}
    </div>
  )
}

interface ConditionProps {
  readonly table: Table
  readonly draft: Draft
  readonly set: (draft: Draft | null) => void
}

function Condition({ table, draft, set }: ConditionProps): ReactNode {
  const w = useWords(filterWords)
  const say = useSay()
  const field = fieldOf(table, draft.field)
  const asked = table.fields.filter((one) => operatorsOf(one).length > 0)
  return (
    <div data-condition="" className="flex min-w-0 grow flex-wrap items-start gap-2">
      <select
        aria-label={w.field}
        className="select select-sm min-h-9 w-48 pointer-coarse:min-h-11"
        value={draft.field}
        onChange={({ target }) => set(newDraft(table, target.value))}
      >
        {asked.map((one) => (
          <option key={one.slug} value={one.slug}>
            {say(one.label)}
          </option>
        ))}
      </select>
      <Comparison table={table} draft={draft} set={set} />
      {field && draft.op !== 'isnull' && (
        <FilterValue
          table={table}
          field={field}
          draft={draft}
          set={(value) => set({ ...draft, value: value ?? emptyValue(draft.op) })}
        />
      )}
      <IconButton small icon="close" label={w.remove} onClick={() => set(null)} />
    </div>
  )
}

function Comparison({ table, draft, set }: ConditionProps): ReactNode {
  const w = useWords(filterWords)
  const field = fieldOf(table, draft.field)
  const offered = field ? operatorsOf(field) : []
  const isDay = field?.type === 'date' || field?.type === 'datetime'
  const byDay = { gt: w.gtDay, gte: w.gteDay, lt: w.ltDay, lte: w.lteDay }
  const names: Partial<Record<Operator, string>> = isDay ? { ...w, ...byDay } : w
  const choose = (text: string) => {
    const [op, value] = text.split(' ') as [Operator, string?]
    set(op === 'isnull' ? { ...draft, op, value: value !== 'false' } : withOperator(draft, op))
  }
  const others = offered.filter((op) => op !== 'isnull')
  return (
    <select
      aria-label={w.operator}
      className="select select-sm min-h-9 w-44 pointer-coarse:min-h-11"
      value={draft.op === 'isnull' ? `isnull ${draft.value}` : draft.op}
      onChange={({ target }) => choose(target.value)}
    >
      {others.map((op) => (
        <option key={op} value={op}>
          {names[op]}
        </option>
      ))}
      {offered.includes('isnull') && <option value="isnull true">{w.empty}</option>}
      {offered.includes('isnull') && <option value="isnull false">{w.filled}</option>}
    </select>
  )
}

/** Told in words, and taken away whole. */
function Kept({ table, where, remove }: { table: Table; where: Where; remove: () => void }): ReactNode {
  const w = useWords(filterWords)
  const locale = useLocale()
  return (
    <div className="flex grow items-center gap-2 rounded-field border border-base-300 bg-base-100 px-3 py-1">
      <span className="grow">{sayWhere(where, table as unknown as ModelTable, { locale })}</span>
      <IconButton small icon="close" label={w.remove} onClick={remove} />
    </div>
  )
}
