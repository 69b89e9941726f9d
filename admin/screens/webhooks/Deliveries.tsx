import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useTables } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { StatusMark } from './StatusMark.tsx'
import { type Delivery, deliveriesAgain, deliveriesQuery, problemIn } from './webhooks.ts'
import { problemWords, words } from './words.ts'

/** What it sent in the last thirty days, and what was answered. */
export function Deliveries({ id }: { id: number }): ReactNode {
  const w = useWords(words)
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(deliveriesQuery(id))
  const all = data?.pages.flatMap(({ results }) => results) ?? []
  return (
    <section aria-label={w.deliveries}>
      <h2 className="mb-2 text-lg font-semibold">{w.deliveries}</h2>
      {!data && <Skeleton lines={5} />}
      {data && all.length === 0 && (
        <Empty icon="upload" title={w.noDeliveries}>
          {w.noDeliveriesWhy}
        </Empty>
      )}
      {all.length > 0 && (
        <ul className="divide-y divide-base-300 rounded-box border border-base-300">
          {all.map((delivery) => (
            <DeliveryLine key={delivery.id} webhook={id} delivery={delivery} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className="mt-3 text-center">
          <Button onClick={() => fetchNextPage()}>{w.more}</Button>
        </div>
      )}
    </section>
  )
}

const looks = { waiting: 'waits', delivered: 'good', failed: 'bad' } as const

function DeliveryLine({ webhook, delivery }: { webhook: number; delivery: Delivery }): ReactNode {
  const w = useWords(words)
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const { status, tries, at } = delivery
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-left hover:bg-base-200 pointer-coarse:min-h-11"
      >
        <Icon name={isOpen ? 'down' : 'right'} className="size-4 opacity-70" />
        <span className="min-w-0 grow basis-40 font-medium">
          <WhatLabel delivery={delivery} />
        </span>
        <span className="text-sm text-soft" title={format.instant(at)}>
          {format.ago(at)}
          {tries > 1 && ` · ${w.tries(tries)}`}
        </span>
        <StatusMark look={looks[status]}>{w[status]}</StatusMark>
      </button>
      {isOpen && <Details webhook={webhook} delivery={delivery} />}
    </li>
  )
}

function WhatLabel({ delivery: { table, row, verb, count } }: { delivery: Delivery }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const known = useTables().find(({ slug }) => slug === table)
  if (table === null) return verb === 'test' ? w.aTest : verb
  const name = known ? say(known.label) : table
  const deed = (w as unknown as Readonly<Record<string, string>>)[verb] ?? verb
  return `${row === null ? w.rows(name, count) : w.row(name, row)} · ${deed}`
}

function Details({ webhook, delivery }: { webhook: number; delivery: Delivery }): ReactNode {
  const w = useWords(words)
  const p = useWords(problemWords)
  const { id, status, problem, answer_status: code, duration_ms: took, answer } = delivery
  const resend = async () => {
    try {
      await api.post(`/api/webhooks/deliveries/${id}/resend/`)
      toast(w.resent)
      await deliveriesAgain(webhook)
    } catch (error) {
      sayProblem(error)
    }
  }
  return (
    <div className="flex flex-col gap-2 px-4 pb-4 pl-11">
      {problem && (
        <p className="font-medium text-error">
          {w.notReceived(problemIn(p, problem))}
          {status === 'waiting' && ` · ${w.again}`}
        </p>
      )}
      {code !== null && (
        <>
          <p className="text-soft">{w.answered(code, took ?? 0)}</p>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard too
            tabIndex={0}
            className="max-h-48 overflow-auto rounded-field bg-base-200 p-2.5 text-sm whitespace-pre-wrap break-words"
          >
            {answer || w.noAnswer}
          </pre>
        </>
      )}
      {delivery.table !== null && (
        <div>
          <Button small icon="refresh" onClick={resend}>
            {w.resend}
          </Button>
        </div>
      )}
    </div>
  )
}
