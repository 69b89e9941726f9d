import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Menu } from '../../parts/Menu.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { type Comment, readAgain } from './comments.ts'
import { Editor } from './Editor.tsx'
import { type Draft, mentionsOf, type Person, piecesOf } from './mentions.ts'
import { words } from './words.ts'

interface LineProps {
  readonly table: string
  readonly row: number
  readonly comment: Comment
  readonly people: readonly Person[]
}

/** One comment; its author may mend it, its author and administrators may take it away. */
export function Line({ table, row, comment, people }: LineProps): ReactNode {
  const w = useWords(words)
  const format = useFormat()
  const [isEdited, setEdited] = useState(false)
  const author = people.find(({ id }) => id === comment.author)?.name ?? w.gone
  return (
    <li className="group">
      <header className="flex items-baseline gap-2">
        <span className="font-semibold">{author}</span>
        <time
          dateTime={comment.created_at}
          title={format.instant(comment.created_at)}
          className="text-sm text-soft"
        >
          {format.ago(comment.created_at)}
          {comment.version > 1 && ` · ${w.edited}`}
        </time>
        <span className="grow" />
        <LineMenu table={table} row={row} comment={comment} author={author} edit={() => setEdited(true)} />
      </header>
      {isEdited ? (
        <Mend table={table} row={row} comment={comment} people={people} close={() => setEdited(false)} />
      ) : (
        <p className="whitespace-pre-wrap break-words">
          {piecesOf(comment.text, people).map(({ text, isName }, i) =>
            isName ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text stand still
              <strong key={i} className="font-medium text-primary">
                {text}
              </strong>
            ) : (
              text
            ),
          )}
        </p>
      )}
    </li>
  )
}

interface MenuProps extends Omit<LineProps, 'people'> {
  readonly author: string
  readonly edit: () => void
}

function LineMenu({ table, row, comment, author, edit }: MenuProps): ReactNode {
  const w = useWords(words)
  const { user, is_admin } = useHere()
  const isMine = comment.author === user.id
  const bringBack = () =>
    api.post(`/api/comments/${comment.id}/restore/`).then(() => readAgain(table, row), sayProblem)
  const remove = async () => {
    try {
      await api.delete(`/api/comments/${comment.id}/`)
      toast(w.removed, isMine ? { label: w.undo, run: bringBack } : undefined)
      await readAgain(table, row)
    } catch (error) {
      sayProblem(error)
    }
  }
  if (!isMine && !is_admin) return null
  return (
    <Menu
      align="end"
      className="btn btn-ghost btn-square btn-xs pointer-coarse:-my-2.5 pointer-coarse:size-11"
      label={w.actions(author)}
      button={<Icon name="more" className="size-4.5" />}
      entries={[
        ...(isMine ? [{ label: w.edit, icon: 'edit' as const, run: edit }] : []),
        { label: w.remove, icon: 'trash' as const, danger: true, run: remove },
      ]}
    />
  )
}

function Mend({ table, row, comment, people, close }: LineProps & { close: () => void }): ReactNode {
  const w = useWords(words)
  const [draft, setDraft] = useState<Draft>({
    text: comment.text,
    people: people.filter(({ id }) => comment.mentions.includes(id)),
  })
  const save = async () => {
    try {
      await api.patch(`/api/comments/${comment.id}/`, { text: draft.text, mentions: mentionsOf(draft) })
      close()
      await readAgain(table, row)
    } catch (error) {
      sayProblem(error)
    }
  }
  return (
    <div className="mt-1 flex flex-col gap-2">
      <Editor
        table={table}
        row={row}
        label={w.edit}
        draft={draft}
        onChange={setDraft}
        send={save}
        autoFocus
      />
      <div className="flex justify-end gap-2">
        <Button small look="quiet" onClick={close}>
          {w.cancel}
        </Button>
        <Button small look="main" disabled={draft.text.trim() === ''} onClick={save}>
          {w.save}
        </Button>
      </div>
    </div>
  )
}
