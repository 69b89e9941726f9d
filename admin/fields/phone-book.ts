import type * as Book from 'libphonenumber-js/min'
import { useSyncExternalStore } from 'react'

/**
 * What `model/phones.ts` finds in the browser under the name `libphonenumber-js` (see `vite.config.ts`): the numbering
 * plans of the world, 100 kB, fetched when the first phone is met. Until then only what needs no plan is understood.
 */
let book: typeof Book | null = null
let coming: Promise<void> | null = null
const ears = new Set<() => void>()

export function loadPhones(): Promise<void> {
  coming ??= import('libphonenumber-js/min').then((loaded) => {
    book = loaded
    for (const tell of ears) tell()
  })
  return coming.catch((error: unknown) => {
    coming = null
    throw error
  })
}

/** Whether numbers can be judged and written now; fetches what is missing. */
export function usePhones(): boolean {
  return useSyncExternalStore(
    (tell) => {
      ears.add(tell)
      void loadPhones().catch(() => {})
      return () => void ears.delete(tell)
    },
    () => book !== null,
  )
}

/** @public `model/phones.ts` asks for it. */
export const parsePhoneNumberFromString = (
  ...asked: Parameters<typeof Book.parsePhoneNumberFromString>
): ReturnType<typeof Book.parsePhoneNumberFromString> => book?.parsePhoneNumberFromString(...asked)

/** @public As above. */
export const isSupportedCountry = (country: string): country is Book.CountryCode =>
  book?.isSupportedCountry(country) ?? false

/** @public As above. */
export const getCountryCallingCode = (country: Book.CountryCode): string =>
  book?.getCountryCallingCode(country) ?? ''
