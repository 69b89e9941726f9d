import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { toast } from '../../parts/Toast.tsx'
import { words } from './words.ts'

/** Shown once. */
export function Secret({ secret, close }: { secret: string; close: () => void }): ReactNode {
  const w = useWords(words)
  // A private network over plain http has no clipboard: the text is selected, and Ctrl C does it.
  const copy = () => navigator.clipboard?.writeText(secret).then(() => toast(w.copied))
  return (
    <Dialog
      title={w.secret}
      width="medium"
      onClose={close}
      actions={
        <>
          <Button icon="copy" onClick={copy}>
            {w.copy}
          </Button>
          <Button look="main" onClick={close}>
            {w.done}
          </Button>
        </>
      }
    >
      <Field label={w.secret} help={w.secretWhy}>
        {(tied) => (
          <input
            {...tied}
            readOnly
            autoFocus
            value={secret}
            className={`${inputClass} font-mono`}
            onFocus={({ target }) => target.select()}
          />
        )}
      </Field>
    </Dialog>
  )
}
