import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { hasPasskeys, showPasskey } from '../../lib/passkeys.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { enter, type Step } from './entering.ts'
import { words } from './words.ts'

interface SecondStepProps {
  readonly go: (next: Step | null) => unknown
  readonly by: 'totp' | 'passkey'
  readonly ticket: string | null
}

/** A code of the application, a passkey, or one of the codes that were kept for a bad day. */
export function SecondStep({ go, by: first, ticket }: SecondStepProps): ReactNode {
  const w = useWords(words)
  const [by, setBy] = useState<'totp' | 'passkey' | 'recovery'>(first)
  const others = (['totp', 'passkey', 'recovery'] as const).filter(
    (way) => way !== by && (way !== 'passkey' || hasPasskeys()),
  )
  const named = { totp: w.useCode, passkey: w.usePasskey, recovery: w.useRecovery }
  return (
    <div className="flex flex-col gap-4">
      {by === 'passkey' ? (
        <ByPasskey go={go} ticket={ticket} />
      ) : (
        <ByCode key={by} go={go} ticket={ticket} isRecovery={by === 'recovery'} />
      )}
      <div className="flex flex-col items-start gap-1 border-t border-base-300 pt-3">
        {others.map((way) => (
          <button
            key={way}
            type="button"
            className="link py-1 pointer-coarse:py-2.5"
            onClick={() => setBy(way)}
          >
            {named[way]}
          </button>
        ))}
      </div>
    </div>
  )
}

function ByCode({
  go,
  ticket,
  isRecovery,
}: Omit<SecondStepProps, 'by'> & { isRecovery: boolean }): ReactNode {
  const w = useWords(words)
  const form = useForm(async ({ code = '' }) =>
    go(await enter('/api/users/login/mfa/', { ticket, code: code.trim() })),
  )
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <p className="text-soft">{isRecovery ? w.recoveryWhy : w.codeWhy}</p>
      <Field label={isRecovery ? w.recovery : w.code} errors={form.errorsOf('code')}>
        {(tied) => <CodeInput {...tied} isFigures={!isRecovery} />}
      </Field>
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy} className="h-10">
        {w.goOn}
      </Button>
    </form>
  )
}

export function CodeInput({ isFigures = true, ...tied }: { isFigures?: boolean; id: string }): ReactNode {
  return (
    <input
      {...tied}
      name="code"
      required
      // biome-ignore lint/a11y/noAutofocus: the step is for nothing else
      autoFocus
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      inputMode={isFigures ? 'numeric' : 'text'}
      className="input h-12 w-full text-xl tracking-widest tabular-nums"
    />
  )
}

function ByPasskey({ go, ticket }: Omit<SecondStepProps, 'by'>): ReactNode {
  const w = useWords(words)
  const [failed, setFailed] = useState(false)
  const form = useForm(async () => {
    setFailed(false)
    const options = await api.post<object>('/api/users/login/mfa/options/', { ticket })
    const passkey = await showPasskey(options).catch(() => null)
    if (!passkey) return setFailed(true)
    await go(await enter('/api/users/login/mfa/', { ticket, passkey }))
  })
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <p className="text-soft">{w.passkeyWhy}</p>
      {(form.wrong || failed) && <Alert kind="wrong">{form.wrong ?? w.noPasskey}</Alert>}
      <Button look="main" type="submit" icon="key" busy={form.isBusy} autoFocus className="h-10">
        {w.usePasskey}
      </Button>
    </form>
  )
}
