import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queries } from '../../lib/query.ts'
import { goToSite, useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { toast } from '../../parts/Toast.tsx'
import { listClass, Page, Sign } from './Page.tsx'
import { siteWords } from './site-words.ts'

interface SiteThere {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly hosts: readonly string[]
  readonly currency: string
  readonly time_zone: string
  readonly members: number
}

const key = ['administration', 'sites']

/** Every site of the network. */
export function Sites(): ReactNode {
  const w = useWords(siteWords)
  const [isNew, setNew] = useState(false)
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get<{ results: SiteThere[] }>('/api/administration/sites/', undefined, { signal }),
  })
  return (
    <Page
      title={w.sitesTitle}
      why={w.sitesWhy}
      actions={
        <Button look="main" icon="plus" onClick={() => setNew(true)}>
          {w.add}
        </Button>
      }
    >
      {!data && <Skeleton lines={4} />}
      <ul className={listClass}>
        {data?.results.map((site) => (
          <SiteLine key={site.id} site={site} />
        ))}
      </ul>
      {isNew && <NewSite close={() => setNew(false)} />}
    </Page>
  )
}

function SiteLine({ site }: { site: SiteThere }): ReactNode {
  const w = useWords(siteWords)
  const here = useHere()
  const navigate = useNavigate()
  const go = () => {
    goToSite(site.slug)
    return navigate({ to: '/' })
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-64">
        <h2 className="font-medium">{site.name}</h2>
        <p className="text-sm break-words text-soft">
          {[site.slug, w.members(site.members), site.currency, site.time_zone, ...site.hosts].join(' · ')}
        </p>
      </div>
      {site.slug === here.site.slug ? (
        <Sign look="own">{w.here}</Sign>
      ) : (
        <Button onClick={go}>{w.goTo(site.name)}</Button>
      )}
    </li>
  )
}

function NewSite({ close }: { close: () => void }): ReactNode {
  const w = useWords(siteWords)
  const form = useForm(async ({ name = '', slug = '', hosts = '' }) => {
    await api.post('/api/sites/', { name, slug, hosts: hosts.split(/[\s,;]+/).filter(Boolean) })
    toast(w.made(name))
    close()
    await queries.invalidateQueries({ queryKey: key })
    await queries.invalidateQueries({ queryKey: ['here'] })
  })
  return (
    <Dialog
      title={w.add}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="main" type="submit" form="new-site" busy={form.isBusy}>
            {w.make}
          </Button>
        </>
      }
    >
      <form id="new-site" noValidate onSubmit={form.onSubmit} className="flex flex-col gap-4 pt-1">
        <Field label={w.name} required errors={form.errorsOf('name')}>
          {(tied) => <input {...tied} name="name" maxLength={100} autoFocus className={inputClass} />}
        </Field>
        <Field label={w.slug} help={w.slugHelp} required errors={form.errorsOf('slug')}>
          {(tied) => <input {...tied} name="slug" maxLength={40} className={`${inputClass} font-mono`} />}
        </Field>
        <Field label={w.hosts} help={w.hostsHelp} errors={form.errorsOf('hosts')}>
          {(tied) => <textarea {...tied} name="hosts" rows={2} className="textarea w-full font-mono" />}
        </Field>
        {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      </form>
    </Dialog>
  )
}
