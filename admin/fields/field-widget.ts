import type { ComponentType } from 'react'
import type { Field, Row, Table } from '../lib/table.ts'

export interface ShowProps {
  readonly field: Field
  /** A wire value: null, absent, or what the field's type holds; an expanded reference or choice too. */
  readonly value: unknown
  /** In a cell of a grid: one line. */
  readonly dense?: boolean
  /** Whose field it is: without it, a choice out of another table shows its value for its label. */
  readonly table?: Pick<Table, 'slug'>
}

export interface EditProps {
  readonly field: Field
  /** A wire value, or an `Unread`: what was typed that is none. */
  readonly value: unknown
  /** Told of each change: a wire value, null where there is nothing, or an `Unread` (see `unread.ts`). */
  onChange(value: unknown): void
  readonly id: string
  readonly invalid?: boolean | undefined
  readonly dense?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  readonly table: Table
  readonly row?: Row | undefined
  /** Of a choice, the only values that the rules offer; null: all of them. */
  readonly offers?: readonly string[] | null | undefined
  readonly 'aria-describedby'?: string | undefined
}

/** How a field type is shown and edited. */
export interface FieldWidget {
  readonly Show: ComponentType<ShowProps>
  readonly Edit: ComponentType<EditProps>
}
