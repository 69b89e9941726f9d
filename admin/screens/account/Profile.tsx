import type { ReactNode } from 'react'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { type Given, useForm } from '../../lib/form.ts'
import { useLanguage } from '../../lib/language.ts'
import { queries } from '../../lib/query.ts'
import { hereQuery, type Person, speak, useHere } from '../../lib/session.ts'
import { theme, useTheme } from '../../lib/theme.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import { toast } from '../../parts/Toast.tsx'
import { Part } from './Account.tsx'
import { VerifyContact } from './VerifyContact.tsx'
import { words } from './words.ts'

export function Profile(): ReactNode {
  const w = useWords(words)
  return (
    <>
      <Part title={w.profile}>
        <PersonForm />
      </Part>
      <Contacts />
      <Part title={w.screens}>
        <Screens />
      </Part>
    </>
  )
}

/** What is kept, and may be proven. */
function Contacts(): ReactNode {
  const w = useWords(words)
  const { user } = useHere()
  if (!user.email && !user.telephone) return null
  return (
    <Part title={w.contacts} why={w.contactsWhy}>
      <div className="flex flex-wrap gap-2">
        {user.email && <VerifyContact channel="email" />}
        {user.telephone && <VerifyContact channel="phone" />}
      </div>
    </Part>
  )
}

const names = ['username', 'first_name', 'last_name', 'email', 'telephone'] as const
type Name = (typeof names)[number]

const kinds: Readonly<Record<Name, { type: string; autoComplete: string; required?: true }>> = {
  username: { type: 'text', autoComplete: 'username', required: true },
  first_name: { type: 'text', autoComplete: 'given-name' },
  last_name: { type: 'text', autoComplete: 'family-name' },
  email: { type: 'email', autoComplete: 'email' },
  telephone: { type: 'tel', autoComplete: 'tel' },
}

const changed = (given: Given, user: Person): Record<string, string | null> =>
  Object.fromEntries(
    names
      .filter((name) => (given[name] ?? '') !== (user[name] ?? ''))
      .map((name) => [name, given[name] || null]),
  )

function PersonForm(): ReactNode {
  const w = useWords(words)
  const { user } = useHere()
  const [asksPassword, setAsks] = useState(false)
  const form = useForm(async ({ password, ...given }) => {
    const wanted = changed(given, user)
    await api.patch('/api/users/me/', { ...wanted, ...(password && { password }) })
    await queries.invalidateQueries({ queryKey: hereQuery.queryKey })
    setAsks(false)
    toast(w.saved)
  })
  const labels: Record<Name, string> = {
    username: w.username,
    first_name: w.firstName,
    last_name: w.lastName,
    email: w.email,
    telephone: w.phone,
  }
  const watch = (event: React.FormEvent<HTMLFormElement>) => {
    const given = Object.fromEntries(new FormData(event.currentTarget)) as Given
    const wanted = changed(given, user)
    setAsks('email' in wanted || 'telephone' in wanted)
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit} onInput={watch}>
      {names.map((name) => (
        <Field key={name} label={labels[name]} errors={form.errorsOf(name)}>
          {(tied) => (
            <input
              {...tied}
              {...kinds[name]}
              name={name}
              defaultValue={user[name] ?? ''}
              className={inputClass}
            />
          )}
        </Field>
      ))}
      {asksPassword && (
        <Field label={w.password} help={w.contactHelp} errors={form.errorsOf('password')}>
          {(tied) => <PasswordInput {...tied} name="password" autoComplete="current-password" />}
        </Field>
      )}
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy} className="self-start">
        {w.save}
      </Button>
    </form>
  )
}

function Screens(): ReactNode {
  const w = useWords(words)
  const spoken = useLanguage()
  const painted = useTheme()
  return (
    <div className="flex flex-col gap-5">
      <Choice
        title={w.language}
        options={[
          ['fr', 'Français'],
          ['en', 'English'],
        ]}
        chosen={spoken}
        choose={speak}
      />
      <Choice
        title={w.theme}
        options={[
          ['light', w.light],
          ['dark', w.dark],
          ['auto', w.auto],
        ]}
        chosen={painted}
        choose={theme.set}
      />
    </div>
  )
}

interface ChoiceProps<V extends string> {
  readonly title: string
  readonly options: readonly (readonly [value: V, label: string])[]
  readonly chosen: V
  readonly choose: (value: V) => void
}

function Choice<V extends string>({ title, options, chosen, choose }: ChoiceProps<V>): ReactNode {
  return (
    <fieldset>
      <legend className="pb-1.5 text-sm font-medium">{title}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map(([value, label]) => (
          <label
            key={value}
            className="flex min-h-8 cursor-pointer items-center gap-2 pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={title}
              className="radio radio-primary radio-sm"
              checked={value === chosen}
              onChange={() => choose(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
