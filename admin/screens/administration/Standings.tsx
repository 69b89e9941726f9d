import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import { Sign } from './Page.tsx'
import type { PersonHere } from './people.ts'
import { peopleWords } from './people-words.ts'

/** What is unusual about an account. */
export function Standings({ person: { standing, membership } }: { person: PersonHere }): ReactNode {
  const w = useWords(peopleWords)
  return (
    <>
      {standing.network_owner && <Sign look="own">{w.owner}</Sign>}
      {membership.admin && !standing.network_owner && <Sign look="own">{w.admin}</Sign>}
      {standing.locked && (
        <Sign look="bad" icon="lock">
          {w.locked}
        </Sign>
      )}
      {standing.disabled && <Sign look="bad">{w.disabled}</Sign>}
      {membership.ended && <Sign>{w.left}</Sign>}
      {standing.must_change && <Sign look="waits">{w.mustChange}</Sign>}
    </>
  )
}
