import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { signOut, speak } from '../../lib/session.ts'
import { theme } from '../../lib/theme.ts'
import { useWords } from '../../lib/words.ts'
import { barWords } from './bar-words.ts'
import { type Line, paletteWords } from './found.ts'

/** What is the frame's own to do, as lines of the palette. */
export function useSettingLines(keys: () => void): readonly (Line & { readonly alias?: string })[] {
  const w = useWords(barWords)
  const { settings: group } = useWords(paletteWords)
  const router = useRouter()
  return useMemo(
    () => [
      { key: 'keys', group, label: w.keys, icon: 'keyboard', run: keys, alias: 'clavier keyboard aide help' },
      {
        key: 'light',
        group,
        label: w.light,
        icon: 'sun',
        run: () => theme.set('light'),
        alias: 'light couleur',
      },
      {
        key: 'dark',
        group,
        label: w.dark,
        icon: 'moon',
        run: () => theme.set('dark'),
        alias: 'dark nuit couleur',
      },
      { key: 'auto', group, label: w.auto, icon: 'device', run: () => theme.set('auto') },
      {
        key: 'fr',
        group,
        label: w.french,
        icon: 'globe',
        run: () => speak('fr'),
        alias: 'langue language french',
      },
      {
        key: 'en',
        group,
        label: w.english,
        icon: 'globe',
        run: () => speak('en'),
        alias: 'langue language anglais',
      },
      {
        key: 'out',
        group,
        label: w.out,
        icon: 'out',
        run: () => signOut().then(() => router.navigate({ to: '/connexion' })),
        alias: 'quitter deconnexion logout',
      },
    ],
    [w, group, keys, router],
  )
}
