import { useMemo } from 'react'
import type { Locale } from '#model/language.ts'
import { useLanguage } from '../lib/language.ts'
import { useHereIfAny } from '../lib/session.ts'

/** How people at this site write, in the screen's language: what the model's `read` and `write` ask for. */
export function useLocale(): Locale {
  const language = useLanguage()
  const site = useHereIfAny()?.site
  const { country = 'CI', currency = 'XOF', time_zone: timeZone = 'Africa/Abidjan' } = site ?? {}
  return useMemo(() => ({ language, country, currency, timeZone }), [language, country, currency, timeZone])
}
