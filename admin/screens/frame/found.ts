import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { useRouter } from '@tanstack/react-router'
import { fold } from '#model/fold.ts'
import type { Language } from '#model/language.ts'
import { inLanguage } from '#model/language.ts'
import { api } from '../../lib/api.ts'
import { sayKeys, shortcutsNow } from '../../lib/keys.ts'
import type { Here } from '../../lib/session.ts'
import { dictionary, wordsIn } from '../../lib/words.ts'
import type { IconName } from '../../parts/icons.tsx'
import { isListed } from './order.ts'
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
export const offers = (around: Around): readonly Offer[] => [
  ...doable(around),
  ...reachable(around),
  ...tablesOf(around),
  ...makeable(around),
  ...around.own,
]

const sideOf = (language: Language): 0 | 1 => (language === 'fr' ? 0 : 1)

/** What the keys of this screen do, by its name. */
function doable({ language }: Around): Offer[] {
  const at = sideOf(language)
  return shortcutsNow()
    .filter((one) => one.group !== undefined)
    .filter((one, i, all) => all.findIndex(({ label }) => label[0] === one.label[0]) === i)
    .map((one) => ({
      key: `do ${one.label[1]}`,
      group: wordsIn(paletteWords, language).here,
      label: one.label[at],
      hint: sayKeys(one.keys).join(' '),
      icon: 'bolt',
      run: () => one.run(new KeyboardEvent('keydown')),
      alias: one.label[1 - at],
    }))
}

function reachable({ here, language, router }: Around): Offer[] {
  const at = sideOf(language)
  return places
    .filter((place) => placesOf(here, place.app).includes(place))
    .map((place) => ({
      key: `go ${place.to}`,
      group: wordsIn(paletteWords, language).go,
      label: place.label[at],
      icon: place.icon,
      run: () => router.navigate({ to: place.to }),
      alias: `${place.alias ?? ''} ${place.label[1 - at]}`,
    }))
}

function tablesOf({ here, language, router }: Around): Offer[] {
  const order = here.apps.flatMap((app) => app.tables)
  return here.tables
    .filter(({ may, slug }) => may.read && isListed(here, slug))
    .sort((a, b) => order.indexOf(a.slug) - order.indexOf(b.slug))
    .map((table) => ({
      key: `table ${table.slug}`,
      group: wordsIn(paletteWords, language).go,
      label: inLanguage(table.label, language),
      icon: 'table',
      run: () => router.navigate({ to: '/tables/$table', params: { table: table.slug } }),
      alias: `${table.slug} ${table.label.fr} ${table.label.en ?? ''}`,
    }))
}

function makeable({ here, language, router }: Around): Offer[] {
  const w = wordsIn(paletteWords, language)
  return here.tables
    .filter(({ may, origin }) => may.create && origin === 'site')
    .map((table) => ({
      key: `new ${table.slug}`,
      group: w.make,
      label: w.newIn(inLanguage(table.label, language)),
      icon: 'plus',
      run: () => router.navigate({ to: '/tables/$table/nouveau', params: { table: table.slug } }),
      alias: `nouveau creer ajouter new add ${table.slug}`,
    }))
}

/** Those in which every word that was typed stands; what begins so before the rest, and its group with it. */
export function matching(all: readonly Offer[], typed: string): readonly Offer[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return all
  const textOf = (one: Offer) => ` ${fold(`${one.label} ${one.alias ?? ''}`)}`
  const holds = (text: string) => (word: string) =>
    text.includes(` ${word}`) || (word.length > 2 && text.includes(word))
  const weigh = (one: Offer) => (fold(one.label).startsWith(words[0]!) ? 0 : 1)
  const found = all.filter((one) => words.every(holds(textOf(one))))
  const best = new Map<string, number>()
  for (const one of found) best.set(one.group, Math.min(best.get(one.group) ?? 1, weigh(one)))
  const groups = [...best].sort((a, b) => a[1] - b[1]).map(([group]) => group)
  return groups.flatMap((group) =>
    found.filter((one) => one.group === group).sort((a, b) => weigh(a) - weigh(b)),
  )
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
