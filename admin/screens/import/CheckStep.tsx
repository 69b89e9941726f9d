import type { ReactNode } from 'react'
import { saveAs } from '../../lib/files.ts'
import { useFormat } from '../../lib/format.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { Counts } from './Counts.tsx'
import { Problems } from './Problems.tsx'
import { again, type Report } from './report.ts'
import { words } from './words.ts'

interface Props {
  readonly report: Report
  readonly onBack: () => void
  readonly onAnother: () => unknown
}

/** What would happen, and what is wrong where; then the one button that writes. */
export function CheckStep({ report, onBack, onAnother }: Props): ReactNode {
  const w = useWords(words)
  const f = useFormat()
  const { id, created, updated, skipped, problem_count, options } = report
  const { columns, match } = options
  const good = created + updated
  const go = () =>
    again(id, { ...(columns && { columns }), match, on_error: 'skip', dry_run: false }).catch(sayProblem)
  return (
    <>
      <Counts
        counts={[
          [w.wouldAdd, created],
          [w.wouldChange, updated],
          [w.same, report.unchanged],
          [w.wrong, skipped],
        ]}
      />
      {problem_count === 0 ? (
        <Alert kind="done">{w.allGood}</Alert>
      ) : (
        <Alert>{w.someWrong(f.number(problem_count))}</Alert>
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
        <Button onClick={onAnother}>{w.another}</Button>
        <Button onClick={onBack}>{w.backToColumns}</Button>
        <Button look="main" icon="upload" disabled={good === 0} onClick={go}>
          {w.go(f.number(good))}
        </Button>
      </footer>
    </>
  )
}
