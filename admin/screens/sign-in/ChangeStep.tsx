import type { ReactNode } from 'react'
import { useForm } from '../../lib/form.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import { enter, type Step } from './entering.ts'
import { words } from './words.ts'

/** Who comes in with a password that serves once chooses their own. */
export function ChangeStep({
  go,
  ticket,
}: {
  go: (next: Step | null) => unknown
  ticket: string
}): ReactNode {
  const w = useWords(words)
  const form = useForm(async (given) => go(await enter('/api/users/password/change/', { ...given, ticket })))
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <p className="text-soft">{w.changeWhy}</p>
      <NewPassword errorsOf={form.errorsOf} />
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy} className="h-10">
        {w.save}
      </Button>
    </form>
  )
}

type ErrorsOf = ReturnType<typeof useForm>['errorsOf']

export function NewPassword({ errorsOf }: { errorsOf: ErrorsOf }): ReactNode {
  const w = useWords(words)
  return (
    <>
      <Field label={w.newPassword} errors={errorsOf('new_password')}>
        {(tied) => <PasswordInput {...tied} name="new_password" required autoComplete="new-password" />}
      </Field>
      <Field label={w.again} errors={errorsOf('new_password_confirm')}>
        {(tied) => (
          <PasswordInput {...tied} name="new_password_confirm" required autoComplete="new-password" />
        )}
      </Field>
    </>
  )
}
