import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useShortcuts } from '../../lib/keys.ts'
import { queries } from '../../lib/query.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { confirm } from '../../parts/Confirm.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { groupsWords } from './groups-words.ts'
import { Page } from './Page.tsx'
import { type GroupRow, peopleQuery } from './people.ts'
import { RightsGrid } from './RightsGrid.tsx'
import { type Rights, readRights, writeRights } from './rights.ts'

const route = getRouteApi('/frame/administration/groupes/$id')
const keyOf = (id: string) => ['rows', 'groups', 'one', id]
const readAgain = () => queries.invalidateQueries({ queryKey: ['rows', 'groups'] })

/** One group and what it opens. */
export function Group(): ReactNode {
  const { id } = route.useParams()
  const { data, error } = useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => api.get<GroupRow>(`/api/groups/${id}/`, undefined, { signal }),
  })
  if (error) throw error
  if (!data) return <Skeleton lines={8} className="p-6" />
  return <Editing key={`${data.id} ${data.version}`} group={data} />
}

function Editing({ group }: { group: GroupRow }): ReactNode {
  const w = useWords(groupsWords)
  const before = readRights(group.permissions)
  const [rights, setRights] = useState<Rights>(before)
  const [was, now] = [writeRights(before), writeRights(rights)]
  const changed = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter(
    (slug) => JSON.stringify(was[slug]) !== JSON.stringify(now[slug]),
  )
  const leave = async () =>
    !(await confirm({ title: w.leave, children: w.leaveWhat, yes: w.leaveYes, danger: true }))
  useBlocker({ shouldBlockFn: leave, disabled: changed.length === 0, enableBeforeUnload: changed.length > 0 })
  const save = async () => {
    try {
      await api.patch(`/api/groups/${group.id}/`, { permissions: now, version: group.version })
      toast(w.saved)
      await readAgain()
    } catch (error) {
      sayProblem(error)
    }
  }
  useShortcuts([{ keys: 'mod+s', label: ['Enregistrer', 'Save'], run: () => void save(), inFields: true }])
  return (
    <Page
      wide
      above={
        <Link to="/administration/groupes" className="text-soft hover:underline">
          {w.title}
        </Link>
      }
      title={group.name}
      why={w.rightsWhy}
      actions={<Deeds group={group} />}
    >
      <Suspense fallback={<Skeleton lines={8} />}>
        <RightsGrid rights={rights} change={setRights} />
      </Suspense>
      {changed.length > 0 && (
        <div className="sticky bottom-3 z-20 mt-4 flex flex-wrap items-center gap-2 rounded-box border border-base-300 bg-base-100 px-4 py-3 shadow-lift">
          <p role="status" className="min-w-0 grow font-medium">
            {w.unsaved(changed.length)}
          </p>
          <Button onClick={() => setRights(before)}>{w.undo}</Button>
          <Button look="main" onClick={save}>
            {w.save}
          </Button>
        </div>
      )}
    </Page>
  )
}

function Deeds({ group }: { group: GroupRow }): ReactNode {
  const w = useWords(groupsWords)
  const navigate = useNavigate()
  const members = useQuery(peopleQuery({ group: group.id })).data?.count ?? 0
  const remove = async () => {
    const sure = {
      title: w.removeSure(group.name),
      children: w.removeWhat(members),
      yes: w.remove,
      danger: true,
    }
    if (!(await confirm(sure))) return
    try {
      await api.delete(`/api/groups/${group.id}/`)
      toast(w.removed)
      await navigate({ to: '/administration/groupes', ignoreBlocker: true })
      await readAgain()
    } catch (error) {
      sayProblem(error)
    }
  }
  return (
    <>
      <Link
        to="/administration/utilisateurs"
        search={{ groupe: group.id }}
        className="btn h-9 border-base-300 bg-base-100 font-medium pointer-coarse:h-11"
      >
        {w.members(members)}
      </Link>
      <Button icon="trash" onClick={remove}>
        {w.remove}
      </Button>
    </>
  )
}
