import type { ReactNode } from 'react'
import { useTitle } from '../../fields/titles.ts'
import { useFormat } from '../../lib/format.ts'
import type { Row } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { words } from './words.ts'

/** Who made the row and when, where that is told. */
export function Made({ row }: { row: Row }): ReactNode {
  const w = useWords(words)
  const format = useFormat()
  const by = typeof row.created_by === 'number' ? row.created_by : null
  const who = useTitle('users', by)
  if (typeof row.created_at !== 'string' || typeof row.updated_at !== 'string') return null
  const said = who && !who.startsWith('n° ') ? who : null
  const made = w.made(format.instant(row.created_at), said)
  return (
    <p className="text-sm text-soft">
      {row.version > 1 ? `${made}, ${w.madeLast(format.instant(row.updated_at))}` : made}
    </p>
  )
}
