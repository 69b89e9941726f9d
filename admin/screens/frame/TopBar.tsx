import type { ReactNode } from 'react'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { IconButton } from '../../parts/Button.tsx'
import { barWords } from './bar-words.ts'
import { LateBell } from './LateBell.tsx'

/** On narrow screens, and where the navigation is hidden on wide ones. */
export function TopBar({
  open,
  find,
  isNavShown,
}: {
  open: () => void
  find: () => void
  isNavShown: boolean
}): ReactNode {
  const w = useWords(barWords)
  const { site } = useHere()
  return (
    <header
      className={`flex h-12 shrink-0 items-center gap-1 border-b border-base-300 bg-base-200 px-1.5 ${isNavShown ? 'lg:hidden' : 'lg:h-full lg:w-12 lg:flex-col lg:border-r lg:border-b-0 lg:py-2'}`}
    >
      <IconButton icon="menu" label={w.menu} onClick={open} />
      <span className="min-w-0 grow truncate font-semibold lg:hidden">{site.name}</span>
      <LateBell align="right" />
      <IconButton icon="search" label={w.find} onClick={find} />
    </header>
  )
}
