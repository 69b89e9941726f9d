import { type ReactNode, useState } from 'react'
import type { Field } from '#model/fields/index.ts'
import { Problem } from '../../lib/problem.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { structureWords } from './structure-words.ts'

interface SetsProps {
  readonly title: string
  readonly help: string
  readonly fields: readonly Field[]
  readonly sets: readonly (readonly string[])[]
  readonly add: (fields: readonly string[]) => Promise<boolean>
  readonly remove: (fields: readonly string[]) => unknown
}

/** Fields that go together: those of an index, those that are unique together. */
export function SetsEditor({ title, help, fields, sets, add, remove }: SetsProps): ReactNode {
  const w = useWords(structureWords)
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const nameOf = (set: readonly string[]) =>
    set.map((slug) => say(fields.find((field) => field.slug === slug)?.label) || slug).join(' + ')
  return (
    <section aria-label={title} className="flex flex-col gap-1.5">
      <h2 className="text-sm font-medium">{title}</h2>
      <p className="text-sm text-soft">{help}</p>
      <ul className="flex flex-col gap-1.5">
        {sets.map((set) => (
          <li
            key={set.join()}
            className="flex items-center gap-2 rounded-field border border-base-300 bg-base-100 py-1 pr-1 pl-3"
          >
            <span className="min-w-0 grow truncate">{nameOf(set)}</span>
            <IconButton small icon="close" label={w.removeSet(nameOf(set))} onClick={() => remove(set)} />
          </li>
        ))}
      </ul>
      <Button small icon="plus" className="self-start" onClick={() => setOpen(true)}>
        {w.addSet}
      </Button>
      {isOpen && <Choose title={title} fields={fields} add={add} onClose={() => setOpen(false)} />}
    </section>
  )
}

interface ChooseProps extends Pick<SetsProps, 'title' | 'fields' | 'add'> {
  readonly onClose: () => void
}

function Choose({ title, fields, add, onClose }: ChooseProps): ReactNode {
  const w = useWords(structureWords)
  const say = useSay()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const send = async () => {
    try {
      if (await add(chosen)) onClose()
    } catch (error) {
      if (error instanceof Problem) setProblem(error)
      else sayProblem(error)
    }
  }
  const said = Object.values(problem?.errors ?? {}).flat()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="main" disabled={chosen.length === 0} onClick={send}>
            {w.apply}
          </Button>
        </>
      }
    >
      <fieldset>
        <legend className="text-sm text-soft">{w.setTitle}</legend>
        {fields.map(({ slug, label }) => (
          <label
            key={slug}
            className="flex min-h-10 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11"
          >
            <input
              type="checkbox"
              className="checkbox checkbox-sm checkbox-primary"
              checked={chosen.includes(slug)}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, slug] : chosen.filter((one) => one !== slug))
              }
            />
            <span className="min-w-0 truncate">{say(label)}</span>
            {chosen.includes(slug) && <span className="text-sm text-soft">{chosen.indexOf(slug) + 1}</span>}
          </label>
        ))}
      </fieldset>
      {problem && (
        <Alert kind="wrong">
          {said.length > 0 ? said.map(({ message }) => message).join(' ') : problem.detail}
        </Alert>
      )}
    </Dialog>
  )
}
