import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queries } from '../../lib/query.ts'
import { useTables } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { groupsWords } from './groups-words.ts'
import { listClass, Page } from './Page.tsx'
import { type GroupRow, groupsQuery } from './people.ts'
import { readRights, writeRights } from './rights.ts'
import { rightsWords } from './rights-words.ts'

/** Every group of the site, and what it opens. */
export function Groups(): ReactNode {
  const w = useWords(groupsWords)
  const { data } = useQuery(groupsQuery)
  const [isNew, setNew] = useState(false)
  const add = (
    <Button look="main" icon="plus" onClick={() => setNew(true)}>
      {w.add}
    </Button>
  )
  return (
    <Page title={w.title} why={w.why} actions={data && data.results.length > 0 && add}>
      {!data && <Skeleton lines={5} />}
      {data?.results.length === 0 && (
        <Empty icon="shield" title={w.none} action={add}>
          {w.noneWhy}
        </Empty>
      )}
      {data && data.results.length > 0 && (
        <ul className={listClass}>
          {data.results.map((group) => (
            <GroupLine key={group.id} group={group} />
          ))}
        </ul>
      )}
      {isNew && <NewGroup close={() => setNew(false)} />}
    </Page>
  )
}

function GroupLine({ group }: { group: GroupRow }): ReactNode {
  const w = useWords(groupsWords)
  const r = useWords(rightsWords)
  const say = useSay()
  const tables = useTables()
  const labelOf = (slug: string) =>
    slug === '*' ? r.everyTable : say(tables.find((table) => table.slug === slug)?.label) || slug
  const opened = Object.keys(writeRights(readRights(group.permissions))).map(labelOf)
  return (
    <li>
      <Link
        to="/administration/groupes/$id"
        params={{ id: String(group.id) }}
        className="block px-4 py-3 hover:bg-base-200"
      >
        <span className="block font-medium">{group.name}</span>
        <span className="block truncate text-sm text-soft">
          {opened.length > 0 ? w.opens(opened.join(', ')) : w.opensNothing}
        </span>
      </Link>
    </li>
  )
}

function NewGroup({ close }: { close: () => void }): ReactNode {
  const w = useWords(groupsWords)
  const navigate = useNavigate()
  const form = useForm(async ({ name }) => {
    const { id } = await api.post<GroupRow>('/api/groups/', { name })
    await queries.invalidateQueries({ queryKey: ['rows', 'groups'] })
    await navigate({ to: '/administration/groupes/$id', params: { id: String(id) } })
  })
  return (
    <Dialog
      title={w.add}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="main" type="submit" form="new-group" busy={form.isBusy}>
            {w.make}
          </Button>
        </>
      }
    >
      <form id="new-group" noValidate onSubmit={form.onSubmit} className="flex flex-col gap-3 pt-1">
        <Field label={w.name} help={w.nameHelp} required errors={form.errorsOf('name')}>
          {(tied) => <input {...tied} name="name" maxLength={150} autoFocus className={inputClass} />}
        </Field>
        {form.wrong && <Alert kind="wrong">{form.wrong}</Alert>}
      </form>
    </Dialog>
  )
}
