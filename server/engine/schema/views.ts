import type { Table } from '#model/table.ts'
import { literal } from '../catalog/literal.ts'
import { joinName, searchColumn } from '../catalog/storage.ts'
import { columnType, isList, tableName } from './stored.ts'

const systemColumns = ['site_id', 'id', 'version', 'created_at', 'updated_at', 'created_by', searchColumn]
const listColumns = ['site_id', 'row_id', 'to_id', 'position']

/** What the application role may touch (its site's rows alone), and what the network owner may read. */
export const makeViews = (table: Table, wall: string | null): readonly string[] => [
  ...viewPair(wall ?? siteOf(table), tableName(table), [
    ...systemColumns,
    ...table.fields.filter((field) => columnType(field) !== null).map((field) => `c${field.id}`),
  ]),
  ...(wall === null ? [] : [`comment on view site.${tableName(table)} is ${literal(wall)}`]),
  ...table.fields
    .filter(isList)
    .flatMap((field) => viewPair(siteOf(table), joinName(table, field), listColumns)),
]

function viewPair(wall: string, name: string, columns: readonly string[]): string[] {
  const select = `select ${columns.join(', ')} from store.${name}`
  return [
    `create view site.${name} as ${select} where ${wall} with cascaded check option`,
    `create view network.${name} as ${select}`,
    `select store.open_views('${name}')`,
  ]
}

/** The wall, written out so that PostgreSQL sees a constant. Rows of the network lie under site 0. */
const siteOf = (table: Table): string =>
  table.scope === 'network' ? 'site_id = 0' : `site_id = nullif(current_setting('sugu.site', true), '')::int`

export const dropViews = (name: string): readonly string[] => [
  `drop view if exists site.${name}`,
  `drop view if exists network.${name}`,
]
