import type { ReactNode } from 'react'
import { sayWhere, type Wording } from '#model/say-where.ts'
import type { Table as ModelTable } from '#model/table.ts'
import { offeredBy, useChoices } from '../../fields/choices.ts'
import { useLocale } from '../../fields/locale.ts'
import { queries } from '../../lib/query.ts'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { barWords } from './bar-words.ts'
import { type ListQuery, wholeList } from './query.ts'

export interface FilterWordsProps {
  readonly table: Table
  readonly query: ListQuery
  readonly ask: (next: ListQuery) => void
  readonly edit: () => void
}

/** « Statut est « Envoyé » et Montant HT est plus grand que 1 000 » */
export function FilterWords({ table, query, ask, edit }: FilterWordsProps): ReactNode {
  const w = useWords(barWords)
  const wording = useWording(table)
  return (
    <div className="flex items-center gap-2 border-b border-base-300 bg-secondary px-4 py-1 text-sm text-secondary-content">
      <button
        type="button"
        className="min-w-0 grow truncate text-left hover:underline pointer-coarse:min-h-11"
        onClick={edit}
      >
        {w.shownRows}
        <span className="font-medium">{sayWhere(query.where, table as unknown as ModelTable, wording)}</span>
      </button>
      <IconButton
        small
        icon="close"
        label={w.clearFilter}
        onClick={() => ask({ ...query, where: wholeList.where })}
      />
    </div>
  )
}

function useWording(table: Table): Wording {
  const locale = useLocale()
  const choices = useChoices(table)
  return {
    locale,
    name(field, value) {
      if (field.type === 'reference')
        return (queries.getQueryData(['title', field.table, value]) as string | undefined) ?? undefined
      if (field.type !== 'choice') return undefined
      return offeredBy(field as never, choices, locale.language).find((one) => one.value === value)?.label
    },
  }
}
