/** Exact decimals: an integer of the smallest unit, its places known beside. Never floating point. */

export const power = (places: number): bigint => 10n ** BigInt(places)

/** Halves go away from zero, as `round` of PostgreSQL does. */
export function halfAway(number: bigint, by: bigint): bigint {
  const [size, unit] = [number < 0n ? -number : number, by < 0n ? -by : by]
  const rounded = (2n * size + unit) / (2n * unit)
  return number < 0n !== by < 0n ? -rounded : rounded
}

/** The same number with other places; fewer round it. */
export function rescale(number: bigint, from: number, to: number): bigint {
  if (to >= from) return number * power(to - from)
  return halfAway(number, power(from - to))
}

export const floorOf = (number: bigint, by: bigint): bigint => {
  const whole = number / by
  return number % by !== 0n && number < 0n !== by < 0n ? whole - 1n : whole
}

const written = /^(-?)(\d+)(?:\.(\d+))?$/

/** The digits of a wire number, of which there are at most so many places; null: no number. */
export function exactOf(text: string, places: number): bigint | null {
  const match = text.length > 200 ? null : written.exec(text)
  if (!match) return null
  const [, sign, whole = '0', decimals = ''] = match
  const number = rescale(BigInt(whole + decimals), decimals.length, places)
  return sign === '-' ? -number : number
}

export function digitsOf(number: bigint, places: number): string {
  const digits = String(number < 0n ? -number : number).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${number < 0n ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`
}
