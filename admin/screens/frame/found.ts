import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { useRouter } from '@tanstack/react-router'
import { fold } from '#model/fold.ts'
import type { Language } from '#model/language.ts'
import { inLanguage } from '#model/language.ts'
import { api } from '../../lib/api.ts'
import { commandsNow } from '../../lib/commands.ts'
import type { Here } from '../../lib/session.ts'
import { dictionary, wordsIn } from '../../lib/words.ts'
import type { IconName } from '../../parts/icons.tsx'
import { places, placesOf } from './places.ts'

/** A line of the palette. */
export interface Line {
  readonly key: string
  readonly group: string
  readonly label: string
  /** In a softer voice behind it. */
  readonly hint?: string
  readonly icon: IconName
  readonly run: () => unknown
}

export const paletteWords = dictionary({
  title: ['Aller, chercher, faire', 'Go, find, do'],
  placeholder: ['Une table, une ligne, une action…', 'A table, a row, an action…'],
  here: ['Sur cet écran', 'On this screen'],
  go: ['Aller à', 'Go to'],
  make: ['Créer', 'Create'],
  rows: ['Dans les tables', 'In the tables'],
  settings: ['Réglages', 'Settings'],
  newIn: (table: string) => [`Nouvelle ligne dans ${table}`, `New row in ${table}`],
  nothing: (text: string) => [`Rien ne correspond à « ${text} ».`, `Nothing matches “${text}”.`],
  searching: ['Recherche…', 'Searching…'],
  least: [
    'Tapez au moins deux lettres pour chercher dans les lignes.',
    'Type at least two letters to search the rows.',
  ],
  how: ['↑ ↓ pour choisir, ⏎ pour ouvrir, Échap pour fermer', '↑ ↓ to choose, ⏎ to open, Esc to close'],
})

interface Offer extends Line {
  readonly alias?: string | undefined
}

interface Around {
  readonly here: Here
  readonly language: Language
  readonly router: ReturnType<typeof useRouter>
  readonly own: readonly Offer[]
}

/** All that has a name: what this screen does, where one may go, what one may make. */
export function offers({ here, language, router, own }: Around): readonly Offer[] {
  const w = wordsIn(paletteWords, language)
  const at = language === 'fr' ? 0 : 1
  const doable = commandsNow().map((one) => ({
    key: `do ${one.label[1]}`,
    group: w.here,
    label: one.label[at],
    icon: one.icon ?? ('bolt' as const),
    run: one.run,
    alias: one.alias,
  }))
  const known = places.filter((place) => placesOf(here, place.app).includes(place))
  const places_ = known.map((place) => ({
    key: `go ${place.to}`,
    group: w.go,
    label: place.label[at],
    icon: place.icon,
    run: () => router.navigate({ to: place.to }),
    alias: `${place.alias ?? ''} ${place.label[1 - at]}`,
  }))
  const order = here.apps.flatMap((app) => app.tables)
  const tables = [...here.tables]
    .sort((a, b) => order.indexOf(a.slug) - order.indexOf(b.slug))
    .filter(({ may }) => may.read)
    .map((table) => ({
      key: `table ${table.slug}`,
      group: w.go,
      label: inLanguage(table.label, language),
      icon: 'table' as const,
      run: () => router.navigate({ to: '/tables/$table', params: { table: table.slug } }),
      alias: `${table.slug} ${table.label.fr} ${table.label.en ?? ''}`,
    }))
  return [...doable, ...places_, ...tables, ...own]
}

/** Those in which every word that was typed stands; those that begin so, first. */
export function matching(all: readonly Offer[], typed: string): readonly Offer[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return all
  const textOf = (one: Offer) => ` ${fold(`${one.label} ${one.alias ?? ''}`)}`
  const weight = (one: Offer) => (fold(one.label).startsWith(words[0]!) ? 0 : 1)
  return all
    .filter((one) =>
      words.every(
        (word) => textOf(one).includes(` ${word}`) || (word.length > 2 && textOf(one).includes(word)),
      ),
    )
    .sort((a, b) => weight(a) - weight(b))
}

export interface Found {
  readonly table: string
  readonly id: number
  readonly title: string
  readonly hint: string | null
}

/** Rows of all the tables that hold these words, as one types. */
export function useFoundRows(typed: string): {
  readonly rows: readonly Found[]
  readonly isSearching: boolean
} {
  const q = typed.trim()
  const { data, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: async ({ signal }) => {
      await pause(150, signal)
      return api.get<{ results: Found[] }>('/api/search/', { q }, { signal })
    },
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  return { rows: q.length >= 2 ? (data?.results ?? []) : [], isSearching: isFetching }
}

/** While somebody types on, the question before is dropped. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
