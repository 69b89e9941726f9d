import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { dayAt } from '#model/time-zones.ts'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { queries } from '../../lib/query.ts'
import { nameOf, useHere } from '../../lib/session.ts'
import { useTables } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { confirm } from '../../parts/Confirm.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { NewToken } from './NewToken.tsx'
import { Once } from './Once.tsx'
import { listClass, Page } from './Page.tsx'
import { peopleQuery } from './people.ts'
import { rightsWords } from './rights-words.ts'
import { tokenWords } from './token-words.ts'

interface Token {
  readonly id: number
  readonly user: number
  readonly name: string
  readonly rights: Readonly<Record<string, unknown>>
  readonly created_at: string
  readonly expires_at: string
  readonly last_used_at: string | null
}

const key = ['administration', 'tokens']
const readAgain = () => queries.invalidateQueries({ queryKey: key })

/** What programs come in with. */
export function Tokens(): ReactNode {
  const w = useWords(tokenWords)
  const [isNew, setNew] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ results: Token[] }>('/api/tokens/', undefined, { signal }),
  })
  const made = (token: string) => {
    setNew(false)
    setSecret(token)
    void readAgain()
  }
  const add = (
    <Button look="main" icon="plus" onClick={() => setNew(true)}>
      {w.add}
    </Button>
  )
  if (isNew) return <NewToken made={made} close={() => setNew(false)} />
  return (
    <Page title={w.title} why={w.why} actions={data && data.results.length > 0 && add}>
      {!data && <Skeleton lines={4} />}
      {data?.results.length === 0 && (
        <Empty icon="key" title={w.none} action={add}>
          {w.noneWhy}
        </Empty>
      )}
      {data && data.results.length > 0 && (
        <ul className={listClass}>
          {data.results.map((token) => (
            <TokenLine key={token.id} token={token} />
          ))}
        </ul>
      )}
      {secret !== null && (
        <Once
          title={w.madeTitle}
          label={w.token}
          why={w.once}
          secret={secret}
          close={() => setSecret(null)}
        />
      )}
    </Page>
  )
}

function TokenLine({ token }: { token: Token }): ReactNode {
  const w = useWords(tokenWords)
  const r = useWords(rightsWords)
  const say = useSay()
  const format = useFormat()
  const tables = useTables()
  const { site } = useHere()
  const people = useQuery(peopleQuery({})).data?.results ?? []
  const person = people.find(({ id }) => id === token.user)
  const opened = Object.keys(token.rights).map((slug) =>
    slug === '*' ? r.everyTable : say(tables.find((table) => table.slug === slug)?.label) || slug,
  )
  const last = format.day(dayAt(site.time_zone, Date.parse(token.expires_at) - 1000))
  const end = async () => {
    if (!(await confirm({ title: w.endSure(token.name), children: w.endWhat, yes: w.end, danger: true })))
      return
    await api.delete(`/api/tokens/${token.id}/`).then(() => toast(w.ended), sayProblem)
    await readAgain()
  }
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-64">
        <h2 className="font-medium">{token.name}</h2>
        <p className="text-sm text-soft">
          {[
            person && w.inNameOf(nameOf(person)),
            opened.join(', '),
            w.upTo(last),
            token.last_used_at ? w.used(format.ago(token.last_used_at)) : w.unused,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Button small aria-label={w.endOf(token.name)} onClick={end}>
        {w.end}
      </Button>
    </li>
  )
}
