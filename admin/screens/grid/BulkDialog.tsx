import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Json } from '#model/json.ts'
import { isServerMade } from '#model/row-values.ts'
import type { Where } from '#model/where.ts'
import { isUnread, widgetOf } from '../../fields/index.ts'
import { api } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.ts'
import { fieldOf, type Table, type Field as TableField } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { bulkWords } from './bulk-words.ts'
import type { Deed } from './SelectionBar.tsx'

interface BulkProps {
  readonly table: Table
  readonly deed: Deed
  readonly which: { readonly ids: readonly number[] } | { readonly where: Where }
  readonly run: (action: string, values: Record<string, Json>) => Promise<void>
  readonly onClose: () => void
}

/** Done by the server, and taken back: it meets all that the deed itself would. */
const useRehearsal = (slug: string, deed: object, isReady: boolean) =>
  useQuery({
    queryKey: ['bulk', slug, deed],
    queryFn: ({ signal }) =>
      api.post<{ count: number }>(`/api/${slug}/bulk/`, { ...deed, dry_run: true }, { signal }),
    enabled: isReady,
    retry: false,
    gcTime: 0,
  })

const wholeOf = ({ detail, errors }: Problem): string => {
  const each = Object.values(errors).flat()
  return [detail, ...each.map(({ message }) => message)].join(' ')
}

/** What would be done, to how many rows, as the server has tried it; then it is done. */
export function BulkDialog({ table, deed, which, run, onClose }: BulkProps): ReactNode {
  const w = useWords(bulkWords)
  const say = useSay()
  const [values, setValues] = useState<Record<string, unknown>>({})
  const action = deed.kind === 'verb' ? deed.verb.name : deed.kind
  const isReady = isSaid(deed, values)
  const { data, error, isFetching } = useRehearsal(table.slug, { action, ...which, values }, isReady)
  const verb = deed.kind === 'verb' ? say(deed.verb.label) : ''
  const titles = { update: w.editTitle, delete: w.removeTitle, verb }
  const says = { update: w.willChange, delete: w.willGo, verb: w.willAct }[deed.kind]
  const refusal = error instanceof Problem ? wholeOf(error) : null
  return (
    <Dialog
      title={titles[deed.kind]}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button
            look={deed.kind === 'delete' ? 'danger' : 'main'}
            disabled={!isReady || isFetching || error !== null || data?.count === 0}
            onClick={() => run(action, values as Record<string, Json>).catch(sayProblem)}
          >
            {deed.kind === 'delete' ? w.remove : w.apply}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {deed.kind === 'update' && <OneField table={table} values={values} setValues={setValues} />}
        {deed.kind === 'verb' &&
          deed.verb.input.map((field) => (
            <Value
              key={field.slug}
              table={table}
              field={field}
              label={say(field.label)}
              values={values}
              setValues={setValues}
            />
          ))}
        <p role="status" className={refusal ? 'font-medium text-error' : 'font-medium'}>
          {refusal ?? (isReady ? (isFetching || !data ? w.checking : says(data.count)) : '')}
        </p>
      </div>
    </Dialog>
  )
}

function isSaid(deed: Deed, values: Record<string, unknown>): boolean {
  if (Object.values(values).some(isUnread)) return false
  if (deed.kind === 'update') return Object.keys(values).length > 0
  return (
    deed.kind === 'delete' ||
    deed.verb.input.every(({ slug, required }) => !required || (values[slug] ?? null) !== null)
  )
}

interface ValuesProps {
  readonly table: Table
  readonly values: Record<string, unknown>
  readonly setValues: (values: Record<string, unknown>) => void
}

function OneField({ table, values, setValues }: ValuesProps): ReactNode {
  const w = useWords(bulkWords)
  const say = useSay()
  const [slug = ''] = Object.keys(values)
  const field = fieldOf(table, slug)
  const open = table.fields.filter(
    (one) => !isServerMade(one as never) && !(one as { computed?: unknown }).computed,
  )
  return (
    <>
      <Field label={w.field}>
        {(tied) => (
          <select
            {...tied}
            className="select w-full pointer-coarse:min-h-11"
            value={slug}
            onChange={({ target }) =>
              setValues(target.value === '' ? {} : { [target.value]: emptyOf(fieldOf(table, target.value)) })
            }
          >
            <option value="">{w.chooseField}</option>
            {open.map((one) => (
              <option key={one.slug} value={one.slug}>
                {say(one.label)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {field && (
        <Value
          table={table}
          field={field}
          label={w.value}
          help={w.valueHelp}
          values={values}
          setValues={setValues}
        />
      )}
    </>
  )
}

const emptyOf = (field: TableField | undefined): unknown => (field?.type === 'references' ? [] : null)

function Value({
  table,
  field,
  label,
  help,
  values,
  setValues,
}: ValuesProps & { field: TableField; label: string; help?: string }): ReactNode {
  const { Edit } = widgetOf(field.type)
  const id = `bulk-${field.slug}`
  return (
    <div className="flex flex-col gap-1">
      <label id={`${id}-label`} htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <Edit
        id={id}
        field={field}
        table={table}
        value={values[field.slug] ?? null}
        onChange={(next) => setValues({ ...values, [field.slug]: next })}
      />
      {help && <p className="text-sm text-soft">{help}</p>}
    </div>
  )
}
