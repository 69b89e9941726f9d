import { type ReactNode, Suspense, useState } from 'react'
import { dayAt } from '#model/time-zones.ts'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field, FieldErrors, inputClass } from '../../parts/Field.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { DayInput } from './DayInput.tsx'
import { Page } from './Page.tsx'
import { RightsGrid } from './RightsGrid.tsx'
import { type Rights, writeRights } from './rights.ts'
import { tokenWords } from './token-words.ts'

const day = 86_400_000

/** A token for a program: what it is called, until when, and what it may do. */
export function NewToken({ made, close }: { made: (token: string) => void; close: () => void }): ReactNode {
  const w = useWords(tokenWords)
  const zone = useHere().site.time_zone
  const [expires, setExpires] = useState(() => dayAt(zone, Date.now() + 90 * day))
  const [rights, setRights] = useState<Rights>({})
  const form = useForm(async ({ name }) => {
    const wanted = { name, expires, rights: writeRights(rights) }
    made((await api.post<{ token: string }>('/api/tokens/', wanted)).token)
  })
  return (
    <Page wide title={w.add} why={w.why}>
      <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
        <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
          <Field label={w.name} help={w.nameHelp} required errors={form.errorsOf('name')}>
            {(tied) => <input {...tied} name="name" maxLength={100} className={inputClass} />}
          </Field>
          <Field label={w.expires} help={w.expiresHelp} required errors={form.errorsOf('expires')}>
            {(tied) => <DayInput tied={tied} value={expires} set={setExpires} />}
          </Field>
        </div>
        <section>
          <h2 className="text-lg font-semibold">{w.rights}</h2>
          <p className="mb-3 text-sm text-soft">{w.rightsHelp}</p>
          <Suspense fallback={<Skeleton lines={6} />}>
            <RightsGrid rights={rights} change={setRights} />
          </Suspense>
          <FieldErrors id="rights-error" errors={form.errorsOf('rights')} />
        </section>
        {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
        <div className="flex gap-2">
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="main" type="submit" busy={form.isBusy}>
            {w.make}
          </Button>
        </div>
      </form>
    </Page>
  )
}
