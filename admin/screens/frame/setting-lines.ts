import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { signOut, speak } from '../../lib/session.ts'
import { theme } from '../../lib/theme.ts'
import { useWords, type Words } from '../../lib/words.ts'
import { barWords } from './bar-words.ts'
import { type Line, paletteWords } from './found.ts'

type Offered = Line & { readonly alias?: string }

/** What is the frame's own to do, as lines of the palette. */
export function useSettingLines(keys: () => void): readonly Offered[] {
  const w = useWords(barWords)
  const { settings: group } = useWords(paletteWords)
  const router = useRouter()
  return useMemo(() => {
    const out = () => signOut().then(() => router.navigate({ to: '/connexion' }))
    return linesOf(w, keys, out).map((line) => ({ ...line, group }))
  }, [w, group, keys, router])
}

const linesOf = (
  w: Words<typeof barWords>,
  keys: () => void,
  out: () => unknown,
): readonly Omit<Offered, 'group'>[] => [
  { key: 'keys', label: w.keys, icon: 'keyboard', run: keys, alias: 'clavier keyboard aide help' },
  { key: 'light', label: w.light, icon: 'sun', run: () => theme.set('light'), alias: 'light couleur' },
  { key: 'dark', label: w.dark, icon: 'moon', run: () => theme.set('dark'), alias: 'dark nuit couleur' },
  { key: 'auto', label: w.auto, icon: 'device', run: () => theme.set('auto') },
  { key: 'fr', label: w.french, icon: 'globe', run: () => speak('fr'), alias: 'langue language french' },
  { key: 'en', label: w.english, icon: 'globe', run: () => speak('en'), alias: 'langue language anglais' },
  { key: 'out', label: w.out, icon: 'out', run: out, alias: 'quitter deconnexion logout' },
]
