import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queries } from '../../lib/query.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import { PasswordInput } from '../../parts/PasswordInput.tsx'
import { toast } from '../../parts/Toast.tsx'
import { Part } from './Account.tsx'
import { words } from './words.ts'

interface Offered {
  readonly provider: 'google' | 'facebook'
  readonly linked: boolean
}

const names = { google: 'Google', facebook: 'Facebook' } as const
const key = ['providers linked'] as const

/** Where the operator gave keys: the accounts elsewhere by which one may come in. */
export function Providers(): ReactNode {
  const w = useWords(words)
  const [chosen, setChosen] = useState<Offered | null>(null)
  const { data } = useSuspenseQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ results: Offered[] }>('/api/users/oauth/', undefined, { signal }),
  })
  if (data.results.length === 0) return null
  return (
    <Part title={w.elsewhere} why={w.elsewhereWhy}>
      <ul className="flex flex-col gap-2">
        {data.results.map((one) => (
          <li
            key={one.provider}
            className="flex items-center gap-3 rounded-field border border-base-300 px-3 py-2"
          >
            <span className="grow font-medium">{names[one.provider]}</span>
            <Button small onClick={() => setChosen(one)}>
              {one.linked ? w.unlink : w.link}
            </Button>
          </li>
        ))}
      </ul>
      {chosen && <Change provider={chosen} close={() => setChosen(null)} />}
    </Part>
  )
}

function Change({
  provider: { provider, linked },
  close,
}: {
  provider: Offered
  close: () => void
}): ReactNode {
  const w = useWords(words)
  const form = useForm(async ({ password }) => {
    const given = password ? { password } : {}
    if (linked) {
      await api.delete(`/api/users/oauth/${provider}/`, given)
      await queries.invalidateQueries({ queryKey: key })
      toast(w.unlinked)
      return close()
    }
    const next = '/admin/compte/securite'
    const { url } = await api.post<{ url: string }>(`/api/users/oauth/${provider}/link/`, { ...given, next })
    location.assign(url)
  })
  return (
    <Dialog title={`${linked ? w.unlink : w.link} ${names[provider]}`} onClose={close}>
      <form className="flex flex-col gap-4" onSubmit={form.onSubmit}>
        <Field label={w.password} errors={form.errorsOf('password')}>
          {(tied) => <PasswordInput {...tied} name="password" autoComplete="current-password" />}
        </Field>
        {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
        <Button look="main" type="submit" busy={form.isBusy}>
          {w.goOn}
        </Button>
      </form>
    </Dialog>
  )
}
