import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import { toast } from '../../parts/Toast.tsx'
import { readFactorsAgain } from './factors.ts'
import { words } from './words.ts'

interface RemoveFactorProps {
  readonly path: string
  readonly title: string
  readonly close: () => void
}

export function RemoveFactor({ path, title, close }: RemoveFactorProps): ReactNode {
  const w = useWords(words)
  const form = useForm(async (given) => {
    await api.delete(path, given)
    await readFactorsAgain()
    toast(w.removed)
    close()
  })
  return (
    <Dialog title={title} onClose={close}>
      <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
        <p className="text-soft">{w.removeWhy}</p>
        <Field label={w.password} errors={form.errorsOf('password')}>
          {(tied) => <PasswordInput {...tied} name="password" required autoComplete="current-password" />}
        </Field>
        {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="danger" type="submit" busy={form.isBusy}>
            {w.remove}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
