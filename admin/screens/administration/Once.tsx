import type { ReactNode } from 'react'
import { dictionary, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { toast } from '../../parts/Toast.tsx'

const words = dictionary({
  copy: ['Copier', 'Copy'],
  copied: ['Copié.', 'Copied.'],
  done: ['C’est noté', 'I have it'],
})

interface OnceProps {
  readonly title: string
  readonly label: string
  readonly why: string
  readonly secret: string
  readonly close: () => void
}

/** A secret that is shown this once. */
export function Once({ title, label, why, secret, close }: OnceProps): ReactNode {
  const w = useWords(words)
  // A private network over plain http has no clipboard: the text is selected, and Ctrl C does it.
  const copy = () => navigator.clipboard?.writeText(secret).then(() => toast(w.copied))
  return (
    <Dialog
      title={title}
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
      <Field label={label} help={why}>
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
