import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { kept, useKept } from '../../lib/kept.ts'
import { useHere } from '../../lib/session.ts'

/** The tables that were last gone to on this device, the latest first, by site. */
const recent = kept<Readonly<Record<string, readonly string[]>>>(
  'sugu.recent',
  () => ({}),
  (value) => typeof value === 'object' && value !== null,
)
const most = 6

export function useRecent(): readonly string[] {
  const { site, tables } = useHere()
  const slugs = useKept(recent)[site.slug] ?? []
  return slugs.filter((slug) => tables.some((table) => table.slug === slug && table.may.read))
}

/** Kept by the frame, wherever one goes. */
export function useRemembering(): void {
  const { site } = useHere()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEffect(() => {
    const slug = /^\/tables\/(\w+)/.exec(path)?.[1]
    if (!slug || slug === 'nouvelle') return
    const all = recent.now()
    const others = (all[site.slug] ?? []).filter((one) => one !== slug)
    recent.set({ ...all, [site.slug]: [slug, ...others].slice(0, most) })
  }, [path, site.slug])
}
