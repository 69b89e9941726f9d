import { useMemo } from 'react'
import { inLanguage, type Language, type Text } from '#model/language.ts'
import { language, useLanguage } from './language.ts'

/** A word in both languages, French first; with something to say in it, a function of that. */
type Pair = readonly [fr: string, en: string]
// biome-ignore lint/suspicious/noExplicitAny: what a word is told is its own affair
type Entry = Pair | ((...told: any[]) => Pair)
export type Dictionary = Readonly<Record<string, Entry>>
export type Words<D extends Dictionary> = {
  readonly [K in keyof D]: D[K] extends (...told: infer Told) => Pair ? (...told: Told) => string : string
}

/** `dictionary({ save: ['Enregistrer', 'Save'], rows: (n: number) => [`${n} lignes`, `${n} rows`] })` */
export const dictionary = <const D extends Dictionary>(entries: D): D => entries

export function wordsIn<D extends Dictionary>(entries: D, spoken: Language = language.now()): Words<D> {
  const at = spoken === 'fr' ? 0 : 1
  const say = (entry: Entry) =>
    typeof entry === 'function' ? (...told: unknown[]) => entry(...told)[at] : entry[at]
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, say(entry)])) as Words<D>
}

/** The words in the language of the screen, which may change under them. */
export function useWords<D extends Dictionary>(entries: D): Words<D> {
  const spoken = useLanguage()
  return useMemo(() => wordsIn(entries, spoken), [entries, spoken])
}

/** What people wrote in two languages: labels of tables and fields. */
export function useSay(): (text: Text | undefined | null) => string {
  const spoken = useLanguage()
  return (text) => (text ? inLanguage(text, spoken) : '')
}
