import type { ReactNode } from 'react'
import { sayWhere } from '#model/say-where.ts'
import type { Table as ModelTable } from '#model/table.ts'
import { useLocale } from '../../fields/locale.ts'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import type { Rows } from './rights.ts'
import { rightsWords } from './rights-words.ts'

/** Which rows, in words. */
export function RowsSaid({ rows, table }: { rows: Rows; table: Table | undefined }): ReactNode {
  const w = useWords(rightsWords)
  const locale = useLocale()
  if (!('where' in rows)) return w[rows.kind]
  return table ? sayWhere(rows.where, table as unknown as ModelTable, { locale }) : w[rows.kind]
}
