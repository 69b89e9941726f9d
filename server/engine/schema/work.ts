import type { Field } from '#model/fields/index.ts'
import type { Text } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import type { Column, Index, Key, List } from './stored.ts'

/** One thing to be done to the store: plain data, so that a change can be kept, resumed and turned round. */
export type Work =
  | { readonly do: 'create-table'; readonly columns: readonly Column[]; readonly indexes: readonly Index[] }
  | { readonly do: 'add-column'; readonly column: Column; readonly fill: string | null }
  | { readonly do: 'add-list'; readonly list: List }
  | { readonly do: 'add-key'; readonly key: Key; readonly empty: boolean }
  | { readonly do: 'drop-key'; readonly key: Key }
  | { readonly do: 'drop-index'; readonly index: Index }
  | Publish
  | { readonly do: 'watch'; readonly columns: readonly string[] }
  | Convert
  | { readonly do: 'number-rows'; readonly fields: readonly Field[] }
  | { readonly do: 'settle'; readonly pairs: readonly Pair[]; readonly numbered: readonly Field[] }
  | { readonly do: 'clear-orphans'; readonly key: Key }
  | { readonly do: 'check-key'; readonly key: Key }
  | { readonly do: 'add-index'; readonly index: Index }
  | { readonly do: 'fill-search' }
  | { readonly do: 'keep-computed'; readonly meanwhile: boolean }
  | { readonly do: 'fill-computed'; readonly fields: readonly Field[] }

/** The moment from which everybody sees the new definition: null takes the table out of sight. */
export interface Publish {
  readonly do: 'publish'
  readonly after: Table | null
  /** Views to be taken away, and whether those of `after` are to be made. */
  readonly drop: readonly string[]
  readonly make: boolean
  /** Decimals that hold more digits from now on: their views are away for the while. */
  readonly widen: readonly Column[]
  /** Column and slug, for readers of the bare database. */
  readonly names: readonly (readonly [string, string])[]
  /** What a site sees, where that is neither its own rows nor all of the network's. */
  readonly wall: string | null
}

/** Each value of a column read into another type's column. */
export interface Convert {
  readonly do: 'convert'
  readonly pairs: readonly Pair[]
}
export interface Pair {
  readonly from: Field
  readonly to: Field
  /** Where `to` still has its values of before: only what was written since then is converted. */
  readonly since: string | null
}

export type WorkName = Work['do']

/** Instant work shares one short transaction; background work can take its time and be resumed. */
export const kinds: Record<WorkName, 'instant' | 'background'> = {
  'create-table': 'instant',
  'add-column': 'instant',
  'add-list': 'instant',
  'add-key': 'instant',
  'drop-key': 'instant',
  'drop-index': 'instant',
  watch: 'instant',
  settle: 'instant',
  publish: 'instant',
  convert: 'background',
  'number-rows': 'background',
  'clear-orphans': 'background',
  'check-key': 'background',
  'add-index': 'background',
  'fill-search': 'background',
  'keep-computed': 'instant',
  'fill-computed': 'background',
}

/** A step as people see it before it is taken. */
export interface Step {
  readonly kind: 'instant' | 'background'
  readonly work: Work
  /** What is sent to PostgreSQL, where it is one text known beforehand. */
  readonly sql: readonly string[]
  readonly says: Text
}
