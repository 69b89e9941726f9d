import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTables } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Editing } from './Editing.tsx'
import { Secret } from './Secret.tsx'
import { StatusMark } from './StatusMark.tsx'
import { type Webhook, webhooksQuery } from './webhooks.ts'
import { words } from './words.ts'

/** The addresses that are told of changes. */
export function Webhooks(): ReactNode {
  const w = useWords(words)
  const { data } = useQuery(webhooksQuery)
  const [isNew, setNew] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6">
      <header className="mb-1 flex flex-wrap items-center gap-2">
        <h1 className="grow text-2xl font-semibold">{w.title}</h1>
        <Button look="main" icon="plus" onClick={() => setNew(true)}>
          {w.add}
        </Button>
      </header>
      <p className="mb-5 max-w-prose text-soft">{w.why}</p>
      {!data && <Skeleton lines={5} />}
      {data?.results.length === 0 && <Empty icon="link" title={w.none} />}
      {data && data.results.length > 0 && (
        <ul className="divide-y divide-base-300 rounded-box border border-base-300">
          {data.results.map((webhook) => (
            <WebhookLine key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
      {isNew && <Editing close={() => setNew(false)} made={setSecret} />}
      {secret !== null && <Secret secret={secret} close={() => setSecret(null)} />}
    </div>
  )
}

function WebhookLine({ webhook }: { webhook: Webhook }): ReactNode {
  const w = useWords(words)
  const tables = useTables()
  const say = useSay()
  const labelOf = (slug: string) => {
    const found = tables.find((table) => table.slug === slug)
    return found ? say(found.label) : slug
  }
  const chosen = webhook.tables ?? []
  return (
    <li>
      <Link
        to="/administration/webhooks/$id"
        params={{ id: String(webhook.id) }}
        className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-base-200"
      >
        <span className="min-w-0 grow basis-60">
          <span className="block truncate font-medium">{webhook.name}</span>
          <span className="block truncate text-sm text-soft">{webhook.address}</span>
        </span>
        <span className="text-sm text-soft">
          {chosen.length === 0 ? w.allTables : chosen.map(labelOf).join(', ')}
        </span>
        <StatusMark look={webhook.active ? 'good' : 'bad'}>
          {webhook.active ? w.active : w.suspended}
        </StatusMark>
      </Link>
    </li>
  )
}
