import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, lazy, type ReactNode, Suspense, useEffect, useId, useState } from 'react'
import { titleOf } from '../../fields/titles.ts'
import { useShortcuts } from '../../lib/keys.ts'
import { useLive } from '../../lib/live.ts'
import { usePresence } from '../../lib/presence.ts'
import { Problem } from '../../lib/problem.ts'
import { type Row, type Table, useTable } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { People } from '../../parts/People.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Tabs } from '../../parts/Tabs.tsx'
import { toast } from '../../parts/Toast.tsx'
import { Actions } from './Actions.tsx'
import { Conflict } from './Conflict.tsx'
import { Fields } from './Fields.tsx'
import { focusWrong } from './focus.ts'
import { History } from './History.tsx'
import { Made } from './Made.tsx'
import { Notice, Notices } from './Notices.tsx'
import { Panel, useToList } from './Panel.tsx'
import { type Allowed, allowedQuery, rowQuery } from './row.ts'
import { SaveBar } from './SaveBar.tsx'
import { type Saving, tellOthers, useSaving } from './saving.ts'
import { type Form, useForm } from './use-form.ts'
import { Verbs } from './Verbs.tsx'
import { words } from './words.ts'
import { absorbed } from './work.ts'

const route = getRouteApi('/frame/tables/$table/$id')

/** One row, to read, to change and to look back on. */
export function Record(): ReactNode {
  const { table, id } = route.useParams()
  return (
    <Suspense
      fallback={
        <Panel table={table} title="…">
          <Skeleton lines={10} className="p-5" />
        </Panel>
      }
    >
      <Loading key={`${table} ${id}`} slug={table} id={Number(id)} />
    </Suspense>
  )
}

function Loading({ slug, id }: { slug: string; id: number }): ReactNode {
  const w = useWords(words)
  const table = useTable(slug)
  const row = useQuery(rowQuery(table, id))
  const allowed = useQuery(allowedQuery(slug, id))
  const toList = useToList(slug)
  const say = useSay()
  if (row.error instanceof Problem && !row.data) {
    return (
      <Panel table={slug} title={say(table.label)}>
        <Empty
          icon="table"
          title={row.error.status === 404 ? w.notFound : row.error.detail}
          action={<Button onClick={toList}>{w.toList}</Button>}
        />
      </Panel>
    )
  }
  if (!row.data || !allowed.data) {
    return (
      <Panel table={slug} title={row.data ? titleOf(row.data, table.title) : '…'} subtitle={say(table.label)}>
        <Skeleton lines={10} className="p-5" />
      </Panel>
    )
  }
  return <Opened table={table} row={row.data} allowed={allowed.data} />
}

type Face = 'form' | 'comments' | 'history'

const Comments = lazy(() =>
  import('../comments/Comments.tsx').then(({ Comments: one }) => ({ default: one })),
)

interface OpenedProps {
  readonly table: Table
  readonly row: Row
  readonly allowed: Allowed
}

function Opened({ table, row, allowed }: OpenedProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const panel = useId()
  const [face, setFace] = useState<Face>('form')
  const form = useForm(table, row, allowed)
  const saving = useSaving(
    form,
    () => {},
    () => focusWrong(form),
  )
  useLive(table.slug, ({ id, verb }) => {
    if (id === row.id && (verb === 'delete' || verb === 'gone')) toast(w.goneUnder)
  })
  const others = usePresence({ table: table.slug, id: row.id, editing: form.isChanged })
  const take = (next: Row) => {
    form.store.change(absorbed(form.store.now(), table, { ...row, ...next }))
    tellOthers(table, next)
  }
  useEffect(() => {
    const { before } = form.store.now()
    if (before && row.version > before.version) form.store.change(absorbed(form.store.now(), table, row))
  }, [form.store, row, table])
  return (
    <Panel
      table={table.slug}
      title={titleOf(form.work.before ?? row, table.title)}
      subtitle={say(table.label)}
      hasTabs
      tools={
        <>
          <People people={others} className="mx-2 self-center" />
          <Actions table={table} row={form.work.before ?? row} allowed={allowed} />
        </>
      }
    >
      <Faces panel={panel} face={face} onChoose={setFace} hasPast={allowed.history} />
      <div
        id={panel}
        role="tabpanel"
        aria-labelledby={`${panel}-${face}`}
        className="flex min-h-0 grow flex-col overflow-y-auto"
      >
        {face === 'form' && (
          <FormFace form={form} saving={saving} table={table} allowed={allowed} take={take} />
        )}
        {face === 'comments' && <CommentsFace table={table} row={row} />}
        {face === 'history' && (
          <div className="p-5">
            <History table={table} row={form.work.before ?? row} mayRestore={allowed.update} onRow={take} />
          </div>
        )}
      </div>
    </Panel>
  )
}

const CommentsFace = ({ table, row }: { table: Table; row: Row }): ReactNode => (
  <div className="p-5">
    <Suspense fallback={<Skeleton lines={4} />}>
      <Comments table={table.slug} row={row.id} />
    </Suspense>
  </div>
)

interface FacesProps {
  readonly panel: string
  readonly face: Face
  readonly onChoose: (face: Face) => void
  readonly hasPast: boolean
}

function Faces({ panel, face, onChoose, hasPast }: FacesProps): ReactNode {
  const w = useWords(words)
  return (
    <div className="px-3">
      <Tabs
        label={w.panels}
        panel={panel}
        chosen={face}
        onChoose={onChoose}
        tabs={[
          { name: 'form', label: w.form },
          { name: 'comments', label: w.comments },
          ...(hasPast ? [{ name: 'history' as const, label: w.history }] : []),
        ]}
      />
    </div>
  )
}

interface FormFaceProps {
  readonly form: Form
  readonly saving: Saving
  readonly table: Table
  readonly allowed: Allowed
  readonly take: (row: Row) => void
}

function FormFace({ form, saving, table, allowed, take }: FormFaceProps): ReactNode {
  const w = useWords(words)
  const [isComparing, setComparing] = useState(false)
  const { clash, before } = form.work
  const saveOrCompare = async () => {
    const row = await saving.save()
    setComparing(form.store.now().clash !== null)
    return row
  }
  const save = () => void saveOrCompare()
  useShortcuts([{ keys: 'mod+s', label: ['Enregistrer', 'Save'], run: save, inFields: true }])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const settle = async () => !form.isChanged || (await saveOrCompare()) !== null
  return (
    <form noValidate onSubmit={submit} className="flex grow flex-col">
      <div className="flex grow flex-col gap-5 p-5">
        <Notices form={form} saving={saving} onCompare={() => setComparing(true)} />
        {!allowed.update && <Notice icon="lock">{w.readOnly}</Notice>}
        {before && <Verbs table={table} row={before} allowed={allowed.verbs} settle={settle} onRow={take} />}
        <Fields form={form} />
        {before && <Made row={before} />}
      </div>
      {allowed.update && <SaveBar form={form} saving={saving} />}
      {isComparing && clash && (
        <Conflict
          form={form}
          onClose={() => setComparing(false)}
          onSettled={() => {
            setComparing(false)
            setTimeout(save)
          }}
        />
      )}
    </form>
  )
}
