import { type ReactNode, useState } from 'react'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import type { Asked, Columns, Report } from './report.ts'
import { words } from './words.ts'

interface Props {
  readonly table: Table
  readonly report: Report
  readonly onChosen: (options: Pick<Asked, 'columns' | 'match'>) => Promise<unknown>
  readonly onAnother: () => unknown
}

const asKeys = ['json', 'location', 'references', 'long_text', 'boolean']

/** Which field each column is for: proposed by their names, decided here. */
export function ColumnsStep({ table, report, onChosen, onAnother }: Props): ReactNode {
  const w = useWords(words)
  const [columns, setColumns] = useState<Columns>(() => proposed(report))
  const [match, setMatch] = useState(report.options.match[0] ?? '')
  const taken = Object.values(columns).filter((slug) => slug !== null)
  const go = () => onChosen({ columns, match: match === '' ? [] : [match] }).catch(sayProblem)
  if (report.columns.length === 0) return <Unreadable report={report} onAnother={onAnother} />
  return (
    <>
      <ul className="flex flex-col gap-3">
        {report.columns.map(({ header, samples }) => (
          <ColumnLine
            key={header}
            header={header}
            samples={samples}
            table={table}
            chosen={columns[header] ?? null}
            taken={taken}
            onChoose={(slug) => setColumns({ ...columns, [header]: slug })}
          />
        ))}
      </ul>
      <Match table={table} taken={taken} match={match} onChange={setMatch} />
      <footer className="flex flex-wrap justify-end gap-2">
        <Button onClick={onAnother}>{w.another}</Button>
        <Button look="main" disabled={taken.length === 0} onClick={go}>
          {w.verify}
        </Button>
      </footer>
    </>
  )
}

const proposed = ({ columns, options }: Report): Columns =>
  Object.fromEntries(columns.map(({ header, field }) => [header, options.columns?.[header] ?? field]))

function Unreadable({ report, onAnother }: { report: Report; onAnother: () => unknown }): ReactNode {
  const w = useWords(words)
  return (
    <>
      <Alert kind="wrong">{report.problems.map(({ message }) => message).join(' ')}</Alert>
      <div>
        <Button onClick={onAnother}>{w.another}</Button>
      </div>
    </>
  )
}

interface LineProps {
  readonly header: string
  readonly samples: readonly string[]
  readonly table: Table
  readonly chosen: string | null
  readonly taken: readonly string[]
  readonly onChoose: (slug: string | null) => void
}

function ColumnLine({ header, samples, table, chosen, taken, onChoose }: LineProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  return (
    <li className="grid items-center gap-x-4 gap-y-1 rounded-box border border-base-300 px-4 py-3 sm:grid-cols-2">
      <div className="min-w-0">
        <p className="truncate font-medium">{header || w.noName}</p>
        <p className="truncate text-sm text-soft">{samples.join(' · ')}</p>
      </div>
      <select
        className={`select w-full pointer-coarse:min-h-11 ${chosen === null ? 'text-soft' : ''}`}
        aria-label={`${w.field} : ${header || w.noName}`}
        value={chosen ?? ''}
        disabled={header === ''}
        onChange={({ target }) => onChoose(target.value || null)}
      >
        <option value="">{w.leftOut}</option>
        {writable(table).map(({ slug, label }) => (
          <option key={slug} value={slug} disabled={slug !== chosen && taken.includes(slug)}>
            {say(label)}
          </option>
        ))}
      </select>
    </li>
  )
}

const writable = (table: Table) => table.fields.filter(({ readonly }) => !readonly)

interface MatchProps {
  readonly table: Table
  readonly taken: readonly string[]
  readonly match: string
  readonly onChange: (slug: string) => void
}

function Match({ table, taken, match, onChange }: MatchProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const keys = table.fields.filter(({ slug, type }) => taken.includes(slug) && !asKeys.includes(type))
  if (!table.may.update || keys.length === 0) return null
  return (
    <Field label={w.known} help={w.knownHelp}>
      {(tied) => (
        <select
          {...tied}
          className={inputClass.replace('input', 'select')}
          value={match}
          onChange={({ target }) => onChange(target.value)}
        >
          <option value="">{w.allNew}</option>
          {keys.map(({ slug, label }) => (
            <option key={slug} value={slug}>
              {say(label)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
