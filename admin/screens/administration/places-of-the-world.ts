import type { Language } from '#model/language.ts'

/** Where our sites are, first; the rest of the world, by its two letters, is for the API. */
const countries = [
  'CI',
  'SN',
  'ML',
  'BF',
  'BJ',
  'TG',
  'NE',
  'GN',
  'GW',
  'CM',
  'GA',
  'CG',
  'CD',
  'TD',
  'CF',
  'GQ',
  'MR',
  'MA',
  'DZ',
  'TN',
  'MG',
  'FR',
  'BE',
  'CH',
  'CA',
  'GH',
  'NG',
]
const currencies = [
  'XOF',
  'XAF',
  'GNF',
  'EUR',
  'USD',
  'CDF',
  'MAD',
  'DZD',
  'TND',
  'MGA',
  'MRU',
  'GHS',
  'NGN',
  'CHF',
  'CAD',
  'GBP',
]

type Option = readonly [value: string, label: string]

const named = (
  codes: readonly string[],
  type: 'region' | 'currency',
  now: string,
  language: Language,
): Option[] => {
  const names = new Intl.DisplayNames([language], { type })
  return [...new Set([...codes, now])].map(
    (code) => [code, `${capital(nameOr(names, code))} (${code})`] as const,
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function nameOr(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

export const countryOptions = (now: string, language: Language): readonly Option[] =>
  named(countries, 'region', now, language)
export const currencyOptions = (now: string, language: Language): readonly Option[] =>
  named(currencies, 'currency', now, language)

export const zoneOptions = (now: string): readonly Option[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), now])]
    .sort()
    .map((zone) => [zone, zone.replaceAll('_', ' ').replaceAll('/', ' › ')] as const)
