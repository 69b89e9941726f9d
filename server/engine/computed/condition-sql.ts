import { encode } from '#db/encode.ts'
import { statement } from '#db/sql.ts'
import type { Table } from '#model/table.ts'
import type { Where } from '#model/where.ts'
import { literal } from '../catalog/literal.ts'
import { whereSql } from '../records/where-sql.ts'

/** A condition on the rows `x` as SQL with its values written into it: a function's text has no parameters. */
export function conditionSql(where: Where, table: Table): string {
  const catalog = { stamp: 0, find: () => undefined, byId: () => undefined, tablesOf: () => [] }
  const { text, values } = statement(
    whereSql(where, { table, alias: 'x', catalog, siteId: 0, env: { me: null, today: '' } }),
  )
  return text.replace(/\$(\d+)/g, (_all, n: string) => valueSql(values[Number(n) - 1]))
}

function valueSql(value: unknown): string {
  const encoded = encode(value)
  return encoded === null ? 'null' : literal(String(encoded))
}
