import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { type Kind, problemsAt } from './draft.ts'
import { Flags } from './Flags.tsx'
import { fieldWords } from './field-words.ts'
import { TypeChooser } from './TypeChooser.tsx'
import { TypeSettings } from './TypeSettings.tsx'
import { exampleOfKind, labelOfKind } from './types-words.ts'
import { type FieldFormProps, useFieldForm } from './use-field-form.ts'

/** One field: what it is called, what it holds, how it behaves. */
export function FieldDialog(props: FieldFormProps): ReactNode {
  const w = useWords(fieldWords)
  const say = useSay()
  const form = useId()
  const { draft: given, table, onClose } = props
  const { send, ...made } = useFieldForm(props)
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
        {made.problem && <Alert kind="wrong">{made.problem.detail}</Alert>}
        <Parts {...props} {...made} isNew={given === null} />
      </form>
    </Dialog>
  )
}

type PartsProps = Pick<FieldFormProps, 'others' | 'table'> &
  Omit<ReturnType<typeof useFieldForm>, 'send'> & { readonly isNew: boolean }

function Parts({ draft, whole, problem, set, setting, choose, others, table, isNew }: PartsProps): ReactNode {
  const w = useWords(fieldWords)
  const [isChosen, setChosen] = useState(!isNew)
  return (
    <>
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
      {isChosen ? (
        <Chosen kind={draft.type} isNew={isNew} onChange={() => setChosen(false)} />
      ) : (
        <TypeChooser
          legend={w.type}
          chosen={draft.type}
          onChoose={(kind) => {
            choose(kind)
            setChosen(true)
          }}
        />
      )}
      {isChosen && (
        <>
          <TypeSettings
            key={draft.type}
            draft={draft}
            others={others}
            table={table}
            settings={draft.settings}
            set={setting}
            problem={problem}
          />
          <Flags draft={draft} set={set} problem={problem} table={table} slug={whole.slug} />
        </>
      )}
    </>
  )
}

interface ChosenProps {
  readonly kind: Kind
  readonly isNew: boolean
  readonly onChange: () => void
}

/** Of a new field, it takes the focus from what it was chosen with. */
function Chosen({ kind, isNew, onChange }: ChosenProps): ReactNode {
  const w = useWords(fieldWords)
  const say = useSay()
  const button = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (isNew) button.current?.querySelector('button')?.focus()
  }, [isNew])
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-field border border-base-300 bg-base-200 px-3 py-2">
      <span className="min-w-0 grow">
        <span className="text-sm text-soft">{w.type} </span>
        <strong>{say(labelOfKind(kind))}</strong>
        <span className="block text-sm text-soft">{w.typeExample(say(exampleOfKind(kind)))}</span>
      </span>
      <span ref={button}>
        <Button small onClick={onChange}>
          {w.change}
        </Button>
      </span>
    </div>
  )
}
