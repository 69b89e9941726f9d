import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTable } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { FileStep } from './FileStep.tsx'
import { Progress } from './Progress.tsx'
import { again, isOver, type Report, useReport } from './report.ts'
import { words } from './words.ts'

const route = getRouteApi('/frame/tables/$table/importer')

type Step = 'file' | 'columns' | 'check' | 'done'

/** A file becomes rows in four steps; until the last, nothing is written. */
export function Import(): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const { table: slug } = route.useParams()
  const { import: id } = route.useSearch()
  const navigate = route.useNavigate()
  const table = useTable(slug)
  const { data: report } = useReport(id)
  const [isChecked, setChecked] = useState(false)
  const step = stepOf(id, report, isChecked)
  const goTo = (found?: number) => {
    setChecked(false)
    return navigate({ search: found === undefined ? {} : { import: found } })
  }
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-5 p-4 sm:p-6">
      <header className="flex flex-col gap-2">
        <Link to="/tables/$table" params={{ table: slug }} className="link link-hover text-sm text-soft">
          {w.back}
        </Link>
        <h1 className="text-xl font-bold">{w.title(say(table.label))}</h1>
        <Steps current={step} />
      </header>
      {step === 'file' && <FileStep table={slug} onSent={goTo} />}
      {step !== 'file' && !report && <Skeleton lines={6} />}
      {report && !isOver(report) && <Progress report={report} />}
      {report && isOver(report) && step === 'columns' && (
        <ColumnsStep
          key={report.id}
          table={table}
          report={report}
          onAnother={() => goTo()}
          onChosen={async (options) => {
            await again(report.id, { ...options, on_error: 'skip', dry_run: true })
            setChecked(true)
          }}
        />
      )}
      {report && isOver(report) && step === 'check' && (
        <CheckStep report={report} onBack={() => setChecked(false)} onAnother={() => goTo()} />
      )}
      {report && isOver(report) && step === 'done' && (
        <DoneStep table={slug} report={report} onAnother={() => goTo()} />
      )}
    </div>
  )
}

function stepOf(id: number | undefined, report: Report | undefined, isChecked: boolean): Step {
  if (id === undefined) return 'file'
  if (report && !report.options.dry_run) return 'done'
  return isChecked ? 'check' : 'columns'
}

const order: readonly Step[] = ['file', 'columns', 'check', 'done']

function Steps({ current }: { current: Step }): ReactNode {
  const w = useWords(words)
  const at = order.indexOf(current)
  return (
    <ol aria-label={w.steps} className="flex flex-wrap gap-x-5 gap-y-1">
      {order.map((step, i) => (
        <li
          key={step}
          aria-current={i === at ? 'step' : undefined}
          className={`flex items-center gap-2 ${i === at ? 'font-semibold text-primary' : 'text-soft'}`}
        >
          <span
            className={`grid size-6 place-items-center rounded-full text-sm ${i <= at ? 'bg-primary text-primary-content' : 'bg-base-300 text-base-content'}`}
          >
            {i < at ? <Icon name="check" className="size-3.5" /> : i + 1}
          </span>
          {w[step]}
        </li>
      ))}
    </ol>
  )
}
