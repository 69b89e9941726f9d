import { excerpt } from './characters.ts'
import type { Locale } from './language.ts'
import { invalidNumber, readNumber, writeNumber } from './numbers.ts'
import type { Parsed } from './problem.ts'
import { problemsOf } from './problem.ts'

const problem = problemsOf({
  'money.other_currency': {
    fr: '« {given} » n’est pas en {currency}. Écrivez le montant en {currency}, comme « {example} ».',
    en: '"{given}" is not in {currency}. Write the amount in {currency}, such as "{example}".',
  },
})

interface Currency {
  readonly decimals: number
  /** As people write it; absent: its code. */
  readonly sign?: string
  /** Other spellings, in capitals without spaces or points. */
  readonly spellings?: readonly string[]
}

const cfa = {
  decimals: 0,
  sign: 'FCFA',
  spellings: ['CFA', 'FCFA', 'F', 'FRS', 'FRANC', 'FRANCS', 'FRANCSCFA'],
}
const cents: Currency = { decimals: 2 }

export const currencies: Readonly<Record<string, Currency>> = {
  XOF: cfa,
  XAF: cfa,
  GNF: { decimals: 0, spellings: ['FG', 'F', 'FRANCS', 'FRANCSGUINÉENS'] },
  EUR: { decimals: 2, sign: '€', spellings: ['€', 'EURO', 'EUROS'] },
  USD: { decimals: 2, sign: '$', spellings: ['$', 'US$', 'USS', 'DOLLAR', 'DOLLARS'] },
  MAD: { decimals: 2, spellings: ['DH', 'DHS', 'DIRHAM', 'DIRHAMS'] },
  GBP: { decimals: 2, sign: '£', spellings: ['£'] },
  NGN: { decimals: 2, spellings: ['₦', 'NAIRA', 'NAIRAS'] },
  GHS: { decimals: 2, spellings: ['₵', 'GH₵', 'CEDI', 'CEDIS'] },
  CAD: { decimals: 2, spellings: ['$', 'CA$', '$CA'] },
  CHF: { decimals: 2, spellings: ['FR', 'FRS'] },
  TND: { decimals: 3, spellings: ['DT'] },
  DZD: { decimals: 2, spellings: ['DA'] },
  AED: cents,
  CNY: cents,
  CVE: cents,
  GMD: cents,
  LRD: cents,
  MRU: cents,
  SAR: cents,
  SLE: cents,
  TRY: cents,
  ZAR: cents,
  CDF: cents,
  KES: cents,
  EGP: cents,
  INR: cents,
  BRL: cents,
  JPY: { decimals: 0 },
  RWF: { decimals: 0 },
  BIF: { decimals: 0 },
  DJF: { decimals: 0 },
  KMF: { decimals: 0 },
  UGX: { decimals: 0 },
}

export const isCurrency = (code: unknown): code is string =>
  typeof code === 'string' && Object.hasOwn(currencies, code)
export const decimalsOf = (currency: string): number => currencies[currency]?.decimals ?? 2

const before = /^([-−–+(]?)\s*(\p{L}[\p{L}\s.]*|[\p{L}]*\p{Sc})\s*(?=[-−–\d,.])/u
const after = /\s*((?:\p{L}|\p{Sc})(?:\p{L}|\p{Sc}|[\s.])*)(\)?)$/u

/** `12 500 FCFA`, `F CFA 12 500`, `12,50 €`, `12 500`: the digits; another currency is refused by name. */
export function readMoney(text: string, currency: string, locale: Locale): Parsed<string> {
  const places = decimalsOf(currency)
  const bare = text.trim()
  if (bare.length > 80) return invalidNumber(text)
  let named = ''
  const strip = (sign: string, name: string): string => {
    named ||= name
    return sign
  }
  const number = bare
    .replace(before, (_all, sign: string, name: string) => strip(sign, name))
    .replace(after, (_all, name: string, close: string) => strip(close, name))
  if (named && !names(currency, named)) return { problem: wrongCurrency(text, currency, locale) }
  return readNumber(number, locale.language, places)
}

const names = (currency: string, written: string): boolean => {
  const name = written.toUpperCase().replace(/[\s.]/g, '')
  return name === currency || (currencies[currency]?.spellings?.includes(name) ?? false)
}

const wrongCurrency = (given: string, currency: string, locale: Locale) =>
  problem('money.other_currency', {
    given: excerpt(given),
    currency,
    example: writeMoney('12500', currency, locale),
  })

/** `12 500 FCFA`, `12,50 €`; in English `12,500 FCFA`, `€12.50`. Francs that a decimal holds show no cents. */
export function writeMoney(number: string, currency: string, { language }: Pick<Locale, 'language'>): string {
  const sign = currencies[currency]?.sign ?? currency
  const bare = decimalsOf(currency) === 0 ? number.replace(/\.0+$/, '') : number
  const amount = writeNumber(bare, language)
  if (language === 'fr' || sign.length > 1) return `${amount}\u00a0${sign}`
  return amount.startsWith('-') ? `-${sign}${amount.slice(1)}` : sign + amount
}
