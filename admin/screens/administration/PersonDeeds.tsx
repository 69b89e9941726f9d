import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { nameOf, useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { confirm } from '../../parts/Confirm.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Menu, type MenuEntry } from '../../parts/Menu.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { type PersonHere, readPeopleAgain } from './people.ts'
import { personWords } from './person-words.ts'

/** What an administrator does for a person, or about them. */
export function PersonDeeds({ person }: { person: PersonHere }): ReactNode {
  const w = useWords(personWords)
  const here = useHere()
  const navigate = useNavigate()
  const { id, standing } = person
  const name = nameOf(person)
  const isMe = here.user.id === id
  const mayTouch = here.is_network_owner || !standing.network_owner
  const { ask, disable, enable, unlock } = useDeeds(person)
  const entries: readonly MenuEntry[] = [
    { label: w.unlock, icon: 'lock', run: unlock },
    { label: w.ask, icon: 'key', run: ask },
    ...(here.is_network_owner && !isMe
      ? [
          standing.disabled
            ? ({ label: w.enable, icon: 'check', run: enable, apart: true } as const)
            : ({ label: w.disable, icon: 'close', run: disable, danger: true, apart: true } as const),
        ]
      : []),
  ]
  return (
    <div className="flex flex-wrap items-center gap-2">
      {standing.locked && mayTouch && !standing.disabled && (
        <Button look="main" icon="lock" onClick={unlock}>
          {w.unlock}
        </Button>
      )}
      {standing.disabled && here.is_network_owner && (
        <Button look="main" onClick={enable}>
          {w.enable}
        </Button>
      )}
      {!isMe && !standing.disabled && (
        <Button
          icon="eye"
          onClick={() => navigate({ to: '/administration/utilisateurs/$id/vue', params: { id: String(id) } })}
        >
          {w.seeAs}
        </Button>
      )}
      {mayTouch && !standing.disabled && (
        <Menu
          button={<Icon name="more" />}
          label={w.more(name)}
          entries={entries}
          align="end"
          className="btn btn-square size-9 border-base-300 bg-base-100 pointer-coarse:size-11"
        />
      )}
    </div>
  )
}

/** Each of them, told when it is done. */
function useDeeds({ id, ...person }: PersonHere) {
  const w = useWords(personWords)
  const name = nameOf(person)
  const deed = async (path: string, said: string) => {
    try {
      await api.post(`/api/users/${id}/${path}/`)
      toast(said)
    } catch (error) {
      sayProblem(error)
    }
    await readPeopleAgain()
  }
  const ask = async () => {
    if (await confirm({ title: w.askSure(name), children: w.askWhat, yes: w.askYes }))
      await deed('require-password', w.asked)
  }
  const disable = async () => {
    if (await confirm({ title: w.disableSure(name), children: w.disableWhat, yes: w.disable, danger: true }))
      await deed('disable', w.disabled)
  }
  return {
    ask,
    disable,
    enable: () => deed('enable', w.enabled),
    unlock: () => deed('unlock', w.unlocked(name)),
  }
}
