import type { Table } from '#model/table.ts'
import { joinName, searchColumn } from '../catalog/storage.ts'
import { columnType, isList, tableName } from './stored.ts'

const systemColumns = ['site_id', 'id', 'version', 'created_at', 'updated_at', 'created_by', searchColumn]
const listColumns = ['site_id', 'row_id', 'to_id', 'position']

/** What the application role may touch (its site's rows alone), and what the network owner may read. */
export const makeViews = (table: Table): readonly string[] => [
  ...viewPair(table, tableName(table), [
    ...systemColumns,
    ...table.fields.filter((field) => columnType(field) !== null).map((field) => `c${field.id}`),
  ]),
  ...table.fields.filter(isList).flatMap((field) => viewPair(table, joinName(table, field), listColumns)),
]

function viewPair(table: Table, name: string, columns: readonly string[]): string[] {
  const select = `select ${columns.join(', ')} from store.${name}`
  return [
    `create view site.${name} as ${select} where site_id = ${siteOf(table)} with cascaded check option`,
    `create view network.${name} as ${select}`,
    `select store.open_views('${name}')`,
  ]
}

/** The wall, written out so that PostgreSQL sees a constant. Rows of the network lie under site 0. */
const siteOf = (table: Table): string =>
  table.scope === 'network' ? '0' : `nullif(current_setting('sugu.site', true), '')::int`

export const dropViews = (name: string): readonly string[] => [
  `drop view if exists site.${name}`,
  `drop view if exists network.${name}`,
]
