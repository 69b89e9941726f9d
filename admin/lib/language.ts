import type { Language } from '#model/language.ts'
import { type Kept, kept, useKept } from './kept.ts'

/** The screen's language: chosen, or the browser's, French unless it says English. */
export const language: Kept<Language> = kept<Language>(
  'sugu.language',
  browsers,
  (value) => value === 'fr' || value === 'en',
)

function browsers(): Language {
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr'
}

language.listen((now) => {
  document.documentElement.lang = now
})

export const useLanguage = (): Language => useKept(language)
