import { type ReactNode, useState } from 'react'
import type { Json } from '#model/json.ts'
import { isUnread, widgetOf } from '../../fields/index.ts'
import { useLocale } from '../../fields/locale.ts'
import { titleOf } from '../../fields/titles.ts'
import { readOf } from '../../fields/typed.ts'
import type { Field, Row } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { cardWords } from './card-words.ts'
import { offersOf } from './cell-state.ts'
import { carryOut } from './commands.ts'
import type { Sheet } from './use-sheet.ts'

interface CardEditorProps {
  readonly sheet: Sheet
  readonly row: Row
  readonly field: Field
  readonly onClose: () => void
}

/** From below, under the thumb. */
export function CardEditor({ sheet, row, field, onClose }: CardEditorProps): ReactNode {
  const w = useWords(cardWords)
  const say = useSay()
  const locale = useLocale()
  const [value, setValue] = useState<unknown>(row[field.slug] ?? null)
  const { Edit } = widgetOf(field.type)
  const read = isUnread(value) ? readOf(field, value.text, locale) : value
  const save = () => {
    if (isUnread(read)) return
    const before = (row[field.slug] ?? null) as Json
    const change = { id: row.id, slug: field.slug, before, after: read as Json }
    if (JSON.stringify(before) !== JSON.stringify(read))
      carryOut(sheet, { changes: [change], rows: 1, added: 0, closed: 0, unread: [] })
    onClose()
  }
  return (
    <Dialog
      title={titleOf(row, sheet.table.title)}
      onClose={onClose}
      actions={
        <Button look="main" className="w-full" disabled={isUnread(read)} onClick={save}>
          {w.save}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-1"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <label id="card-editor-label" htmlFor="card-editor" className="text-sm font-medium">
          {say(field.label)}
        </label>
        <Edit
          id="card-editor"
          field={field}
          table={sheet.table}
          row={row}
          value={value}
          autoFocus
          offers={offersOf(sheet.table, row, field, sheet.env)}
          invalid={isUnread(value)}
          onChange={setValue}
        />
      </form>
    </Dialog>
  )
}
