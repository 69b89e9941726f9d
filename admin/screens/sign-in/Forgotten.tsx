import { Link, useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { toast } from '../../parts/Toast.tsx'
import { NewPassword } from './ChangeStep.tsx'
import { Door } from './Door.tsx'
import { words } from './words.ts'

/** A code by e-mail or phone, then a new password. */
export function Forgotten(): ReactNode {
  const w = useWords(words)
  const [login, setLogin] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  return (
    <Door title={w.resetTitle}>
      {login === null ? (
        <AskCode
          sent={(to, message) => {
            setLogin(to)
            setSaid(message)
          }}
        />
      ) : (
        <GiveCode login={login} said={said} again={() => setLogin(null)} />
      )}
      <Link to="/connexion" className="btn btn-ghost mt-4 w-full">
        {w.back}
      </Link>
    </Door>
  )
}

function AskCode({ sent }: { sent: (login: string, message: string) => void }): ReactNode {
  const w = useWords(words)
  const form = useForm(async ({ login = '' }) => {
    const { message } = await api.post<{ message: string }>('/api/users/password/reset/', { login })
    sent(login, message)
  })
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <p className="text-soft">{w.resetWhy}</p>
      <Field label={w.login} errors={form.errorsOf('login')}>
        {(tied) => (
          <input
            {...tied}
            name="login"
            required
            autoComplete="username"
            autoCapitalize="none"
            // biome-ignore lint/a11y/noAutofocus: the page is for nothing else
            autoFocus
            className={inputClass}
          />
        )}
      </Field>
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy} className="h-10">
        {w.sendCode}
      </Button>
    </form>
  )
}

function GiveCode({ login, said, again }: { login: string; said: string; again: () => void }): ReactNode {
  const w = useWords(words)
  const router = useRouter()
  const form = useForm(async (given) => {
    await api.post('/api/users/password/reset/confirm/', { ...given, login })
    toast(w.resetDone)
    await router.navigate({ to: '/connexion' })
  })
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <Alert>{said}</Alert>
      <Field label={w.resetCode} errors={form.errorsOf('code')}>
        {(tied) => (
          <input
            {...tied}
            name="code"
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            // biome-ignore lint/a11y/noAutofocus: the code is what one has at hand
            autoFocus
            className="input h-12 w-full text-xl tracking-widest tabular-nums"
          />
        )}
      </Field>
      <NewPassword errorsOf={form.errorsOf} />
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy} className="h-10">
        {w.save}
      </Button>
      <button type="button" className="link self-start py-1 pointer-coarse:py-2.5" onClick={again}>
        {w.noCode}
      </button>
    </form>
  )
}
