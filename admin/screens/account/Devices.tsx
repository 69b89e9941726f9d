import { useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { useFormat } from '../../lib/format.ts'
import { queries } from '../../lib/query.ts'
import { signOut } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { Icon } from '../../parts/icons.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { Part } from './Account.tsx'
import { deviceName } from './device-name.ts'
import { words } from './words.ts'

interface Session {
  readonly id: number
  readonly last_seen_at: string
  readonly address: string | null
  readonly user_agent: string | null
  readonly current: boolean
}

const sessionsKey = ['sessions'] as const

export function Devices(): ReactNode {
  const w = useWords(words)
  const router = useRouter()
  const everywhere = () => signOut(true).then(() => router.navigate({ to: '/connexion' }), sayProblem)
  return (
    <>
      <Part title={w.sessions} why={w.sessionsWhy}>
        <Sessions />
        <Button icon="out" onClick={everywhere} className="mt-3">
          {w.endAll}
        </Button>
      </Part>
      <Part title={w.pin} why={w.pinWhy}>
        <PinForm />
      </Part>
    </>
  )
}

function Sessions(): ReactNode {
  const { data } = useSuspenseQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) =>
      api.get<{ results: Session[] }>('/api/users/me/sessions/', undefined, { signal }),
  })
  return (
    <ul className="divide-y divide-base-300 rounded-field border border-base-300">
      {data.results.map((session) => (
        <SessionLine key={session.id} session={session} />
      ))}
    </ul>
  )
}

function SessionLine({ session }: { session: Session }): ReactNode {
  const w = useWords(words)
  const format = useFormat()
  const { id, current, address, last_seen_at: seen, user_agent: agent } = session
  const name = deviceName(agent)
  const end = async () => {
    try {
      await api.delete(`/api/users/me/sessions/${id}/`)
      toast(w.ended)
    } catch (error) {
      sayProblem(error)
    }
    await queries.invalidateQueries({ queryKey: sessionsKey })
  }
  return (
    <li className="flex items-center gap-3 px-3 py-2.5">
      <Icon name="device" className="size-5 opacity-70" />
      <div className="min-w-0 grow">
        <div className="font-medium">
          {name}
          {current && (
            <span className="badge badge-sm ml-2 bg-secondary text-secondary-content">{w.thisOne}</span>
          )}
        </div>
        <div className="truncate text-sm text-soft">
          {[w.seen(format.ago(seen)), address].filter(Boolean).join(' · ')}
        </div>
      </div>
      {!current && (
        <Button small aria-label={w.endOf(name)} onClick={end}>
          {w.end}
        </Button>
      )}
    </li>
  )
}

function PinForm(): ReactNode {
  const w = useWords(words)
  const form = useForm(async (given, element) => {
    await api.put('/api/users/me/pin/', given)
    element.reset()
    toast(w.pinSet)
  })
  const drop = () => api.delete('/api/users/me/pin/').then(() => toast(w.pinDropped), sayProblem)
  return (
    <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
      <Field label={w.newPin} errors={form.errorsOf('pin')}>
        {(tied) => (
          <input
            {...tied}
            name="pin"
            type="password"
            required
            inputMode="numeric"
            minLength={4}
            maxLength={8}
            autoComplete="off"
            className={`${inputClass} max-w-40 tracking-widest`}
          />
        )}
      </Field>
      <Field label={w.password} errors={form.errorsOf('password')}>
        {(tied) => <PasswordInput {...tied} name="password" required autoComplete="current-password" />}
      </Field>
      {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      <div className="flex flex-wrap gap-2">
        <Button look="main" type="submit" busy={form.isBusy}>
          {w.setPin}
        </Button>
        <Button look="quiet" onClick={drop}>
          {w.dropPin}
        </Button>
      </div>
    </form>
  )
}
