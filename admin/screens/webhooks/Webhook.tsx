import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { confirm } from '../../parts/Confirm.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Menu } from '../../parts/Menu.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { Deliveries } from './Deliveries.tsx'
import { Editing } from './Editing.tsx'
import { Secret } from './Secret.tsx'
import { StatusMark } from './StatusMark.tsx'
import {
  type Delivery,
  deliveriesAgain,
  type Webhook as Hook,
  problemIn,
  readAgain,
  webhookQuery,
} from './webhooks.ts'
import { problemWords, words } from './words.ts'

const route = getRouteApi('/frame/administration/webhooks/$id')

/** One webhook: how it stands, and what it sent. */
export function Webhook(): ReactNode {
  const w = useWords(words)
  const p = useWords(problemWords)
  const { data } = useQuery(webhookQuery(Number(route.useParams().id)))
  const [isEdited, setEdited] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  if (!data) return <Skeleton lines={8} className="p-6" />
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6">
      <Link
        to="/administration/webhooks"
        className="mb-3 inline-flex items-center gap-1 text-soft hover:underline"
      >
        <Icon name="left" className="size-4" />
        {w.back}
      </Link>
      <header className="mb-4 flex flex-wrap items-center gap-2">
        <div className="min-w-0 grow basis-60">
          <h1 className="flex items-center gap-2 text-2xl font-semibold">
            <span className="min-w-0 truncate">{data.name}</span>
            <StatusMark look={data.active ? 'good' : 'bad'}>
              {data.active ? w.active : w.suspended}
            </StatusMark>
          </h1>
          <p className="break-all text-soft">{data.address}</p>
        </div>
        <Deeds webhook={data} edit={() => setEdited(true)} show={setSecret} />
      </header>
      {data.problem && (
        <div className="mb-4">
          <Alert>{w.notReceived(problemIn(p, data.problem))}</Alert>
        </div>
      )}
      <Deliveries id={data.id} />
      {isEdited && <Editing webhook={data} close={() => setEdited(false)} />}
      {secret !== null && <Secret secret={secret} close={() => setSecret(null)} />}
    </div>
  )
}

interface DeedsProps {
  readonly webhook: Hook
  readonly edit: () => void
  readonly show: (secret: string) => void
}

function Deeds({ webhook: { id, name }, edit, show }: DeedsProps): ReactNode {
  const w = useWords(words)
  const p = useWords(problemWords)
  const navigate = useNavigate()
  const test = async () => {
    try {
      const sent = await api.post<Delivery>(`/api/webhooks/${id}/test/`)
      const isGood = sent.problem === null
      if (isGood) toast(w.received(sent.duration_ms ?? 0))
      else sayProblem(new Problem(502, { detail: w.notReceived(problemIn(p, sent.problem)) }))
      await Promise.all([deliveriesAgain(id), readAgain()])
    } catch (error) {
      sayProblem(error)
    }
  }
  const renew = async () => {
    if (!(await confirm({ title: w.renewSure, yes: w.renew, children: w.renewWhy }))) return
    await api
      .post<{ secret: string }>(`/api/webhooks/${id}/secret/`)
      .then(({ secret }) => show(secret), sayProblem)
  }
  const remove = async () => {
    if (!(await confirm({ title: w.removeSure(name), yes: w.remove, danger: true, children: w.removeWhy })))
      return
    try {
      await api.delete(`/api/webhooks/${id}/`)
      toast(w.removed)
      await navigate({ to: '/administration/webhooks' })
      await readAgain()
    } catch (error) {
      sayProblem(error)
    }
  }
  return (
    <div className="flex items-center gap-1.5">
      <Button look="main" icon="bolt" onClick={test}>
        {w.test}
      </Button>
      <Button icon="edit" onClick={edit}>
        {w.edit}
      </Button>
      <Menu
        align="end"
        className="btn btn-ghost btn-square h-9 pointer-coarse:size-11"
        label={`${w.renew}, ${w.remove}`}
        button={<Icon name="more" />}
        entries={[
          { label: w.renew, icon: 'key', run: renew },
          { label: w.remove, icon: 'trash', danger: true, run: remove },
        ]}
      />
    </div>
  )
}
