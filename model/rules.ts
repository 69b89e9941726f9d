import type { Json } from './json.ts'
import type { Where } from './where.ts'

/** A conditional field: when the row looks so, the field behaves so. Decided alike in form and server. */
export interface Rule {
  readonly field: string
  readonly when: Where
  readonly then: Then
}

export interface Then {
  readonly hidden?: boolean
  readonly required?: boolean
  readonly readonly?: boolean
  /** The only values of a choice that are offered. */
  readonly options?: readonly string[]
  /** The field takes this value. */
  readonly value?: Json
}
