import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLanguage } from '../../lib/language.ts'
import { nameOf, signOut, speak, useHere } from '../../lib/session.ts'
import { theme, useTheme } from '../../lib/theme.ts'
import { useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { Menu, type MenuEntry } from '../../parts/Menu.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { barWords } from './bar-words.ts'

interface UserMenuProps {
  readonly keys: () => void
  readonly isArranging: boolean
  readonly arrange: () => void
  readonly close: () => void
}

export function UserMenu(props: UserMenuProps): ReactNode {
  const { user } = useHere()
  const entries = useUserEntries(props)
  const name = nameOf(user)
  return (
    <div className="border-t border-base-300 p-2">
      <Menu
        up
        className="flex min-h-10 w-full items-center gap-2.5 rounded-field px-1.5 text-left hover:bg-base-300/60 pointer-coarse:min-h-11"
        button={
          <>
            <span
              aria-hidden="true"
              className="grid size-7 shrink-0 place-items-center rounded-full bg-primary text-xs font-semibold text-primary-content"
            >
              {initials(name)}
            </span>
            <span className="min-w-0 grow truncate">{name}</span>
            <Icon name="more" className="size-4.5 opacity-70" />
          </>
        }
        entries={entries}
      />
    </div>
  )
}

const initials = (name: string): string =>
  name
    .split(/[\s.]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((part) => [...part][0]!.toUpperCase())
    .join('')

function useUserEntries({ keys, isArranging, arrange, close }: UserMenuProps): readonly MenuEntry[] {
  const w = useWords(barWords)
  const router = useRouter()
  const painted = useTheme()
  const spoken = useLanguage()
  const leave = () => signOut().then(() => router.navigate({ to: '/connexion' }), sayProblem)
  return [
    {
      label: w.account,
      icon: 'user',
      run: () => {
        close()
        return router.navigate({ to: '/compte' })
      },
    },
    { label: isArranging ? w.done : w.arrange, icon: 'sort', run: arrange },
    { label: w.keys, icon: 'keyboard', run: keys },
    { label: w.light, icon: 'sun', checked: painted === 'light', run: () => theme.set('light'), apart: true },
    { label: w.dark, icon: 'moon', checked: painted === 'dark', run: () => theme.set('dark') },
    { label: w.auto, icon: 'device', checked: painted === 'auto', run: () => theme.set('auto') },
    { label: w.french, icon: 'globe', checked: spoken === 'fr', run: () => speak('fr'), apart: true },
    { label: w.english, icon: 'globe', checked: spoken === 'en', run: () => speak('en') },
    { label: w.switch, icon: 'users', run: () => router.navigate({ to: '/connexion/pin' }), apart: true },
    { label: w.out, icon: 'out', run: leave },
  ]
}
