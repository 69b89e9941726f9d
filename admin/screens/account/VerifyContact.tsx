import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { Problem } from '../../lib/problem.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { CodeInput } from '../sign-in/SecondStep.tsx'
import { words } from './words.ts'

type Channel = 'email' | 'phone'

/** A code goes to the address or number that is kept; who has it shows it. */
export function VerifyContact({ channel }: { channel: Channel }): ReactNode {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  const ask = async () => {
    try {
      await api.post(`/api/users/verify/${channel}/`)
      setOpen(true)
    } catch (error) {
      if (error instanceof Problem && error.code === 'contact.verified') toast(error.detail)
      else sayProblem(error)
    }
  }
  return (
    <>
      <Button small look="quiet" icon="check" onClick={ask} className="self-start">
        {channel === 'email' ? w.verifyEmail : w.verifyPhone}
      </Button>
      {isOpen && <GiveCode channel={channel} close={() => setOpen(false)} />}
    </>
  )
}

function GiveCode({ channel, close }: { channel: Channel; close: () => void }): ReactNode {
  const w = useWords(words)
  const form = useForm(async ({ code = '' }) => {
    await api.post(`/api/users/verify/${channel}/`, { code: code.trim() })
    toast(w.verified)
    close()
  })
  return (
    <Dialog title={channel === 'email' ? w.verifyEmail : w.verifyPhone} onClose={close}>
      <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
        <Field label={w.codeReceived} help={w.codeHelp} errors={form.errorsOf('code')}>
          {(tied) => <CodeInput {...tied} />}
        </Field>
        {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
        <Button look="main" type="submit" busy={form.isBusy}>
          {w.confirm}
        </Button>
      </form>
    </Dialog>
  )
}
