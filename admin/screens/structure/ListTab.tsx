import { type ReactNode, useState } from 'react'
import type { Field as ModelField } from '#model/fields/index.ts'
import { systemFields } from '#model/fields/system.ts'
import { isIndexable, isNaming, isSearchable, isSortable } from '#model/parse-field.ts'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import type { Change } from './draft.ts'
import { SetsEditor } from './SetsEditor.tsx'
import { structureWords } from './structure-words.ts'
import { usePlanner } from './use-planner.tsx'

const select = 'select w-full pointer-coarse:min-h-11 pointer-coarse:text-lg'
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** How rows are named, ordered and found. */
export function ListTab({ table }: { table: Table }): ReactNode {
  const w = useWords(structureWords)
  const { propose, dialog } = usePlanner(table)
  const [title, setTitle] = useState(table.title)
  const [order, setOrder] = useState(table.order)
  const [search, setSearch] = useState(table.search)
  const changes: Change[] = [
    ...(title === table.title ? [] : [{ change: 'title', title }]),
    ...(same(order, table.order) ? [] : [{ change: 'order', order }]),
    ...(same(search, table.search) ? [] : [{ change: 'search', search }]),
  ]
  const ask = (wanted: readonly Change[]) => propose(wanted).catch(sayProblem)
  return (
    <div className="flex flex-col gap-5">
      <Title table={table} title={title} set={setTitle} />
      <Order table={table} order={order} set={setOrder} />
      <Search table={table} search={search} set={setSearch} />
      <div>
        <Button look="main" disabled={changes.length === 0} onClick={() => ask(changes)}>
          {w.apply}
        </Button>
      </div>
      <SetsEditor
        title={w.indexes}
        help={w.indexesHelp}
        fields={[...(table.fields as readonly ModelField[]), ...systemFields].filter(isIndexable)}
        sets={table.indexes}
        add={(fields) => propose([{ change: 'index', fields }])}
        remove={(fields) => ask([{ change: 'index', fields, drop: true }])}
      />
      <SetsEditor
        title={w.together}
        help={w.togetherHelp}
        fields={(table.fields as readonly ModelField[]).filter(isIndexable)}
        sets={table.unique}
        add={(fields) => propose([{ change: 'unique', fields }])}
        remove={(fields) => ask([{ change: 'unique', fields, unique: false }])}
      />
      {dialog}
    </div>
  )
}

interface TitleProps {
  readonly table: Table
  readonly title: string | null
  readonly set: (title: string | null) => void
}

function Title({ table, title, set }: TitleProps): ReactNode {
  const w = useWords(structureWords)
  const say = useSay()
  return (
    <Field label={w.titleOf} help={w.titleHelp}>
      {(tied) => (
        <select
          {...tied}
          className={select}
          value={title ?? ''}
          onChange={({ target }) => set(target.value || null)}
        >
          <option value="">{w.noTitle}</option>
          {table.fields.filter(isNaming).map(({ slug, label }) => (
            <option key={slug} value={slug}>
              {say(label)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface OrderProps {
  readonly table: Table
  readonly order: readonly string[]
  readonly set: (order: readonly string[]) => void
}

function Order({ table, order, set }: OrderProps): ReactNode {
  const w = useWords(structureWords)
  const say = useSay()
  const fields = [...(table.fields as readonly ModelField[]), ...systemFields].filter(isSortable)
  const lines = [...order, ...(order.length < 3 ? [''] : [])]
  const put = (at: number, term: string) =>
    set(lines.with(at, term).filter((one) => one !== '' && one !== '-'))
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="text-sm font-medium">{w.order}</legend>
      {lines.map((term, at) => {
        const isDown = term.startsWith('-')
        const slug = term.replace('-', '')
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: its place is what it is
          <div key={at} className="flex gap-2">
            <select
              aria-label={w.thenBy(at)}
              className={select}
              value={slug}
              onChange={({ target }) => put(at, target.value && `${isDown ? '-' : ''}${target.value}`)}
            >
              <option value="">{w.nothing}</option>
              {fields.map((field) => (
                <option key={field.slug} value={field.slug}>
                  {say(field.label)}
                </option>
              ))}
            </select>
            <select
              aria-label={w.way(at + 1)}
              className={`${select} max-w-36`}
              disabled={slug === ''}
              value={isDown ? '-' : ''}
              onChange={({ target }) => put(at, `${target.value}${slug}`)}
            >
              <option value="">{w.ascending}</option>
              <option value="-">{w.descending}</option>
            </select>
          </div>
        )
      })}
      <p className="text-sm text-soft">{w.orderHelp}</p>
    </fieldset>
  )
}

interface SearchProps {
  readonly table: Table
  readonly search: readonly string[]
  readonly set: (search: readonly string[]) => void
}

function Search({ table, search, set }: SearchProps): ReactNode {
  const w = useWords(structureWords)
  const say = useSay()
  return (
    <fieldset>
      <legend className="text-sm font-medium">{w.search}</legend>
      <div className="mt-1 flex flex-wrap gap-x-5">
        {table.fields.filter(isSearchable).map(({ slug, label }) => (
          <label
            key={slug}
            className="flex min-h-9 max-w-full cursor-pointer items-center gap-2 pointer-coarse:min-h-11"
          >
            <input
              type="checkbox"
              className="checkbox checkbox-sm checkbox-primary"
              checked={search.includes(slug)}
              disabled={!search.includes(slug) && search.length >= 10}
              onChange={({ target }) =>
                set(target.checked ? [...search, slug] : search.filter((one) => one !== slug))
              }
            />
            <span className="min-w-0 truncate">{say(label)}</span>
          </label>
        ))}
      </div>
      <p className="text-sm text-soft">{w.searchHelp}</p>
    </fieldset>
  )
}
