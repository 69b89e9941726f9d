import type { ReactNode } from 'react'
import { systemFields } from '#model/fields/system.ts'
import { type ChartForm, chartForms } from '#model/view-settings.ts'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { periods } from '../grid/query.ts'
import { PickOne } from '../views/FieldsMenu.tsx'
import { dateFields, numberFields } from '../views/first-settings.ts'
import { words } from './words.ts'

export interface ChartGiven {
  readonly group?: readonly string[] | undefined
  readonly measure?: string | undefined
  readonly chart?: ChartForm | undefined
}

interface ChartSettingsProps {
  readonly table: Table
  /** A figure has neither axis nor form. */
  readonly only?: 'measure' | undefined
  readonly given: ChartGiven
  readonly onChange: (part: { group?: readonly string[]; measure?: string; chart?: ChartForm }) => void
}

const grouped = [
  'choice',
  'boolean',
  'reference',
  'date',
  'datetime',
  'text',
  'rating',
  'integer',
  'email',
  'phone',
]
const measures = ['sum', 'avg', 'min', 'max'] as const

/** By what, of what, and in which form. */
export function ChartSettings({ table, only, given, onChange }: ChartSettingsProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const { measure = 'count' } = given
  const [kind, of] = measure.split(':')
  const numbers = numberFields(table)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <PickOne
        label={w.show}
        chosen={kind!}
        options={(numbers.length > 0 ? (['count', ...measures] as const) : (['count'] as const)).map(
          (value) => ({
            value,
            label: w[value],
          }),
        )}
        onChoose={(next) =>
          onChange({ measure: next === 'count' ? next : `${next}:${of ?? numbers[0]!.slug}` })
        }
      />
      {kind !== 'count' && (
        <PickOne
          label={w.of}
          chosen={of ?? ''}
          options={numbers.map(({ slug, label }) => ({ value: slug, label: say(label) }))}
          onChoose={(slug) => onChange({ measure: `${kind}:${slug}` })}
        />
      )}
      {only !== 'measure' && <GroupsAndForm table={table} given={given} onChange={onChange} />}
    </div>
  )
}

function GroupsAndForm({ table, given, onChange }: ChartSettingsProps): ReactNode {
  const w = useWords(words)
  const { group = [], chart = 'bars' } = given
  const take = (at: number, text: string) =>
    onChange({ group: text === '' ? group.slice(0, at) : group.toSpliced(at, 1, text) })
  return (
    <>
      <PickGroup table={table} label={w.by} grouping={group[0]} onChoose={(text) => take(0, text)} />
      {group.length > 0 && chart !== 'pie' && (
        <PickGroup
          table={table}
          label={w.then}
          grouping={group[1]}
          onChoose={(text) => take(1, text)}
          optional
        />
      )}
      <PickOne
        label={w.form}
        chosen={chart}
        options={chartForms.map((value) => ({ value, label: w[value] }))}
        onChoose={(value) => onChange({ chart: value as ChartForm })}
      />
    </>
  )
}

interface PickGroupProps {
  readonly table: Table
  readonly label: string
  readonly grouping: string | undefined
  readonly onChoose: (grouping: string) => void
  readonly optional?: boolean
}

function PickGroup({ table, label, grouping = '', onChoose, optional }: PickGroupProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const [slug = '', period] = grouping.split(':')
  const made = systemFields.filter((field) => field.slug === 'created_at')
  const times = new Set([...dateFields(table), ...made].map((field) => field.slug))
  const fields = [...table.fields.filter(({ type }) => grouped.includes(type)), ...made]
  return (
    <>
      <PickOne
        label={label}
        chosen={slug}
        options={[
          ...(optional || slug === '' ? [{ value: '', label: '–' }] : []),
          ...fields.map((field) => ({ value: field.slug, label: say(field.label) })),
        ]}
        onChoose={(next) => onChoose(times.has(next) ? `${next}:month` : next)}
      />
      {times.has(slug) && (
        <PickOne
          label={w.period}
          chosen={period ?? 'day'}
          options={periods.map((value) => ({ value, label: w[value] }))}
          onChoose={(next) => onChoose(`${slug}:${next}`)}
        />
      )}
    </>
  )
}
