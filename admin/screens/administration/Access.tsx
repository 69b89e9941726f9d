import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { Box, GroupBoxes } from './GroupBoxes.tsx'
import { Part } from './Page.tsx'
import { groupsQuery, type PersonHere, readPeopleAgain } from './people.ts'
import { personWords } from './person-words.ts'

/** Which groups the person is in, and what else decides of their rights here. */
export function Access({ person: { membership } }: { person: PersonHere }): ReactNode {
  const w = useWords(personWords)
  const groups = useQuery(groupsQuery).data?.results ?? []
  const { id, version, ...before } = membership
  const [now, setNow] = useState(before)
  const isChanged = JSON.stringify(now) !== JSON.stringify(before)
  const save = async () => {
    try {
      await api.patch(`/api/memberships/${id}/`, { ...now, version })
      toast(w.saved)
    } catch (error) {
      sayProblem(error)
    }
    await readPeopleAgain()
  }
  return (
    <Part title={w.access} why={w.accessWhy}>
      <GroupBoxes
        all={groups}
        chosen={now.groups}
        choose={(chosen) => setNow({ ...now, groups: chosen })}
        admin={now.admin}
        setAdmin={(admin) => setNow({ ...now, admin })}
      />
      <Box label={w.ended} help={w.endedWhy} checked={now.ended} set={(ended) => setNow({ ...now, ended })} />
      <Button look="main" className="mt-3" disabled={!isChanged} onClick={save}>
        {w.save}
      </Button>
    </Part>
  )
}
