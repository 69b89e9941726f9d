import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { useFormat } from '../../lib/format.ts'
import { hasPasskeys } from '../../lib/passkeys.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import { toast } from '../../parts/Toast.tsx'
import { NewPassword } from '../sign-in/ChangeStep.tsx'
import { Part } from './Account.tsx'
import { factorsQuery, readFactorsAgain } from './factors.ts'
import { PasskeyEnrol } from './PasskeyEnrol.tsx'
import { Providers } from './Providers.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { RemoveFactor } from './RemoveFactor.tsx'
import { TotpEnrol } from './TotpEnrol.tsx'
import { words } from './words.ts'

/** What is open over the page. */
type Over =
  | { readonly kind: 'totp' | 'passkey' | 'renew' }
  | { readonly kind: 'codes'; readonly codes: readonly string[] }
  | { readonly kind: 'remove'; readonly path: string; readonly title: string }
  | null

export function Security(): ReactNode {
  const w = useWords(words)
  const [over, setOver] = useState<Over>(null)
  const close = () => setOver(null)
  const added = async (codes: readonly string[] | null, said: string) => {
    await readFactorsAgain()
    toast(said)
    setOver(codes && { kind: 'codes', codes })
  }
  return (
    <>
      <Part title={w.changePassword} why={w.changePasswordWhy}>
        <PasswordForm />
      </Part>
      <FactorParts open={setOver} />
      <Providers />
      {over?.kind === 'totp' && (
        <Dialog title={w.totp} onClose={close}>
          <TotpEnrol ticket={null} done={(codes) => added(codes, w.totpAdded)} />
        </Dialog>
      )}
      {over?.kind === 'passkey' && (
        <Dialog title={w.passkeys} onClose={close}>
          <PasskeyEnrol ticket={null} done={(codes) => added(codes, w.passkeyAdded)} />
        </Dialog>
      )}
      {over?.kind === 'renew' && (
        <Dialog title={w.recovery} onClose={close}>
          <Renew done={(codes) => setOver({ kind: 'codes', codes })} />
        </Dialog>
      )}
      {over?.kind === 'codes' && (
        <Dialog title={w.codesTitle} onClose={close}>
          <RecoveryCodes codes={over.codes} done={close} />
        </Dialog>
      )}
      {over?.kind === 'remove' && <RemoveFactor path={over.path} title={over.title} close={close} />}
    </>
  )
}

function PasswordForm(): ReactNode {
  const w = useWords(words)
  const form = useForm(async (given, element) => {
    await api.post('/api/users/password/change/', { ...given, session: 'cookie' })
    element.reset()
    toast(w.changed)
  })
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <Field label={w.password} errors={form.errorsOf('old_password')}>
        {(tied) => <PasswordInput {...tied} name="old_password" required autoComplete="current-password" />}
      </Field>
      <NewPassword errorsOf={form.errorsOf} />
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy} className="self-start">
        {w.changeIt}
      </Button>
    </form>
  )
}

function FactorParts({ open }: { open: (over: Over) => void }): ReactNode {
  const w = useWords(words)
  const format = useFormat()
  const { data } = useSuspenseQuery(factorsQuery)
  const { totp, passkeys, recovery_codes_left: left } = data
  const hasAny = totp !== null || passkeys.length > 0
  return (
    <>
      <Part title={w.totp} why={w.secondWhy}>
        {totp ? (
          <Line name={w.totp} hint={w.totpSince(format.instant(totp.since).slice(0, 10))}>
            <Button
              small
              onClick={() => open({ kind: 'remove', path: '/api/users/mfa/totp/', title: w.removeTotp })}
            >
              {w.remove}
            </Button>
          </Line>
        ) : (
          <Offer text={w.totpNone} add={() => open({ kind: 'totp' })} />
        )}
      </Part>
      <Part title={w.passkeys}>
        {passkeys.map(({ id, name, last_used_at: used }) => (
          <Line key={id} name={name} hint={used ? w.lastUsed(format.ago(used)) : w.neverUsed}>
            <Button
              small
              aria-label={w.removePasskey(name)}
              onClick={() =>
                open({ kind: 'remove', path: `/api/users/mfa/passkeys/${id}/`, title: w.removePasskey(name) })
              }
            >
              {w.remove}
            </Button>
          </Line>
        ))}
        {hasPasskeys() ? (
          <Offer text={w.passkeysNone} add={() => open({ kind: 'passkey' })} />
        ) : (
          <p className="text-soft">{w.passkeysNotHere}</p>
        )}
      </Part>
      {hasAny && (
        <Part title={w.recovery}>
          <Line name={w.recoveryLeft(left)}>
            <Button small onClick={() => open({ kind: 'renew' })}>
              {w.renew}
            </Button>
          </Line>
        </Part>
      )}
    </>
  )
}

function Line({ name, hint, children }: { name: string; hint?: string; children: ReactNode }): ReactNode {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-3 rounded-field border border-base-300 px-3 py-2">
      <div className="min-w-0 grow">
        <div className="font-medium">{name}</div>
        {hint && <div className="text-sm text-soft">{hint}</div>}
      </div>
      {children}
    </div>
  )
}

function Offer({ text, add }: { text: string; add: () => void }): ReactNode {
  const w = useWords(words)
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-soft">{text}</p>
      <Button icon="plus" onClick={add}>
        {w.add}
      </Button>
    </div>
  )
}

function Renew({ done }: { done: (codes: readonly string[]) => void }): ReactNode {
  const w = useWords(words)
  const form = useForm(async (given) => {
    const { recovery_codes: codes } = await api.post<{ recovery_codes: string[] }>(
      '/api/users/mfa/recovery-codes/',
      given,
    )
    await readFactorsAgain()
    done(codes)
  })
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <p className="text-soft">{w.renewWhy}</p>
      <Field label={w.password} errors={form.errorsOf('password')}>
        {(tied) => <PasswordInput {...tied} name="password" required autoComplete="current-password" />}
      </Field>
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy}>
        {w.renew}
      </Button>
    </form>
  )
}
