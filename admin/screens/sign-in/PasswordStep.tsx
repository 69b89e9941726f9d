import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import { enter, type Step } from './entering.ts'
import { words } from './words.ts'

interface PasswordStepProps {
  readonly go: (next: Step | null) => unknown
  readonly suite: string | undefined
  readonly error: string | undefined
}

export function PasswordStep({ go, suite, error }: PasswordStepProps): ReactNode {
  const w = useWords(words)
  const form = useForm(async (given) => go(await enter('/api/users/login/', given)))
  return (
    <>
      <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
        {error && <Alert kind="wrong">{w.providerFailed}</Alert>}
        <Field label={w.login} errors={form.errorsOf('login')}>
          {(tied) => (
            <input
              {...tied}
              name="login"
              required
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              // biome-ignore lint/a11y/noAutofocus: the page is for nothing else
              autoFocus
              className={inputClass}
            />
          )}
        </Field>
        <Field label={w.password} errors={form.errorsOf('password')}>
          {(tied) => <PasswordInput {...tied} name="password" required autoComplete="current-password" />}
        </Field>
        {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
        <Button look="main" type="submit" busy={form.isBusy} className="h-10">
          {w.enter}
        </Button>
      </form>
      <Providers suite={suite} />
      <div className="mt-4 flex flex-wrap justify-between gap-x-4 gap-y-1">
        <Link to="/connexion/oubli" className="link py-1 pointer-coarse:py-3">
          {w.forgotten}
        </Link>
        <Link to="/connexion/pin" className="link py-1 pointer-coarse:py-3">
          {w.byPin}
        </Link>
      </div>
    </>
  )
}

interface Offered {
  readonly results: readonly { readonly provider: 'google' | 'facebook' }[]
}

/** Where the operator gave keys for them. */
function Providers({ suite = '/' }: { suite: string | undefined }): ReactNode {
  const w = useWords(words)
  const { data } = useQuery({
    queryKey: ['providers'],
    queryFn: ({ signal }) => api.get<Offered>('/api/users/oauth/', undefined, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!data || data.results.length === 0) return null
  const next = encodeURIComponent(`/admin/connexion?suite=${encodeURIComponent(suite)}&retour=1`)
  return (
    <div className="mt-4 flex flex-col gap-2">
      <div className="divider my-0 text-sm text-soft">{w.or}</div>
      {data.results.map(({ provider }) => (
        <a
          key={provider}
          href={`/api/users/oauth/${provider}/?next=${next}`}
          className="btn border-base-300 bg-base-100"
        >
          {w[provider]}
        </a>
      ))}
    </div>
  )
}
