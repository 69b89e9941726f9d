import type { Table } from '#model/table.ts'

const known = new WeakMap<Table, boolean>()

/** Something in its rows is worked out from other rows. */
export function readsOthers(table: Table): boolean {
  const before = known.get(table)
  if (before !== undefined) return before
  const reads = table.fields.some(({ computed }) => computed !== undefined && computed.type !== 'formula')
  known.set(table, reads)
  return reads
}
