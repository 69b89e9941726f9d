import type { CountryCode } from 'libphonenumber-js'
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'

/** A phone is its international number, `+2250707123456`, and nothing is ever taken off it. */

const ivorian = /^\+225[0-9]{8,10}$/
const beninBefore2024 = /^\+229([2-9]\d{7})$/
const marks = /[\s().\-/·]|\u2011|\u2013/g

/** International with `+` or `00`; national where the country is known. Null: no such number. */
export function phoneNumber(text: string, country?: string): string | null {
  if (text.length > 40) return null
  const bare = text.replace(marks, '').replace(/^00/, '+')
  if (/^\+\d+$/.test(bare)) return international(bare)
  if (country === undefined || !/^\d+$/.test(bare) || !isSupportedCountry(country)) return null
  return national(bare, country) ?? withoutPlus(bare, country)
}

function international(number: string): string | null {
  if (number.startsWith('+225')) return ivorian.test(number) ? number : null
  // Since 30 November 2024 every number of Bénin is 01 and the old one.
  const parsed = parsePhoneNumberFromString(number.replace(beninBefore2024, '+22901$1'))
  return parsed?.isValid() ? parsed.number : null
}

/** Nine digits there are ten whose 0 a spreadsheet took for an idle one. */
const tenDigits: Readonly<Record<string, string>> = { CI: '+225', BJ: '+229' }

function national(digits: string, country: CountryCode): string | null {
  const code = tenDigits[country]
  if (code) return international(code + (digits.length === 9 ? `0${digits}` : digits))
  const parsed = parsePhoneNumberFromString(digits, country)
  return parsed?.isValid() ? parsed.number : null
}

/** `2250707123456`: a spreadsheet took the + for a sign. */
const withoutPlus = (digits: string, country: CountryCode): string | null =>
  digits.startsWith(getCountryCallingCode(country)) ? international(`+${digits}`) : null

const pairs = (digits: string): string => digits.replace(/\B(?=(\d{2})+$)/g, ' ')

/** Grouped as in its country, always with the country: `+225 07 07 12 34 56`. */
export function writePhone(phone: string): string {
  if (phone.startsWith('+225')) return `+225 ${pairs(phone.slice(4))}`
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
}
