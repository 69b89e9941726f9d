import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import { CodeInput } from '../sign-in/SecondStep.tsx'
import type { Enrolled } from './factors.ts'
import { QrCode } from './QrCode.tsx'
import { words } from './words.ts'

interface EnrolProps {
  /** Of somebody who is halfway in; null: who is in shows their password, or came by cookie. */
  readonly ticket: string | null
  readonly done: (codes: readonly string[] | null) => unknown
}

interface Offered {
  readonly secret: string
  readonly uri: string
}

/** The square to photograph, then a first code. */
export function TotpEnrol({ ticket, done }: EnrolProps): ReactNode {
  const [offered, setOffered] = useState<Offered | null>(null)
  return offered ? (
    <Confirm offered={offered} ticket={ticket} done={done} />
  ) : (
    <Begin ticket={ticket} offer={setOffered} />
  )
}

function Begin({ ticket, offer }: { ticket: string | null; offer: (offered: Offered) => void }): ReactNode {
  const w = useWords(words)
  const form = useForm(async (given) =>
    offer(await api.post<Offered>('/api/users/mfa/totp/', { ...given, ...(ticket && { ticket }) })),
  )
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <p className="text-soft">{w.totpNone}</p>
      {!ticket && (
        <Field label={w.password} errors={form.errorsOf('password')}>
          {(tied) => <PasswordInput {...tied} name="password" autoComplete="current-password" />}
        </Field>
      )}
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy}>
        {w.goOn}
      </Button>
    </form>
  )
}

function Confirm({ offered, ticket, done }: EnrolProps & { offered: Offered }): ReactNode {
  const w = useWords(words)
  const form = useForm(async ({ code = '' }) => {
    const given = { code: code.trim(), session: 'cookie', ...(ticket && { ticket }) }
    const { recovery_codes: codes } = await api.post<Enrolled>('/api/users/mfa/totp/confirm/', given)
    await done(codes)
  })
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <p>{w.scan}</p>
      <QrCode text={offered.uri} label={w.qr} />
      <div className="text-sm text-soft">
        {w.bySecret}
        <code className="mt-1 block rounded-field bg-base-200 px-2 py-1.5 text-base break-all text-base-content select-all">
          {offered.secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </code>
        <a href={offered.uri} className="link mt-1 inline-block py-1 text-base-content pointer-fine:hidden">
          {w.openApp}
        </a>
      </div>
      <Field label={w.firstCode} errors={form.errorsOf('code')}>
        {(tied) => <CodeInput {...tied} />}
      </Field>
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy}>
        {w.confirm}
      </Button>
    </form>
  )
}
