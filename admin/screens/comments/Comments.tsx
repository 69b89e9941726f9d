import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { commentsQuery, readAgain } from './comments.ts'
import { Editor } from './Editor.tsx'
import { Line } from './Line.tsx'
import { type Draft, emptyDraft, mentionsOf } from './mentions.ts'
import { words } from './words.ts'

/** What is said of a row, as it is said; whoever reads the row speaks too. */
export function Comments({ table, row }: { table: string; row: number }): ReactNode {
  const w = useWords(words)
  const { data, error } = useQuery(commentsQuery(table, row))
  if (error && !data) return null
  return (
    <section aria-label={w.title} className="flex flex-col gap-4">
      {!data && <Skeleton lines={3} />}
      {data?.results.length === 0 && <p className="text-soft">{w.none}</p>}
      {data && data.results.length > 0 && (
        <ul className="flex flex-col gap-4">
          {data.results.map((comment) => (
            <Line key={comment.id} table={table} row={row} comment={comment} people={data.people} />
          ))}
        </ul>
      )}
      <NewComment table={table} row={row} />
    </section>
  )
}

function NewComment({ table, row }: { table: string; row: number }): ReactNode {
  const w = useWords(words)
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const send = async () => {
    if (draft.text.trim() === '') return
    try {
      const said = { text: draft.text, mentions: mentionsOf(draft) }
      await api.post(`/api/comments/on/${table}/${row}/`, said, {
        key: crypto.randomUUID?.() ?? String(Math.random()),
      })
      setDraft(emptyDraft)
      await readAgain(table, row)
    } catch (error) {
      sayProblem(error)
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <Editor table={table} row={row} label={w.write} draft={draft} onChange={setDraft} send={send} />
      <div className="flex flex-wrap items-center gap-2">
        <p className="grow text-sm text-soft">{w.hint}</p>
        <Button look="main" small disabled={draft.text.trim() === ''} onClick={send}>
          {w.send}
        </Button>
      </div>
    </div>
  )
}
