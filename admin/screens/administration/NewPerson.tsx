import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { GroupBoxes } from './GroupBoxes.tsx'
import { Once } from './Once.tsx'
import { groupsQuery, readPeopleAgain } from './people.ts'
import { peopleWords } from './people-words.ts'

interface Made {
  readonly username: string
  readonly one_time_password?: string
}

/** Somebody new; their one-time password is shown once they are there. */
export function NewPerson({ close }: { close: () => void }): ReactNode {
  const w = useWords(peopleWords)
  const [made, setMade] = useState<Made | null>(null)
  const end = () => {
    void readPeopleAgain()
    close()
  }
  if (!made?.one_time_password) return <Asking close={close} made={setMade} />
  return (
    <Once
      title={w.oneTimeTitle(made.username)}
      label={w.oneTime}
      why={w.oneTimeWhy}
      secret={made.one_time_password}
      close={end}
    />
  )
}

const formId = 'new-person'

function Asking({ close, made }: { close: () => void; made: (made: Made) => void }): ReactNode {
  const w = useWords(peopleWords)
  const { data } = useQuery(groupsQuery)
  const [groups, setGroups] = useState<readonly number[]>([])
  const [admin, setAdmin] = useState(false)
  const form = useForm(async (given) => {
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))
    made(await api.post<Made>('/api/users/', { ...filled, groups, admin }))
  })
  return (
    <Dialog
      title={w.add}
      width="medium"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="main" type="submit" form={formId} busy={form.isBusy}>
            {w.make}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={form.onSubmit} className="grid gap-4 pt-1 sm:grid-cols-2">
        <OwnFields form={form} />
        <div className="sm:col-span-2">
          <GroupBoxes
            all={data?.results ?? []}
            chosen={groups}
            choose={setGroups}
            admin={admin}
            setAdmin={setAdmin}
          />
        </div>
        {form.wrong && (
          <div className="sm:col-span-2">
            <Alert kind="wrong">{form.wrong}</Alert>
          </div>
        )}
      </form>
    </Dialog>
  )
}

function OwnFields({ form }: { form: ReturnType<typeof useForm> }): ReactNode {
  const w = useWords(peopleWords)
  const fields = [
    ['username', w.username, 'text', 'off'],
    ['first_name', w.firstName, 'text', 'off'],
    ['last_name', w.lastName, 'text', 'off'],
    ['email', w.email, 'email', 'off'],
    ['telephone', w.phone, 'tel', 'off'],
  ] as const
  return fields.map(([name, label, type, complete]) => (
    <Field
      key={name}
      label={label}
      required={name === 'username'}
      help={name === 'username' ? w.usernameHelp : undefined}
      errors={form.errorsOf(name)}
    >
      {(tied) => (
        <input
          {...tied}
          name={name}
          type={type}
          autoComplete={complete}
          // biome-ignore lint/a11y/noAutofocus: the dialog was asked for, and begins here
          autoFocus={name === 'username'}
          className={inputClass}
        />
      )}
    </Field>
  ))
}
