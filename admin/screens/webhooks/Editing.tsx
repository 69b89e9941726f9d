import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { type FieldProblem, Problem } from '../../lib/problem.ts'
import { useTables } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { Choose } from './Choose.tsx'
import { readAgain, type Webhook, type WebhookValues } from './webhooks.ts'
import { words } from './words.ts'

interface EditingProps {
  readonly webhook?: Webhook
  readonly close: () => void
  /** Given the secret of a new one. */
  readonly made?: (secret: string) => void
}

const empty: WebhookValues = {
  name: '',
  address: 'https://',
  tables: [],
  verbs: [],
  with_row: false,
  active: true,
}
const verbs = ['create', 'update', 'delete', 'restore', 'import'] as const
/** What is somebody's own, and what webhooks do themselves, is told to nobody. */
const untold = new Set(['notifications', 'webhooks'])

/** Making one, or changing it. */
export function Editing({ webhook, close, made }: EditingProps): ReactNode {
  const w = useWords(words)
  const [values, setValues] = useState<WebhookValues>(webhook ?? empty)
  const [errors, setErrors] = useState<Readonly<Record<string, readonly FieldProblem[]>>>({})
  const save = async () => {
    const { name, address, tables, verbs: when, with_row, active } = values
    const body = { name, address, tables, verbs: when, with_row, active }
    try {
      if (webhook) await api.patch(`/api/webhooks/${webhook.id}/`, { ...body, version: webhook.version })
      else made?.((await api.post<{ secret: string }>('/api/webhooks/', body)).secret)
      close()
      await readAgain()
    } catch (error) {
      if (error instanceof Problem && Object.keys(error.errors).length > 0) setErrors(error.errors)
      else sayProblem(error)
    }
  }
  return (
    <Dialog
      title={webhook ? webhook.name : w.add}
      width="medium"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="main" onClick={save}>
            {w.save}
          </Button>
        </>
      }
    >
      <Form values={values} errors={errors} change={(some) => setValues({ ...values, ...some })} />
    </Dialog>
  )
}

interface FormProps {
  readonly values: WebhookValues
  readonly errors: Readonly<Record<string, readonly FieldProblem[]>>
  readonly change: (some: Partial<WebhookValues>) => void
}

function Form({ values, errors, change }: FormProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const tables = useTables().filter(({ slug, may }) => may.read && !untold.has(slug))
  return (
    <div className="flex flex-col gap-4 pt-1">
      <Field label={w.name} help={w.nameHelp} required errors={errors.name}>
        {(tied) => (
          <input
            {...tied}
            maxLength={100}
            className={inputClass}
            value={values.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        )}
      </Field>
      <Field label={w.address} help={w.addressHelp} required errors={errors.address}>
        {(tied) => (
          <input
            {...tied}
            type="url"
            inputMode="url"
            className={inputClass}
            value={values.address}
            onChange={({ target }) => change({ address: target.value })}
          />
        )}
      </Field>
      <Choose
        label={w.tables}
        all={w.allTables}
        errors={errors.tables}
        options={tables.map(({ slug, label }) => ({ value: slug, label: say(label) }))}
        chosen={values.tables ?? []}
        onChange={(chosen) => change({ tables: chosen })}
      />
      <Choose
        label={w.verbs}
        all={w.allVerbs}
        errors={errors.verbs}
        options={verbs.map((verb) => ({ value: verb, label: w[verb] }))}
        chosen={values.verbs ?? []}
        onChange={(chosen) => change({ verbs: chosen })}
      />
      <Switch
        label={w.withRow}
        help={w.withRowHelp}
        on={values.with_row}
        set={(on) => change({ with_row: on })}
      />
      <Switch label={w.active} on={values.active} set={(on) => change({ active: on })} />
    </div>
  )
}

interface SwitchProps {
  readonly label: string
  readonly help?: string
  readonly on: boolean
  readonly set: (on: boolean) => void
}

const Switch = ({ label, help, on, set }: SwitchProps): ReactNode => (
  <label className="flex items-start gap-3 pointer-coarse:min-h-11">
    <input
      type="checkbox"
      className="toggle mt-0.5 checked:bg-primary checked:text-primary-content"
      checked={on}
      onChange={({ target }) => set(target.checked)}
    />
    <span>
      <span className="font-medium">{label}</span>
      {help && <span className="block text-sm text-soft">{help}</span>}
    </span>
  </label>
)
