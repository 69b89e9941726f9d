import type { ReactNode } from 'react'
import { useSay, useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import type { OverBarProps } from './Bar.tsx'
import { barWords } from './bar-words.ts'
import { allFields, isOrderable } from './columns.ts'

const most = 3

/** By what the rows are ordered; equal ones by the next. */
export function SortDialog({ table, query, ask, onClose }: OverBarProps): ReactNode {
  const w = useWords(barWords)
  const say = useSay()
  const { ordering } = query
  const fields = allFields(table).filter(isOrderable)
  const put = (at: number, field: string, descending: boolean) =>
    ask({
      ...query,
      ordering: field === '' ? ordering.toSpliced(at, 1) : ordering.toSpliced(at, 1, { field, descending }),
    })
  return (
    <Dialog
      title={w.sortTitle}
      onClose={onClose}
      actions={
        <Button look="main" onClick={onClose}>
          {w.done}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {[...ordering, null].slice(0, most).map((term, at) => (
          <div key={term?.field ?? '+'} className="flex flex-wrap items-center gap-2">
            <span className="w-20 text-sm text-soft">{at === 0 ? w.sortBy : w.thenBy}</span>
            <select
              aria-label={at === 0 ? w.sortBy : w.thenBy}
              className="select min-w-0 grow basis-32 pointer-coarse:min-h-11"
              value={term?.field ?? ''}
              onChange={({ target }) => put(at, target.value, term?.descending ?? false)}
            >
              <option value="">{w.none}</option>
              {fields.map((field) => (
                <option key={field.slug} value={field.slug}>
                  {say(field.label)}
                </option>
              ))}
            </select>
            {term && (
              <>
                <select
                  aria-label={w.way}
                  className="select w-36 pointer-coarse:min-h-11"
                  value={String(term.descending)}
                  onChange={({ target }) => put(at, term.field, target.value === 'true')}
                >
                  <option value="false">{w.rising}</option>
                  <option value="true">{w.falling}</option>
                </select>
                <IconButton small icon="close" label={w.none} onClick={() => put(at, '', false)} />
              </>
            )}
          </div>
        ))}
      </div>
    </Dialog>
  )
}
