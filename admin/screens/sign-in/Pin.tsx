import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { nameOf } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Door } from './Door.tsx'
import { enter, useArrive } from './entering.ts'
import { words } from './words.ts'

interface Known {
  readonly id: number
  readonly username: string
  readonly first_name: string | null
  readonly last_name: string | null
}

/** On a phone that a shop shares: one's name, four figures, and one is in. */
export function Pin(): ReactNode {
  const w = useWords(words)
  const [chosen, setChosen] = useState<Known | null>(null)
  const { data } = useQuery({
    queryKey: ['people on device'],
    queryFn: ({ signal }) => api.get<{ results: Known[] }>('/api/users/login/pin/', undefined, { signal }),
    staleTime: 0,
  })
  return (
    <Door title={w.pinTitle}>
      {!data && <Skeleton lines={3} />}
      {data && chosen === null && <People people={data.results} choose={setChosen} />}
      {chosen && <Figures person={chosen} back={() => setChosen(null)} />}
      <Link to="/connexion" className="btn btn-ghost mt-4 w-full">
        {w.back}
      </Link>
    </Door>
  )
}

function People({ people, choose }: { people: readonly Known[]; choose: (one: Known) => void }): ReactNode {
  const w = useWords(words)
  if (people.length === 0) return <Alert>{w.pinNobody}</Alert>
  return (
    <>
      <p className="mb-3 text-soft">{w.pinWhy}</p>
      <ul className="flex flex-col gap-2">
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              onClick={() => choose(person)}
              className="btn h-14 w-full justify-start border-base-300 bg-base-100 text-lg"
            >
              <Icon name="user" />
              {nameOf(person)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function Figures({ person, back }: { person: Known; back: () => void }): ReactNode {
  const w = useWords(words)
  const arrive = useArrive(undefined)
  const form = useForm(async ({ pin = '' }) => {
    await enter('/api/users/login/pin/', { user: person.id, pin })
    await arrive()
  })
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <Field label={w.pin(nameOf(person))} errors={form.errorsOf('pin')}>
        {(tied) => (
          <input
            {...tied}
            name="pin"
            type="password"
            required
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            // biome-ignore lint/a11y/noAutofocus: the step is for nothing else
            autoFocus
            className="input h-14 w-full text-center text-2xl tracking-[0.5em]"
          />
        )}
      </Field>
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <Button look="main" type="submit" busy={form.isBusy} className="h-11">
        {w.enter}
      </Button>
      <Button look="quiet" onClick={back}>
        {w.someoneElse}
      </Button>
    </form>
  )
}
