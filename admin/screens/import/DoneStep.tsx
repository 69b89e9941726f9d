import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { saveAs } from '../../lib/files.ts'
import { useFormat } from '../../lib/format.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { Counts } from './Counts.tsx'
import { Problems } from './Problems.tsx'
import { type Report, undo } from './report.ts'
import { words } from './words.ts'

interface Props {
  readonly table: string
  readonly report: Report
  readonly onAnother: () => unknown
}

export function DoneStep({ table, report, onAnother }: Props): ReactNode {
  const w = useWords(words)
  const navigate = useNavigate()
  const { id, status, created, updated, unchanged, skipped } = report
  const hasWritten = status === 'done' && created + updated > 0
  return (
    <>
      <Outcome report={report} />
      {status !== 'undone' && (
        <Counts
          counts={[
            [w.added, created],
            [w.changed, updated],
            [w.same, unchanged],
            [w.skipped, skipped],
          ]}
        />
      )}
      <Problems report={report} />
      <footer className="flex flex-wrap justify-end gap-2">
        {skipped > 0 && (
          <Button
            icon="download"
            onClick={() => saveAs(`/api/imports/${id}/refused/`, 'a-corriger.csv').catch(sayProblem)}
          >
            {w.refused}
          </Button>
        )}
        {hasWritten && (
          <Button icon="undo" onClick={() => undo(table, id).catch(sayProblem)}>
            {w.undo}
          </Button>
        )}
        <Button onClick={onAnother}>{w.another}</Button>
        <Button look="main" onClick={() => navigate({ to: '/tables/$table', params: { table } })}>
          {w.see}
        </Button>
      </footer>
    </>
  )
}

function Outcome({ report: { status, undo: undone } }: { report: Report }): ReactNode {
  const w = useWords(words)
  const f = useFormat()
  if (status === 'failed') return <Alert kind="wrong">{w.failed}</Alert>
  if (status !== 'undone') return <Alert kind="done">{w.imported}</Alert>
  return (
    <Alert kind="done">
      <p className="font-semibold">{w.undone}</p>
      {undone && <p>{w.undoneLead(f.number(undone.removed), f.number(undone.restored))}</p>}
      {undone && undone.kept_count > 0 && <p>{w.kept(f.number(undone.kept_count))}</p>}
    </Alert>
  )
}
