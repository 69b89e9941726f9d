import { type ReactNode, useState } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { words } from './words.ts'

/** Cells that were copied in a spreadsheet: the same as a file of them, for those who have no file at hand. */
export function PastedCells({ busy, take }: { busy: boolean; take: (file: File) => unknown }): ReactNode {
  const w = useWords(words)
  const [cells, setCells] = useState('')
  const isSomething = cells.trim() !== ''
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (isSomething) void take(new File([cells], w.pastedName, { type: 'text/tab-separated-values' }))
      }}
    >
      <Field label={w.paste} help={w.pasteHelp}>
        {(tied) => (
          <textarea
            {...tied}
            rows={3}
            spellCheck={false}
            autoCapitalize="off"
            className="textarea w-full pointer-coarse:text-lg"
            value={cells}
            onChange={({ target }) => setCells(target.value)}
          />
        )}
      </Field>
      {isSomething && (
        <Button look="main" type="submit" busy={busy} className="self-start">
          {w.readCells}
        </Button>
      )}
    </form>
  )
}
