import type { Json } from '#model/json.ts'

/** Of two exact decimals as the wire writes them: `"1200.00"`, `"1000.5"` make `"199.50"`. Null where one is missing. */
export function difference(a: Json, b: Json): string | null {
  if (typeof a !== 'string' || typeof b !== 'string') return null
  const places = Math.max(placesOf(a), placesOf(b))
  const cents = scaled(a, places) - scaled(b, places)
  const digits = (cents < 0n ? -cents : cents).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const text = places === 0 ? digits : `${whole}.${digits.slice(-places)}`
  return cents < 0n ? `-${text}` : text
}

const placesOf = (number: string): number => number.split('.')[1]?.length ?? 0

const scaled = (number: string, places: number): bigint =>
  BigInt(number.replace('.', '') + '0'.repeat(places - placesOf(number)))
