import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat } from '../../lib/format.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { markRead, type Notice, sentenceOf, takeAway, textOf } from './notices.ts'
import { words } from './words.ts'

/** One of them; a press reads it and goes to what it is about. */
export function NoticeLine({ notice, leave }: { notice: Notice; leave?: () => void }): ReactNode {
  const w = useWords(words)
  const format = useFormat()
  const isNew = notice.read_at === null
  return (
    <li className={`flex items-start gap-1 py-1 pr-1 pl-3 ${isNew ? 'bg-secondary/40' : ''}`}>
      <span
        aria-hidden="true"
        className={`mt-3.5 size-2 shrink-0 rounded-full ${isNew ? 'bg-primary' : 'bg-transparent'}`}
      />
      <div className="min-w-0 grow px-1.5 py-2">
        {isNew && <span className="sr-only">{w.isNew}. </span>}
        <Where notice={notice} leave={leave} />
        <p className="text-sm text-soft">{format.ago(notice.created_at)}</p>
      </div>
      {isNew && (
        <IconButton
          icon="check"
          label={w.markRead}
          small
          onClick={() => markRead(notice).catch(sayProblem)}
        />
      )}
      <IconButton icon="close" label={w.remove} small onClick={() => takeAway(notice).catch(sayProblem)} />
    </li>
  )
}

function Where({ notice, leave }: { notice: Notice; leave?: (() => void) | undefined }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const excerpt = textOf(notice.data.excerpt)
  const said = (
    <>
      <span className="font-medium">{sentenceOf(notice, w, say)}</span>
      {excerpt !== '' && <span className="mt-0.5 line-clamp-2 text-soft">{excerpt}</span>}
    </>
  )
  const go = () => {
    leave?.()
    markRead(notice).catch(sayProblem)
  }
  const table = textOf(notice.data.slug)
  const look = 'block rounded-field hover:underline focus-visible:underline [&>span]:block'
  if (table === '') return <div className="[&>span]:block">{said}</div>
  return notice.row === null ? (
    <Link to="/tables/$table" params={{ table }} onClick={go} className={look}>
      {said}
    </Link>
  ) : (
    <Link to="/tables/$table/$id" params={{ table, id: String(notice.row) }} onClick={go} className={look}>
      {said}
    </Link>
  )
}
