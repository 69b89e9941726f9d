import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useFormat } from '../../lib/format.ts'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Icon } from '../../parts/icons.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { planWords } from './plan-words.ts'
import { begin, type Loss, type Plan, useProgress } from './planning.ts'

/** Which change was made, or goes on by itself; null: none was. */
export interface PlanEnd {
  readonly change: number | null
  readonly isDone: boolean
}

const turnedBack: PlanEnd = { change: null, isDone: false }

interface PlanProps {
  readonly table: Table
  readonly plan: Plan
  readonly onEnd: (end: PlanEnd) => void
}

/** What a change would do, in plain words, before anything is done; then how far it has come. */
export function PlanDialog({ table, plan, onEnd }: PlanProps): ReactNode {
  const w = useWords(planWords)
  const [isAccepted, setAccepted] = useState(false)
  const [running, setRunning] = useState<number | null>(null)
  const isBlocked = plan.losses.some(({ why }) => why === 'duplicate')
  const losing = plan.losses.filter(({ count }) => count > 0)
  const apply = async () => {
    try {
      const { id, status } = await begin(table.slug, plan.id, isAccepted)
      if (status === 'done') onEnd({ change: id, isDone: true })
      else setRunning(id)
    } catch (error) {
      sayProblem(error)
    }
  }
  if (running !== null) return <Working id={running} onEnd={onEnd} />
  return (
    <Dialog
      title={w.title}
      width="medium"
      onClose={() => onEnd(turnedBack)}
      actions={
        <>
          <Button onClick={() => onEnd(turnedBack)}>{w.cancel}</Button>
          {!isBlocked && (
            <Button
              look={losing.some(isLost) ? 'danger' : 'main'}
              disabled={losing.length > 0 && !isAccepted}
              autoFocus={losing.length === 0}
              onClick={apply}
            >
              {w.apply}
            </Button>
          )}
        </>
      }
    >
      <Says plan={plan} />
      <Losses table={table} losses={plan.losses} />
      {losing.length > 0 && !isBlocked && (
        <label className="mt-3 flex min-h-11 cursor-pointer items-center gap-2.5 font-medium">
          <input
            type="checkbox"
            className="checkbox"
            checked={isAccepted}
            onChange={({ target }) => setAccepted(target.checked)}
          />
          {losing.some(isLost) ? w.accept : w.acceptRows}
        </label>
      )}
      <Facts plan={plan} />
    </Dialog>
  )
}

const Says = ({ plan }: { plan: Plan }): ReactNode => (
  <ul className="flex flex-col gap-1.5">
    {plan.says.map((said) => (
      <li key={said} className="flex gap-2 text-lg font-medium">
        <Icon name="check" className="mt-1 size-4 text-success" />
        <span className="min-w-0 break-words">{said}</span>
      </li>
    ))}
  </ul>
)

/** What only has to be mended later is no loss. */
const isLost = ({ why }: Loss): boolean => why !== 'rule' && why !== 'empty' && why !== 'option'

function Facts({ plan }: { plan: Plan }): ReactNode {
  const w = useWords(planWords)
  const f = useFormat()
  const { rows, seconds, lock, steps } = plan
  const time =
    seconds < 2
      ? w.soon
      : seconds < 120
        ? w.seconds(f.number(Math.round(seconds)))
        : w.minutes(f.number(Math.round(seconds / 60)))
  return (
    <>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
        <dt className="text-soft">{w.size}</dt>
        <dd>{w.rows(rows, f.number(rows))}</dd>
        <dt className="text-soft">{w.time}</dt>
        <dd>{time}</dd>
        <dt className="text-soft">{w.lock}</dt>
        <dd>{lock}</dd>
      </dl>
      <p className="mt-2 flex items-center gap-2 text-sm text-soft">
        <Icon name="undo" className="size-4" />
        {w.undoable}
      </p>
      <details className="mt-2 text-sm">
        <summary className="cursor-pointer py-1 text-soft">{w.steps(steps.length)}</summary>
        <ol className="list-decimal pl-6">
          {steps.map(({ says, kind }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps may say the same, and keep their order
            <li key={at}>
              {says} <span className="text-soft">({w[kind]})</span>
            </li>
          ))}
        </ol>
      </details>
    </>
  )
}

function Losses({ table, losses }: { table: Table; losses: readonly Loss[] }): ReactNode {
  const w = useWords(planWords)
  if (losses.length === 0)
    return (
      <div className="mt-3">
        <Alert kind="done">{w.nothingLost}</Alert>
      </div>
    )
  return (
    <div className="mt-3 flex flex-col gap-2">
      {losses.map((loss) => (
        <LossLine key={`${loss.why} ${loss.field}`} table={table} loss={loss} />
      ))}
    </div>
  )
}

function LossLine({ table, loss }: { table: Table; loss: Loss }): ReactNode {
  const w = useWords(planWords)
  const f = useFormat()
  const say = useSay()
  const named = (slug: string) => say(table.fields.find((field) => field.slug === slug)?.label) || slug
  const fields = loss.field.split(',').map(named).join(' + ')
  const ofValues = loss.why === 'unreadable' || loss.why === 'dropped'
  const exact = w[ofValues ? 'values' : 'lines'](loss.count, f.number(loss.count))
  const said = w[loss.why](loss.more ? w.atLeast(exact) : exact, fields, loss.count === 1)
  return (
    <Alert kind={isLost(loss) ? 'wrong' : 'note'}>
      {loss.count > 0 && <p className="font-medium">{said}</p>}
      {loss.more && <p>{w.partly(fields)}</p>}
      {loss.samples.length > 0 && (
        <details className="mt-1" open={loss.why !== 'dropped'}>
          <summary className="cursor-pointer py-1">{w.samples(loss.samples.length)}</summary>
          <ul className="max-h-44 overflow-y-auto text-base-content">
            {loss.samples.map(({ id, value }) => (
              <li key={id} className="flex gap-3 py-0.5">
                <Link
                  to="/tables/$table/$id"
                  params={{ table: table.slug, id: String(id) }}
                  target="_blank"
                  className="link shrink-0 whitespace-nowrap"
                >
                  {w.row(id)}
                </Link>
                <span className="min-w-0 truncate">{shown(value) ?? w.nothing}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Alert>
  )
}

/** A value as it stands: the field that would write it may be the one that goes. */
function shown(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function Working({ id, onEnd }: { id: number; onEnd: PlanProps['onEnd'] }): ReactNode {
  const w = useWords(planWords)
  const { data } = useProgress(id)
  const status = data?.status ?? 'running'
  const end = useRef(onEnd)
  end.current = onEnd
  useEffect(() => {
    if (status === 'done') end.current({ change: id, isDone: true })
  }, [status, id])
  const leave = () => onEnd(status === 'failed' ? turnedBack : { change: id, isDone: false })
  const percent = Math.floor((data?.progress ?? 0) * 100)
  return (
    <Dialog
      title={status === 'failed' ? w.failed : w.working}
      onClose={leave}
      actions={<Button onClick={leave}>{status === 'failed' ? w.close : w.behind}</Button>}
    >
      {status === 'failed' ? (
        <Alert kind="wrong">{data?.problem?.message}</Alert>
      ) : (
        <>
          <progress
            className="progress progress-primary w-full"
            value={percent}
            max={100}
            aria-label={w.working}
          />
          <p className="mt-1 text-sm text-soft">{percent} %</p>
          <p className="mt-2">{w.leave}</p>
        </>
      )}
    </Dialog>
  )
}
