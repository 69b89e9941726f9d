import { Outlet, useRouterState } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { kept, useKept } from '../../lib/kept.ts'
import { useShortcuts } from '../../lib/keys.ts'
import { late } from '../../lib/lazy.ts'
import { beginLive } from '../../lib/live.ts'
import { useHere } from '../../lib/session.ts'
import { dictionary, useWords } from '../../lib/words.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Nav } from './Nav.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'
import { useRemembering } from './recent.ts'
import { TopBar } from './TopBar.tsx'

const Palette = late(() => import('./Palette.tsx').then(({ Palette: one }) => one))
/** At rest, so that the first letters typed into it are not lost. */
const fetchPalette = () => {
  const timer = setTimeout(() => void import('./Palette.tsx').catch(() => {}), 2_500)
  return () => clearTimeout(timer)
}

const KeyboardMap = late(() => import('./KeyboardMap.tsx').then(({ KeyboardMap: one }) => one))

const words = dictionary({ skip: ['Aller au contenu', 'Skip to the content'] })
const navShown = kept<boolean>(
  'sugu.nav',
  () => true,
  (value) => typeof value === 'boolean',
)

type Over = 'palette' | 'keys' | null

/** What stands around every screen of somebody who is signed in. */
export function Frame(): ReactNode {
  const w = useWords(words)
  const { user, site } = useHere()
  useEffect(() => beginLive(`${site.slug}.${user.id}`), [site.slug, user.id])
  const isNavShown = useKept(navShown)
  const [over, setOver] = useState<Over>(null)
  const [isDrawn, setDrawn] = useState(false)
  useShortcuts([
    {
      keys: 'mod+k',
      label: ['Aller, chercher, faire', 'Go, find, do'],
      inFields: true,
      run: () => setOver('palette'),
    },
    { keys: '?', label: ['Ce qui se fait au clavier', 'What the keyboard does'], run: () => setOver('keys') },
    {
      keys: 'mod+b',
      label: ['Montrer ou cacher le menu', 'Show or hide the menu'],
      run: () => navShown.set(!navShown.now()),
    },
  ])
  useRemembering()
  useEffect(fetchPalette, [])
  const find = () => setOver('palette')
  return (
    <div className="flex h-dvh flex-col lg:flex-row">
      <a
        href="#main"
        className="btn btn-primary sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50"
      >
        {w.skip}
      </a>
      <TopBar open={() => setDrawn(true)} find={find} isNavShown={isNavShown} />
      <Nav
        isShown={isNavShown}
        isDrawn={isDrawn}
        close={() => setDrawn(false)}
        find={find}
        keys={() => setOver('keys')}
        hide={() => navShown.set(false)}
      />
      <Screen />
      <Suspense fallback={null}>
        {over === 'palette' && <Palette close={() => setOver(null)} keys={() => setOver('keys')} />}
        {over === 'keys' && <KeyboardMap close={() => setOver(null)} />}
      </Suspense>
    </div>
  )
}

/** A new screen is announced by its title, and begins at its top. */
function Screen(): ReactNode {
  const place = useRef<HTMLElement>(null)
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === undefined || before.current === path) {
      before.current = path
      return
    }
    before.current = path
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true })
  }, [path])
  return (
    <main
      ref={place}
      id="main"
      tabIndex={-1}
      className="relative flex min-h-0 min-w-0 grow flex-col overflow-y-auto bg-base-100 outline-none"
    >
      <OfflineBanner />
      <Suspense fallback={<Skeleton lines={6} className="p-6" />}>
        <Outlet />
      </Suspense>
    </main>
  )
}
