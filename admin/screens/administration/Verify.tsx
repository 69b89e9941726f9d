import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { logWords } from './log-words.ts'

interface Report {
  readonly lines: number
  readonly unsealed: number
  readonly erased: number
  readonly findings: readonly string[]
  readonly findings_count: number
}

/** Whether the log is as it was sealed. */
export function Verify(): ReactNode {
  const w = useWords(logWords)
  const [report, setReport] = useState<Report | null>(null)
  const verify = () => api.post<Report>('/api/audit/verify/').then(setReport, sayProblem)
  return (
    <>
      <Button icon="shield" onClick={verify}>
        {w.verify}
      </Button>
      {report && (
        <Dialog title={w.verify} width="medium" onClose={() => setReport(null)}>
          <Said report={report} />
        </Dialog>
      )}
    </>
  )
}

function Said({ report }: { report: Report }): ReactNode {
  const w = useWords(logWords)
  const { number } = useFormat()
  const { findings, findings_count: count, lines, unsealed, erased } = report
  return (
    <div className="flex flex-col gap-3 pt-1">
      {count === 0 &&
        (lines > 0 ? <Alert kind="done">{w.intact(number(lines))}</Alert> : <Alert>{w.noneSealed}</Alert>)}
      {count > 0 && (
        <Alert kind="wrong">
          <p className="font-medium">{w.touched(count)}</p>
          <ul className="mt-1 list-disc pl-5">
            {findings.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Alert>
      )}
      {unsealed > 0 && <p className="text-soft">{w.unsealed(number(unsealed))}</p>}
      {erased > 0 && <p className="text-soft">{w.erased(number(erased))}</p>}
    </div>
  )
}
