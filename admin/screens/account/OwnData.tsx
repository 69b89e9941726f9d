import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { saveAs } from '../../lib/files.ts'
import { useForm } from '../../lib/form.ts'
import { queries } from '../../lib/query.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { Part } from './Account.tsx'
import { words } from './words.ts'

export function OwnData(): ReactNode {
  const w = useWords(words)
  const [isErasing, setErasing] = useState(false)
  const fetchAll = () => saveAs('/api/users/me/export/', 'mes-donnees.zip').catch(sayProblem)
  return (
    <>
      <Part title={w.exportTitle} why={w.exportWhy}>
        <Button icon="download" onClick={fetchAll}>
          {w.download}
        </Button>
      </Part>
      <Part title={w.eraseTitle} why={w.eraseWhy}>
        <Button look="danger" icon="trash" onClick={() => setErasing(true)}>
          {w.erase}
        </Button>
      </Part>
      {isErasing && <Erase close={() => setErasing(false)} />}
    </>
  )
}

function Erase({ close }: { close: () => void }): ReactNode {
  const w = useWords(words)
  const router = useRouter()
  const form = useForm(async (given) => {
    await api.delete('/api/users/me/', given)
    queries.clear()
    toast(w.erased)
    await router.navigate({ to: '/connexion' })
  })
  return (
    <Dialog title={w.eraseTitle} onClose={close}>
      <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
        <p className="text-soft">{w.eraseWhy}</p>
        <Field label={w.password} errors={form.errorsOf('password')}>
          {(tied) => <PasswordInput {...tied} name="password" autoComplete="current-password" />}
        </Field>
        {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="danger" type="submit" busy={form.isBusy}>
            {w.erase}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
