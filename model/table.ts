import type { Field } from './fields/index.ts'
import type { Text } from './language.ts'
import type { Rule } from './rules.ts'
import type { Where } from './where.ts'

/** What a table IS: frozen, JSON-able, the same value whether code or an administrator made it. */
export interface Table {
  /** Names the storage `store.t{id}`; never reused. Given by the catalog. */
  readonly id: number
  readonly slug: string
  readonly aliases: readonly string[]
  readonly label: Text
  readonly fields: readonly Field[]
  /** Field slugs that together are unique within the site. */
  readonly unique: readonly (readonly string[])[]
  /** Field slugs that are filtered or sorted together: one index each. */
  readonly indexes: readonly (readonly string[])[]
  /** Default order: slugs, `-` for descending. */
  readonly order: readonly string[]
  /** Slugs of the fields that search looks into. */
  readonly search: readonly string[]
  /** Slug of the field that names a row. */
  readonly title: string | null
  readonly rules: readonly Rule[]
  /** How its form is parted; absent: not at all. */
  readonly sections?: readonly Section[]
  readonly allow: Allow
  /** Each row is somebody's own: what `allow` says is all there is, for administrators and for groups too. */
  readonly personal?: true
  readonly scope: Scope
  /** Of a network table: the site's table, and its reference, that name the rows it sees. Absent: the row that is the site. */
  readonly seenBy?: { readonly table: string; readonly field: string }
  readonly origin: Origin
  /** What the app that brought it calls it, whatever its slug becomes: `projects.devis`. The app's verbs go by it. */
  readonly from?: string
  /** The site that owns a run-time table; null: the network's, or made by code. */
  readonly owner: number | null
  /** Rises with every change of this definition. */
  readonly version: number
}

/** A part of a form: its title, and its fields in their order. */
export interface Section {
  readonly label: Text
  readonly fields: readonly string[]
}

/** `site`: each row belongs to one site. `network`: rows belong to the installation. */
export type Scope = 'site' | 'network'
export type Origin = 'code' | 'site'

export const actions = ['read', 'create', 'update', 'delete'] as const
export type Action = (typeof actions)[number]

/** Who may do what without a group's grant. Absent: administrators alone. */
export type Allow = Partial<Record<Action, readonly Grant[]>>

/** One grant; several are joined by OR. A verb's permission is a grant too. */
export interface Grant {
  readonly to: Role
  /** The rows that it covers; absent: all. */
  readonly where?: Where
  /** Of those rows these fields alone, besides the id and the version; absent: all. */
  readonly fields?: readonly string[]
  /** All fields but these. */
  readonly except?: readonly string[]
}

/** Each role includes the ones after it, but for `verified`: whose e-mail or phone is proven, member or not. */
export const roles = ['network_owner', 'site_admin', 'member', 'verified', 'signed_in', 'anyone'] as const
export type Role = (typeof roles)[number]

/** Engine fields that every row has beside its own; usable in filters and orders. */
export const systemSlugs = ['id', 'version', 'created_at', 'updated_at', 'created_by'] as const

/** A field before the catalog has given it its id. */
export type FieldDraft = Field extends infer F
  ? F extends Field
    ? Omit<F, 'id'> & { readonly id?: number }
    : never
  : never

/** A table before the catalog has taken it in: what `parseTable` and `table()` make, and what is kept as JSON. */
export interface TableDraft extends Omit<Table, 'id' | 'version' | 'owner' | 'origin' | 'fields'> {
  readonly fields: readonly FieldDraft[]
}
