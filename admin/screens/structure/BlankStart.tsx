import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Problem } from '../../lib/problem.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button, IconButton } from '../../parts/Button.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import type { Draft } from './draft.ts'
import { FieldDialog } from './FieldDialog.tsx'
import { make, useTableSlug } from './making.ts'
import { newWords } from './new-words.ts'
import { Sortable } from './Sortable.tsx'
import { type Naming, TableName } from './TableName.tsx'
import { labelOfKind } from './types-words.ts'

/** A name, then one field after the other; nothing is made before « Créer la table ». */
export function BlankStart(): ReactNode {
  const w = useWords(newWords)
  const go = useNavigate()
  const slugFor = useTableSlug()
  const [naming, setNaming] = useState<Naming>({ label: '', slug: '' })
  const [fields, setFields] = useState<readonly Draft[]>([])
  const [missing, setMissing] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const send = async () => {
    setProblem(null)
    const lacks = naming.label.trim() === '' ? w.nameFirst : fields.length === 0 ? w.fieldFirst : null
    setMissing(lacks)
    if (lacks) return
    try {
      const made = await make(naming.label.trim(), naming.slug || slugFor(naming.label), fields)
      toast(w.made(naming.label.trim()))
      await go({ to: '/tables/$table', params: { table: made.slug } })
    } catch (error) {
      if (error instanceof Problem) setProblem(error)
      else sayProblem(error)
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <TableName naming={naming} set={setNaming} problem={problem} />
      <DraftFields fields={fields} set={setFields} />
      {missing && <Alert kind="wrong">{missing}</Alert>}
      {problem && <Wrong problem={problem} fields={fields} />}
      <div className="sticky bottom-0 -mx-4 flex justify-end border-t border-base-300 bg-base-200 px-4 py-3 sm:mx-0 sm:rounded-box sm:border">
        <Button look="main" icon="check" onClick={send}>
          {w.make}
        </Button>
      </div>
    </div>
  )
}

/** Each thing that is wrong, under the name of its field. */
function Wrong({ problem, fields }: { problem: Problem; fields: readonly Draft[] }): ReactNode {
  const say = useSay()
  const lines = Object.entries(problem.errors).flatMap(([path, found]) => {
    const at = /^fields\.(\d+)/.exec(path)?.[1]
    const name = at === undefined ? '' : say(fields[Number(at)]?.label)
    return found.map(({ message }) => (name ? `${name} — ${message}` : message))
  })
  return (
    <Alert kind="wrong">
      <p className="font-medium">{problem.detail}</p>
      <ul>
        {lines.map((line) => (
          <li key={line} className="break-words">
            {line}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

interface FieldsProps {
  readonly fields: readonly Draft[]
  readonly set: (fields: readonly Draft[]) => void
}

function DraftFields({ fields, set }: FieldsProps): ReactNode {
  const w = useWords(newWords)
  const say = useSay()
  const [open, setOpen] = useState<Draft | 'new' | null>(null)
  const others = fields.filter((field) => field !== open)
  const done = (draft: Draft) => {
    set(open === 'new' ? [...fields, draft] : fields.map((field) => (field === open ? draft : field)))
    return true
  }
  return (
    <section aria-label={w.fields} className="flex flex-col gap-2">
      <h2 className="font-semibold">{w.fields}</h2>
      {fields.length === 0 && <p className="text-soft">{w.noFields}</p>}
      <Sortable
        name="fields"
        label={w.fields}
        items={fields}
        keyOf={({ slug }) => slug}
        nameOf={({ label }) => say(label)}
        onOrder={set}
      >
        {(field) => (
          <>
            <button
              type="button"
              className="flex min-h-11 min-w-0 grow basis-0 flex-col items-start justify-center text-left"
              onClick={() => setOpen(field)}
            >
              <span className="max-w-full truncate font-medium">
                <span className="sr-only">{w.edit} </span>
                {say(field.label)}
              </span>
              <span className="max-w-full truncate text-sm text-soft">{say(labelOfKind(field.type))}</span>
            </button>
            <IconButton
              small
              icon="close"
              label={w.remove(say(field.label))}
              onClick={() => set(fields.filter((one) => one !== field))}
            />
          </>
        )}
      </Sortable>
      <Button icon="plus" className="self-start" onClick={() => setOpen('new')}>
        {w.add}
      </Button>
      {open && (
        <FieldDialog
          draft={open === 'new' ? null : open}
          others={others}
          table={null}
          onDone={done}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  )
}
