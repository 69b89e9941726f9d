import type { ReactNode } from 'react'
import { useFormat } from '../../lib/format.ts'
import { useWords } from '../../lib/words.ts'
import type { Report } from './report.ts'
import { words } from './words.ts'

export function Progress({ report: { status, progress, rows } }: { report: Report }): ReactNode {
  const w = useWords(words)
  const f = useFormat()
  const done = rows !== null && progress !== null ? f.number(Math.round(rows * progress)) : ''
  const said = status === 'writing' ? w.writing(done) : status === 'checking' ? w.checking(done) : w.reading
  return (
    <div role="status" className="flex flex-col gap-3 py-8">
      <p className="font-medium">{said}</p>
      <progress
        className="progress progress-primary h-2 w-full"
        aria-label={said}
        {...(progress !== null && { value: progress, max: 1 })}
      />
      <p className="text-sm text-soft">{w.leave}</p>
    </div>
  )
}
