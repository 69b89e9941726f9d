import type { Language } from '#model/language.ts'

/** The language of the terminal; safe to ask for before the settings are known to be sound. */
export const terminalLanguage = (env: Readonly<Record<string, string | undefined>>): Language => {
  const wanted = env.SUGU_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'fr'
}
