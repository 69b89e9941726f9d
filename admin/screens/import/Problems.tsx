import type { ReactNode } from 'react'
import { useFormat } from '../../lib/format.ts'
import { useWords } from '../../lib/words.ts'
import type { Report } from './report.ts'
import { words } from './words.ts'

const most = 200

/** By the file's own lines and columns. */
export function Problems({ report: { problems, problem_count } }: { report: Report }): ReactNode {
  const w = useWords(words)
  const f = useFormat()
  if (problems.length === 0) return null
  const shown = problems.slice(0, most)
  return (
    <>
      <section
        className="max-h-96 overflow-auto rounded-box border border-base-300"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        aria-label={w.why}
      >
        <table className="w-full text-left text-sm">
          <thead className="sticky top-0 bg-base-200 max-sm:sr-only">
            <tr>
              {[w.line, w.cell, w.value, w.why].map((title) => (
                <th key={title} scope="col" className="px-3 py-2 font-semibold">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ line, column, value, message, code }) => (
              <tr
                key={`${line} ${column} ${code}`}
                className="border-t border-base-300 align-top max-sm:grid max-sm:grid-cols-[auto_1fr_1fr] max-sm:py-1"
              >
                <td className="px-3 py-1.5 tabular-nums">{line ?? ''}</td>
                <td className="px-3 py-1.5">{column}</td>
                <td className="max-w-40 truncate px-3 py-1.5 font-mono" title={value ?? undefined}>
                  {value}
                </td>
                <td className="px-3 py-1.5 max-sm:col-span-3">{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {problem_count > shown.length && (
        <p className="text-sm text-soft">{w.firstOnes(f.number(shown.length))}</p>
      )}
    </>
  )
}
