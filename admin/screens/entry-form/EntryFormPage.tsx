import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useShortcuts } from '../../lib/keys.ts'
import { type FieldProblem, Problem } from '../../lib/problem.ts'
import { type Table, useTable } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { FieldErrors } from '../../parts/Field.tsx'
import { Icon } from '../../parts/icons.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { AskedFields } from './AskedFields.tsx'
import { FormState } from './FormState.tsx'
import { bringBackForm, type EntryForm, formsQuery, removeForm, saveForm } from './forms.ts'
import { LinkBox } from './LinkBox.tsx'
import { FormTexts, Guards, Times } from './Settings.tsx'
import { words } from './words.ts'

const route = getRouteApi('/frame/tables/$table/formulaires/$id')

export function EntryFormPage(): ReactNode {
  const { table: slug, id } = route.useParams()
  const table = useTable(slug)
  const { data } = useSuspenseQuery(formsQuery(table))
  const form = data.find((one) => one.id === Number(id))
  if (!form) return <Empty icon="link" title="404" />
  return <Editor key={form.id} table={table} form={form} />
}

export interface PartProps {
  readonly table: Table
  readonly form: EntryForm
  readonly change: (part: Partial<EntryForm>) => void
  readonly errors: Readonly<Record<string, readonly FieldProblem[]>>
}

/** What a public form asks, says, and guards itself with. */
function Editor({ table, form: saved }: { table: Table; form: EntryForm }): ReactNode {
  const w = useWords(words)
  const [form, setForm] = useState(saved)
  const [errors, setErrors] = useState<PartProps['errors']>({})
  const save = async () => {
    try {
      setForm(await saveForm(form))
      setErrors({})
      toast(w.saved)
    } catch (error) {
      if (error instanceof Problem) setErrors(error.errors)
      sayProblem(error)
    }
  }
  useShortcuts([{ keys: 'mod+s', label: ['Enregistrer', 'Save'], run: () => void save(), inFields: true }])
  const part: PartProps = { table, form, errors, change: (next) => setForm((now) => ({ ...now, ...next })) }
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 p-4 sm:p-6">
      <Link
        to="/tables/$table/formulaires"
        params={{ table: table.slug }}
        className="flex items-center gap-1 self-start text-soft hover:underline"
      >
        <Icon name="left" className="size-4" />
        {w.all}
      </Link>
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 grow text-2xl font-semibold">{form.name || w.fresh}</h1>
        <FormState id={form.id} />
      </header>
      <LinkBox id={form.id} />
      <Section>
        <FormTexts {...part} />
      </Section>
      <Section title={w.asked} help={w.askedHelp}>
        <FieldErrors id="asked-error" errors={errors.asked_fields ?? []} />
        <AskedFields {...part} />
      </Section>
      <Section title={w.when}>
        <Times {...part} />
      </Section>
      <Section title={w.guard} help={w.guardHelp}>
        <Guards {...part} />
      </Section>
      <Foot table={table} id={form.id} save={save} />
    </div>
  )
}

const Section = ({
  title,
  help,
  children,
}: {
  title?: string
  help?: string
  children: ReactNode
}): ReactNode => (
  <section className="flex flex-col gap-4 rounded-box border border-base-300 bg-base-100 p-4 sm:p-5">
    {title && (
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        {help && <p className="text-soft">{help}</p>}
      </div>
    )}
    {children}
  </section>
)

function Foot({ table, id, save }: { table: Table; id: number; save: () => Promise<void> }): ReactNode {
  const w = useWords(words)
  const navigate = useNavigate()
  const remove = async () => {
    try {
      await navigate({ to: '/tables/$table/formulaires', params: { table: table.slug } })
      await removeForm(id)
      toast(w.removed, { label: w.undo, run: () => bringBackForm(id).catch(sayProblem) })
    } catch (error) {
      sayProblem(error)
    }
  }
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex gap-2 border-t border-base-300 bg-base-200 px-4 py-3">
      <Button look="quiet" icon="trash" className="mr-auto text-error" onClick={remove}>
        {w.remove}
      </Button>
      <Button look="main" onClick={save}>
        {w.save}
      </Button>
    </div>
  )
}
