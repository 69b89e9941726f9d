import type { ComponentType } from 'react'
import type { Field, Row, Table } from '../lib/table.ts'

export interface ShowProps {
  readonly field: Field
  /** A wire value: null, absent, or what the field's type holds. */
  readonly value: unknown
  /** In a cell of a grid: one line. */
  readonly dense?: boolean
}

export interface EditProps {
  readonly field: Field
  readonly value: unknown
  onChange(value: unknown): void
  readonly id: string
  readonly invalid?: boolean
  readonly dense?: boolean
  readonly autoFocus?: boolean
  readonly table: Table
  readonly row?: Row
  readonly 'aria-describedby'?: string | undefined
}

/** How a field type is shown and edited: one file per type, one line in `index.ts`. */
export interface FieldWidget {
  readonly Show: ComponentType<ShowProps>
  readonly Edit: ComponentType<EditProps>
}
