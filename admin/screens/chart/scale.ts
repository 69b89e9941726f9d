/** Round marks from nought (or below) to beyond the greatest: 0, 20, 40, 60. */
export function marksFor(values: readonly number[], most = 5): readonly number[] {
  const top = Math.max(0, ...values)
  const bottom = Math.min(0, ...values)
  const span = top - bottom || 1
  const rough = span / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((one) => one >= rough) ?? rough
  const whole = values.every(Number.isInteger) ? Math.max(1, Math.ceil(step)) : step
  const first = Math.floor(bottom / whole)
  const last = Math.max(Math.ceil(top / whole), first + 1)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * whole).toPrecision(12)))
}

/** `1,2 M`, `350 k`: beside an axis there is little room. */
export const short = (value: number, language: 'fr' | 'en'): string =>
  new Intl.NumberFormat(language, {
    notation: Math.abs(value) >= 10_000 ? 'compact' : 'standard',
    maximumFractionDigits: 1,
  }).format(value)

/** As many names as have room: every third, say, and always the first. */
export const everyNth = (count: number, room: number): number =>
  Math.max(1, Math.ceil(count / Math.max(1, room)))

/** The slice of a pie from one share of the whole to another; clockwise from above. */
export function slice(from: number, to: number, radius: number, hole = 0): string {
  if (to - from >= 0.9999) return `${ring(radius)}${hole > 0 ? ring(hole) : ''}`
  const at = (share: number, r: number) =>
    `${(Math.sin(share * 2 * Math.PI) * r).toFixed(2)},${(-Math.cos(share * 2 * Math.PI) * r).toFixed(2)}`
  const big = to - from > 0.5 ? 1 : 0
  const inner = hole > 0 ? `L${at(to, hole)}A${hole},${hole} 0 ${big} 0 ${at(from, hole)}` : 'L0,0'
  return `M${at(from, radius)}A${radius},${radius} 0 ${big} 1 ${at(to, radius)}${inner}Z`
}

const ring = (r: number): string => `M0,${-r}A${r},${r} 0 1 1 0,${r}A${r},${r} 0 1 1 0,${-r}Z`
