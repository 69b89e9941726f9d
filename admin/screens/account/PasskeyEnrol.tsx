import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { makePasskey } from '../../lib/passkeys.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import type { Enrolled } from './factors.ts'
import { words } from './words.ts'

interface EnrolProps {
  readonly ticket: string | null
  readonly done: (codes: readonly string[] | null) => unknown
}

/** A name, and the device’s own question. */
export function PasskeyEnrol({ ticket, done }: EnrolProps): ReactNode {
  const w = useWords(words)
  const [failed, setFailed] = useState(false)
  const form = useForm(async ({ name, password }) => {
    setFailed(false)
    const by = ticket ? { ticket } : {}
    const offered = await api.post<object>('/api/users/mfa/passkeys/', {
      ...by,
      ...(password && { password }),
    })
    const credential = await makePasskey(offered).catch(() => null)
    if (!credential) return setFailed(true)
    const given = { ...by, name, credential, session: 'cookie' }
    const { recovery_codes: codes } = await api.post<Enrolled>('/api/users/mfa/passkeys/confirm/', given)
    await done(codes)
  })
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <p className="text-soft">{w.passkeysNone}</p>
      <Field label={w.passkeyName} errors={form.errorsOf('name')}>
        {(tied) => (
          <input
            {...tied}
            name="name"
            required
            maxLength={100}
            placeholder={w.passkeyExample}
            className={inputClass}
          />
        )}
      </Field>
      {!ticket && (
        <Field label={w.password} errors={form.errorsOf('password')}>
          {(tied) => <PasswordInput {...tied} name="password" autoComplete="current-password" />}
        </Field>
      )}
      {(form.wrong || failed) && <Alert kind="wrong">{form.wrong ?? w.passkeyFailed}</Alert>}
      <Button look="main" type="submit" icon="key" busy={form.isBusy}>
        {w.passkeyMake}
      </Button>
    </form>
  )
}
