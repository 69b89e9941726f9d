import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Table, useTable } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Icon } from '../../parts/icons.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { FormState } from './FormState.tsx'
import { type EntryForm, formsQuery, makeForm } from './forms.ts'
import { words } from './words.ts'

const route = getRouteApi('/frame/tables/$table/formulaires')

/** The public forms of a table. */
export function EntryForms(): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const navigate = useNavigate()
  const table = useTable(route.useParams().table)
  const { data: forms } = useSuspenseQuery(formsQuery(table))
  const add = async () => {
    try {
      const { id } = await makeForm(table, say(table.label))
      await navigate({ to: '/tables/$table/formulaires/$id', params: { table: table.slug, id: String(id) } })
    } catch (error) {
      sayProblem(error)
    }
  }
  const button = (
    <Button look="main" icon="plus" onClick={add}>
      {w.fresh}
    </Button>
  )
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 p-4 sm:p-6">
      <Link
        to="/tables/$table"
        params={{ table: table.slug }}
        className="flex items-center gap-1 self-start text-soft hover:underline"
      >
        <Icon name="left" className="size-4" />
        {w.back(say(table.label))}
      </Link>
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 grow text-2xl font-semibold">{w.forms(say(table.label))}</h1>
        {forms.length > 0 && button}
      </header>
      {forms.length === 0 && (
        <Empty icon="link" title={w.none} action={button}>
          {w.noneHelp}
        </Empty>
      )}
      <ul className="flex flex-col gap-2">
        {forms.map((form) => (
          <FormLine key={form.id} table={table} form={form} />
        ))}
      </ul>
    </div>
  )
}

const FormLine = ({ table, form }: { table: Table; form: EntryForm }): ReactNode => (
  <li>
    <Link
      to="/tables/$table/formulaires/$id"
      params={{ table: table.slug, id: String(form.id) }}
      className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 rounded-box border border-base-300 bg-base-100 px-4 py-3 hover:border-base-content/30"
    >
      <span className="min-w-0 grow font-medium">{form.name}</span>
      <FormState id={form.id} />
    </Link>
  </li>
)
