import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useFormat } from '../../lib/format.ts'
import { useWords } from '../../lib/words.ts'
import { linkQuery } from './forms.ts'
import { words } from './words.ts'

/** Whether a form takes answers, and how many it has. */
export function FormState({ id }: { id: number }): ReactNode {
  const w = useWords(words)
  const f = useFormat()
  const { data } = useQuery(linkQuery(id))
  if (!data) return null
  const { state, answers } = data
  return (
    <span className="flex items-center gap-3 text-sm">
      <span className="text-soft tabular-nums">
        {answers === 0 ? w.noAnswers : answers === 1 ? w.oneAnswer : w.answers(f.number(answers))}
      </span>
      <span className="inline-flex items-center gap-1.5 rounded-full border border-base-300 bg-base-200 px-2 py-0.5">
        <span
          aria-hidden="true"
          className={`size-2 rounded-full ${state === 'open' ? 'bg-success' : 'bg-base-content/40'}`}
        />
        {w[state]}
      </span>
    </span>
  )
}
