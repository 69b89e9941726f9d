import type { Json } from './json.ts'

/** A row in its wire form, by field slug; a slug that is absent reads as null. */
export type Row = Readonly<Record<string, Json>>
