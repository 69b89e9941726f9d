import type { CountryCode } from 'libphonenumber-js'
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'

/** A phone is its international number, `+2250707123456`, and nothing is ever taken off it. */

const ivorian = /^\+225[0-9]{8,10}$/
const beninBefore2024 = /^\+229([2-9]\d{7})$/
const marks = /[\s().\-/·]|\u2011|\u2013/g

/** International with `+` or `00`; national where the country is known. Null: no such number. */
export function phoneNumber(text: string, country?: string): string | null {
  if (text.length > 40) return null
  const bare = text.replace(marks, '').replace(/^00/, '+')
  if (!/^\+?\d+$/.test(bare)) return null
  const full = bare.startsWith('+') ? bare : national(bare, country)
  if (full === null || ivorian.test(full)) return full
  // Since 30 November 2024 every number of Bénin is 01 and the old one.
  const renumbered = full.replace(beninBefore2024, '+22901$1')
  return checked(renumbered)
}

function national(digits: string, country: string | undefined): string | null {
  if (country === 'CI') return `+225${digits}`
  if (country === 'BJ') return `+229${digits}`
  if (country === undefined || !isSupportedCountry(country)) return null
  return parsePhoneNumberFromString(digits, country as CountryCode)?.number ?? null
}

const checked = (full: string): string | null => {
  if (full.startsWith('+225')) return null
  const number = parsePhoneNumberFromString(full)
  return number?.isValid() ? number.number : null
}

const pairs = (digits: string): string => digits.replace(/\B(?=(\d{2})+$)/g, ' ')

/** Grouped as in its country, always with the country: `+225 07 07 12 34 56`. */
export function writePhone(phone: string): string {
  if (phone.startsWith('+225')) return `+225 ${pairs(phone.slice(4))}`
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
}
