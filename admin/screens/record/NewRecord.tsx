import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, Suspense } from 'react'
import { useShortcuts } from '../../lib/keys.ts'
import { type Row, type Table, useTable } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Fields } from './Fields.tsx'
import { focusWrong } from './focus.ts'
import { Notices } from './Notices.tsx'
import { Panel } from './Panel.tsx'
import { rowQuery } from './row.ts'
import { SaveBar } from './SaveBar.tsx'
import { useSaving } from './saving.ts'
import { copied, useForm } from './use-form.ts'
import { words } from './words.ts'

const route = getRouteApi('/frame/tables/$table/nouveau')

/** A row that is not there yet; or that begins as a copy of another. */
export function NewRecord(): ReactNode {
  const { table } = route.useParams()
  const { copie } = route.useSearch()
  return (
    <Suspense fallback={<Waiting slug={table} />}>
      {copie === undefined ? (
        <Form key={table} slug={table} of={null} />
      ) : (
        <Copy key={`${table} ${copie}`} slug={table} id={copie} />
      )}
    </Suspense>
  )
}

const Waiting = ({ slug }: { slug: string }): ReactNode => (
  <Panel table={slug} title="…">
    <Skeleton lines={10} className="p-5" />
  </Panel>
)

function Copy({ slug, id }: { slug: string; id: number }): ReactNode {
  const table = useTable(slug)
  const { data, isError } = useQuery(rowQuery(table, id))
  return data || isError ? <Form slug={slug} of={data ?? null} /> : <Waiting slug={slug} />
}

function Form({ slug, of }: { slug: string; of: Row | null }): ReactNode {
  const table: Table = useTable(slug)
  const w = useWords(words)
  const say = useSay()
  const navigate = useNavigate()
  const form = useForm(table, null, null, of ? copied(table, of) : undefined)
  const open = (row: Row) =>
    void navigate({
      to: '/tables/$table/$id',
      params: { table: slug, id: String(row.id) },
      search: true,
      replace: true,
    })
  const saving = useSaving(form, open, () => focusWrong(form))
  const save = () => void saving.save()
  useShortcuts([{ keys: 'mod+s', label: ['Enregistrer', 'Save'], run: save, inFields: true }])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <Panel table={slug} title={w.newRow(say(table.label))}>
      <form noValidate onSubmit={submit} className="flex min-h-0 grow flex-col overflow-y-auto">
        <div className="flex grow flex-col gap-5 p-5">
          <Notices form={form} saving={saving} onCompare={() => {}} />
          <Fields form={form} autoFocus />
        </div>
        <SaveBar form={form} saving={saving} />
      </form>
    </Panel>
  )
}
