import { type FormEvent, type ReactNode, useId, useMemo, useState } from 'react'
import { api } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.ts'
import type { Row, Table, Verb } from '../../lib/table.ts'
import { dictionary, useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { Fields } from './Fields.tsx'
import { focusWrong } from './focus.ts'
import { newKey } from './unsaved.ts'
import { useForm } from './use-form.ts'
import { discard } from './work.ts'

const words = dictionary({
  cancel: ['Annuler', 'Cancel'],
  done: (verb: string) => [`${verb} : c’est fait`, `${verb}: done`],
})

interface VerbsProps {
  readonly table: Table
  readonly row: Row
  readonly allowed: readonly string[]
  /** Saves what is unsaved first; false where that could not be. */
  readonly settle: () => Promise<boolean>
  readonly onRow: (row: Row) => void
}

/** What can be done to the row beside saving it: one button each; with its form, where it asks for something. */
export function Verbs({ table, row, allowed, settle, onRow }: VerbsProps): ReactNode {
  const say = useSay()
  const w = useWords(words)
  const [asking, setAsking] = useState<Verb | null>(null)
  const verbs = table.verbs.filter(({ name }) => allowed.includes(name))
  if (verbs.length === 0) return null
  const done = (verb: Verb, next: Row) => {
    setAsking(null)
    toast(w.done(say(verb.label)))
    onRow(next)
  }
  const begin = async (verb: Verb) => {
    if (!(await settle())) return
    if (verb.input.length > 0) return setAsking(verb)
    await act(table, row, verb, {}).then((next) => done(verb, next), sayProblem)
  }
  return (
    <div className="flex flex-wrap gap-2">
      {verbs.map((verb) => (
        <Button key={verb.name} icon="bolt" onClick={() => begin(verb)}>
          {say(verb.label)}
        </Button>
      ))}
      {asking && (
        <Asked
          key={asking.name}
          table={table}
          row={row}
          verb={asking}
          onClose={() => setAsking(null)}
          onDone={(next) => done(asking, next)}
        />
      )}
    </div>
  )
}

const act = (table: Table, row: Row, verb: Verb, input: object): Promise<Row> =>
  api.post<Row>(`/api/${table.slug}/${row.id}/${verb.name}/`, input, { key: newKey() })

interface AskedProps {
  readonly table: Table
  readonly row: Row
  readonly verb: Verb
  readonly onClose: () => void
  readonly onDone: (row: Row) => void
}

/** What a verb asks for is a form like any other: the same fields, the same checks. */
function Asked({ table, row, verb, onClose, onDone }: AskedProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const id = useId()
  const asked = useMemo((): Table => {
    const { sections: _, ...rest } = table
    return { ...rest, slug: `${table.slug}.${verb.name}`, fields: verb.input, rules: [], title: null }
  }, [table, verb])
  const form = useForm(asked, null, null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const { problems, input } = form.judged
    form.store.change({ isAsked: true })
    if (Object.keys(problems).length > 0) return focusWrong(form)
    try {
      const next = await act(table, row, verb, input)
      discard(form.store)
      onDone(next)
    } catch (error) {
      if (error instanceof Problem && Object.keys(error.errors).length > 0)
        form.store.change({ refused: error.errors })
      else sayProblem(error)
    }
  }
  return (
    <Dialog
      title={say(verb.label)}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {w.cancel}
          </Button>
          <Button look="main" type="submit" form={id}>
            {say(verb.label)}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={send}>
        <Fields form={form} autoFocus />
      </form>
    </Dialog>
  )
}
