import { type ReactNode, useState } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { words } from './words.ts'

interface NameViewProps {
  readonly name: string
  readonly label?: string
  readonly done: (name: string) => Promise<unknown>
  readonly close: () => void
}

export function NameView({ name, label, done, close }: NameViewProps): ReactNode {
  const w = useWords(words)
  const [said, setSaid] = useState(name)
  const end = async () => {
    if (said.trim() === '') return
    await done(said.trim())
    close()
  }
  return (
    <Dialog
      title={name === '' ? w.saveAs : w.rename}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="main" onClick={end} disabled={said.trim() === ''}>
            {w.save}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void end()
        }}
      >
        <Field label={label ?? w.name}>
          {(tied) => (
            <input
              {...tied}
              autoFocus
              className={inputClass}
              maxLength={80}
              value={said}
              onChange={({ target }) => setSaid(target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
