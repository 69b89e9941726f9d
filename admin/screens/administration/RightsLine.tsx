import { type ReactNode, useState } from 'react'
import { type ReadyRuleName, readyRules } from '#model/ready-rules.ts'
import { actions } from '#model/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { FieldsDrawer } from './FieldsDrawer.tsx'
import { RightsCell } from './RightsCell.tsx'
import {
  cellOf,
  cellsOfRule,
  isOpenField,
  type Rights,
  saidByTable,
  type TableRights,
  withCell,
} from './rights.ts'
import { rightsWords } from './rights-words.ts'
import type { WholeTable } from './tables.ts'

interface LineProps {
  /** Null: every table. */
  readonly table: WholeTable | null
  readonly rights: Rights
  readonly change: (rights: Rights) => void
}

/** What is given of one table. */
export function RightsLine({ table, rights, change }: LineProps): ReactNode {
  const w = useWords(rightsWords)
  const say = useSay()
  const slug = table?.slug ?? '*'
  const given = rights[slug]
  const name = table ? say(table.label) : w.everyTable
  const verbs = table?.verbs ?? []
  const cell = (action: string, label: string) => (
    <RightsCell
      key={action}
      table={table}
      action={action}
      label={label}
      name={name}
      cell={cellOf(given, action)}
      isGivenToAll={table !== null && cellOf(rights['*'], action).rows.kind !== 'none'}
      said={saidByTable(table?.allow, action)}
      change={(next) => change(withCell(rights, slug, action, next))}
    />
  )
  return (
    <fieldset className="px-4 py-3">
      <legend className="sr-only">{name}</legend>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-[minmax(0,1.5fr)_repeat(4,minmax(0,1fr))_8.5rem]">
        <div className="col-span-2 min-w-0 lg:col-span-1">
          <div aria-hidden="true" className="truncate font-medium lg:pt-1">
            {name}
          </div>
          {!table && <p className="text-sm text-soft">{w.everyTableWhy}</p>}
          <RuleChoice name={name} given={given} choose={(next) => change({ ...rights, [slug]: next })} />
        </div>
        {actions.map((action) => cell(action, w[action]))}
        {table && <FieldsButton table={table} name={name} rights={rights} change={change} />}
      </div>
      {verbs.length > 0 && (
        <details className="mt-2">
          <summary className="w-fit cursor-pointer py-1 text-sm text-soft">{w.verbs}</summary>
          <div className="grid grid-cols-2 gap-3 pt-1 lg:grid-cols-4">
            {verbs.map((verb) => (
              <div key={verb.name} data-verb="">
                {cell(verb.name, say(verb.label))}
              </div>
            ))}
          </div>
        </details>
      )}
    </fieldset>
  )
}

function RuleChoice({
  name,
  given,
  choose,
}: {
  name: string
  given: TableRights | undefined
  choose: (next: TableRights) => void
}): ReactNode {
  const w = useWords(rightsWords)
  const say = useSay()
  return (
    <select
      aria-label={w.rule(name)}
      className="select select-ghost select-sm -ml-3 w-full max-w-60 text-soft pointer-coarse:min-h-11"
      value={typeof given === 'string' ? given : ''}
      onChange={({ target }) =>
        choose(
          target.value === ''
            ? typeof given === 'string'
              ? cellsOfRule(given)
              : (given ?? {})
            : (target.value as ReadyRuleName),
        )
      }
    >
      <option value="">{w.byHand}</option>
      {Object.entries(readyRules).map(([rule, { label }]) => (
        <option key={rule} value={rule}>
          {say(label)}
        </option>
      ))}
    </select>
  )
}

interface FieldsProps extends LineProps {
  readonly table: WholeTable
  readonly name: string
}

function FieldsButton({ table, name, rights, change }: FieldsProps): ReactNode {
  const w = useWords(rightsWords)
  const [isOpen, setOpen] = useState(false)
  const given = rights[table.slug]
  const cells = (['read', 'create', 'update'] as const).map((action) => cellOf(given, action))
  const used = cells.filter(({ rows }) => rows.kind !== 'none')
  const closed = table.fields.filter(({ slug }) => used.some((cell) => !isOpenField(cell, slug))).length
  if (used.length === 0) return null
  return (
    <div className="col-span-2 lg:col-span-1">
      <Button small className="w-full lg:min-h-9" onClick={() => setOpen(true)}>
        {closed > 0 ? w.fieldsSome(closed) : w.fields}
        <span className="sr-only">{w.inTable(name)}</span>
      </Button>
      {isOpen && (
        <FieldsDrawer
          table={table}
          name={name}
          rights={rights}
          change={change}
          close={() => setOpen(false)}
        />
      )}
    </div>
  )
}
