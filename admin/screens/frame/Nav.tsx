import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { isMac } from '../../lib/keys.ts'
import { useLanguage } from '../../lib/language.ts'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { barWords } from './bar-words.ts'
import { LateBell } from './LateBell.tsx'
import { shelvesOf } from './order.ts'
import { type Place, placesOf } from './places.ts'
import { Shelves } from './Shelves.tsx'
import { SiteMenu } from './SiteMenu.tsx'
import { UserMenu } from './UserMenu.tsx'

interface NavProps {
  /** On wide screens: a column beside the content. */
  readonly isShown: boolean
  /** On narrow ones: a drawer over it. */
  readonly isDrawn: boolean
  readonly close: () => void
  readonly hide: () => void
  readonly find: () => void
  readonly keys: () => void
}

/** Where one may go: the site, what is for everybody, the apps with their tables, and oneself. */
export function Nav({ isShown, isDrawn, close, hide, find, keys }: NavProps): ReactNode {
  const w = useWords(barWords)
  const here = useHere()
  const [isArranging, setArranging] = useState(false)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isDrawn) return
    panel.current?.querySelector<HTMLElement>('a, button')?.focus()
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && close()
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [isDrawn, close])
  return (
    <>
      {isDrawn && <div className="fixed inset-0 z-30 bg-black/40" onPointerDown={close} aria-hidden="true" />}
      <aside
        ref={panel}
        aria-label="Sugu"
        className={`${isDrawn ? 'fixed inset-y-0 left-0 z-40 flex w-[min(18rem,85vw)] shadow-lift' : 'hidden'} ${isShown && !isDrawn ? 'lg:static lg:flex lg:w-62' : ''} shrink-0 flex-col border-r border-base-300 bg-base-200`}
      >
        <div className="flex items-center gap-1 p-2">
          <SiteMenu />
          <span className="max-lg:hidden">
            <LateBell />
          </span>
          <IconButton
            icon={isDrawn ? 'close' : 'left'}
            label={isDrawn ? w.close : w.fold}
            small
            onClick={isDrawn ? close : hide}
          />
        </div>
        <Find find={find} />
        <nav aria-label={w.places} className="min-h-0 grow overflow-y-auto px-2 pb-4">
          <ul>
            {placesOf(here).map((place) => (
              <li key={place.to}>
                <PlaceLink place={place} close={close} />
              </li>
            ))}
          </ul>
          <Shelves shelves={shelvesOf(here)} isArranging={isArranging} close={close} />
        </nav>
        {isArranging && <Done done={() => setArranging(false)} />}
        <UserMenu
          keys={keys}
          isArranging={isArranging}
          arrange={() => setArranging(!isArranging)}
          close={close}
        />
      </aside>
    </>
  )
}

export const linkClass =
  'flex min-h-8 items-center gap-2.5 rounded-field px-2.5 outline-offset-[-2px] hover:bg-base-300/60 aria-[current=page]:bg-secondary aria-[current=page]:font-medium aria-[current=page]:text-secondary-content pointer-coarse:min-h-11'

export function PlaceLink({ place, close }: { place: Place; close: () => void }): ReactNode {
  const at = useLanguage() === 'fr' ? 0 : 1
  return (
    <Link to={place.to} activeOptions={{ exact: place.to === '/' }} onClick={close} className={linkClass}>
      <Icon name={place.icon} className="size-4.5 opacity-75" />
      <span className="min-w-0 truncate">{place.label[at]}</span>
    </Link>
  )
}

function Find({ find }: { find: () => void }): ReactNode {
  const w = useWords(barWords)
  return (
    <button
      type="button"
      onClick={find}
      className="mx-2 mb-2 flex h-9 items-center gap-2 rounded-field border border-base-300 bg-base-100 px-2.5 text-left text-soft hover:border-base-content/40 pointer-coarse:h-11"
    >
      <Icon name="search" />
      <span className="grow">{w.find}</span>
      <kbd className="text-xs pointer-coarse:hidden">{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
    </button>
  )
}

function Done({ done }: { done: () => void }): ReactNode {
  const w = useWords(barWords)
  return (
    <div className="border-t border-base-300 p-2">
      <Button look="main" icon="check" className="w-full" onClick={done}>
        {w.done}
      </Button>
    </div>
  )
}
