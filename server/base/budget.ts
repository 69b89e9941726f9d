/** How often something may happen: `5/m` is five times in sixty seconds. */
export interface Budget {
  readonly most: number
  readonly seconds: number
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** `5/m`, `100/h`, and as Django REST framework writes it: `100/hour`. Undefined where it is no such thing. */
export function parseBudget(text: string): Budget | undefined {
  const [, most, unit] = /^([1-9]\d{0,8}) *\/ *(s|m|h|d|second|minute|min|hour|day)$/i.exec(text) ?? []
  return unit === undefined
    ? undefined
    : { most: Number(most), seconds: units[unit.charAt(0).toLowerCase()]! }
}
