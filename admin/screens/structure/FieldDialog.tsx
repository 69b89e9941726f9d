import { type ReactNode, useId, useState } from 'react'
import { reservedFields } from '#model/reserved.ts'
import { technicalName } from '#model/technical-name.ts'
import { Problem } from '../../lib/problem.ts'
import { useHere } from '../../lib/session.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { type Draft, isComputed, type Kind, problemsAt } from './draft.ts'
import { Flags } from './Flags.tsx'
import { fieldWords } from './field-words.ts'
import { TypeChooser } from './TypeChooser.tsx'
import { TypeSettings } from './TypeSettings.tsx'
import { exampleOfKind, labelOfKind } from './types-words.ts'

interface DialogProps {
  /** Null: a new one. */
  readonly draft: Draft | null
  readonly others: readonly Draft[]
  readonly table: string | null
  /** False: the person turned back. A `Problem` is shown where it belongs. */
  readonly onDone: (draft: Draft) => Promise<boolean> | boolean
  readonly onClose: () => void
}

const blank: Draft = { slug: '', type: 'text', label: { fr: '' }, settings: {} }

/** One field: what it is called, what it holds, how it behaves. */
export function FieldDialog({ draft: given, others, table, onDone, onClose }: DialogProps): ReactNode {
  const w = useWords(fieldWords)
  const say = useSay()
  const form = useId()
  const { currency } = useHere().site
  const [draft, setDraft] = useState<Draft>(given ?? blank)
  const [isChoosing, setChoosing] = useState(given === null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const isTaken = (name: string) => reservedFields.has(name) || others.some(({ slug }) => slug === name)
  const whole: Draft = { ...draft, slug: draft.slug || technicalName(draft.label.fr, isTaken) }
  const send = async () => {
    setProblem(null)
    try {
      if (await onDone(whole)) onClose()
    } catch (error) {
      if (!(error instanceof Problem)) return sayProblem(error)
      setProblem(error)
      setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
    }
  }
  const choose = (type: Kind) => {
    const fresh = type === 'money' ? { currency } : {}
    set({ type, settings: type === given?.type ? given.settings : fresh, default: undefined })
    if (isComputed(type)) set({ required: false, unique: false, readonly: false })
  }
  return (
    <Dialog
      title={given ? w.editTitle(say(given.label)) : w.newTitle}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="main" type="submit" form={form}>
            {given || table ? w.save : w.add}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="flex flex-col gap-4 pt-1"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        {problem && <Alert kind="wrong">{problem.detail}</Alert>}
        <Field
          label={w.name}
          required
          errors={[...problemsAt(problem, 'label'), ...problemsAt(problem, 'slug')]}
        >
          {(tied) => (
            <input
              {...tied}
              required
              className={inputClass}
              placeholder={w.nameExample}
              maxLength={120}
              value={draft.label.fr}
              onChange={({ target }) => set({ label: { ...draft.label, fr: target.value } })}
            />
          )}
        </Field>
        {isChoosing ? (
          <TypeChooser legend={w.type} chosen={draft.type} onChoose={choose} />
        ) : (
          <Chosen kind={draft.type} onChange={() => setChoosing(true)} />
        )}
        <TypeSettings
          key={draft.type}
          draft={draft}
          others={others}
          table={table}
          settings={draft.settings}
          set={(name, value) => setDraft((now) => ({ ...now, settings: { ...now.settings, [name]: value } }))}
          problem={problem}
        />
        <Flags draft={draft} set={set} problem={problem} table={table} slug={whole.slug} />
      </form>
    </Dialog>
  )
}

function Chosen({ kind, onChange }: { kind: Kind; onChange: () => void }): ReactNode {
  const w = useWords(fieldWords)
  const say = useSay()
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-field border border-base-300 bg-base-200 px-3 py-2">
      <span className="min-w-0 grow">
        <span className="text-sm text-soft">{w.type} </span>
        <strong>{say(labelOfKind(kind))}</strong>
        <span className="block text-sm text-soft">{w.typeExample(say(exampleOfKind(kind)))}</span>
      </span>
      <Button small onClick={onChange}>
        {w.change}
      </Button>
    </div>
  )
}
