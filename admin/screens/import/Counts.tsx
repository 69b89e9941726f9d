import type { ReactNode } from 'react'
import { useFormat } from '../../lib/format.ts'

/** Figures in a row, those that are nought left out. */
export function Counts({
  counts,
}: {
  counts: readonly (readonly [say: (n: string) => string, count: number])[]
}): ReactNode {
  const f = useFormat()
  return (
    <ul className="flex flex-wrap gap-2">
      {counts
        .filter(([, count]) => count > 0)
        .map(([say, count]) => (
          <li key={say('')} className="rounded-field bg-base-200 px-3 py-1.5 font-medium">
            {say(f.number(count))}
          </li>
        ))}
    </ul>
  )
}
