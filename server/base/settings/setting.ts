import type { Budget } from '../budget.ts'

/** How a value is read, and what it becomes. */
export interface KindValues {
  text: string
  secret: string
  choice: string
  folder: string
  host: string
  url: string
  database: string
  integer: number
  seconds: number
  minutes: number
  days: number
  boolean: boolean
  hosts: readonly string[]
  origins: readonly string[]
  proxies: readonly string[]
  budget: Budget
}
export type Kind = keyof KindValues

/** One environment variable. All of its texts are French: they are the operator's page `docs/fr/variables.md`. */
export interface Setting {
  readonly kind: Kind
  /** As one would write it; without it the setting may be missing. */
  readonly default?: string
  /** For numbers their bounds, for texts and secrets their length. */
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly string[]
  /** For URLs; `http` and `https` where it is not said. */
  readonly schemes?: readonly string[]
  readonly example: string
  /** What it decides; for one that is ignored, why and what takes its place. */
  readonly says: string
  /** `later`: known, checked, and read by a part of Sugu that is still to come. */
  readonly use: 'used' | 'later' | 'ignored'
  /** Other programs read that name too: ignoring it is worth a word only when our own `.env` gives it. */
  readonly shared?: true
  /** What is refused beyond its kind and its bounds. */
  readonly refuses?: string
}

export type Settings = Readonly<Record<string, Setting>>

/** What reading a setting gives: never undefined where there is a default. */
export type ValueOf<S extends Setting> = S extends { readonly default: string }
  ? KindValues[S['kind']]
  : KindValues[S['kind']] | undefined
