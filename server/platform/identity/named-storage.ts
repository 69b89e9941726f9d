import { hash } from 'node:crypto'
import type { OpenDatabase } from '#db/open.ts'
import type { OwnerTx } from '#db/owner.ts'
import { raw, sql, statement } from '#db/sql.ts'
import { columnOf, joinName, storeTable } from '#engine/catalog/storage.ts'
import { searchExpression } from '#engine/schema/search-column.ts'
import type { Table } from '#model/table.ts'

/** The code tables that the functions over the secrets work with. */
export interface IdentityTables {
  readonly users: Table
  readonly memberships: Table
  readonly groups: Table
  readonly sites: Table
}

/**
 * Gives the storage of people and sites names that SQL functions can use, and binds to it what must hold whoever
 * writes: stamps that rise, members that are kept, logins that differ by more than capitals. At each start.
 */
export async function nameStorage(
  { owner, roles }: OpenDatabase,
  tables: IdentityTables & Readonly<Record<string, Table>>,
): Promise<void> {
  const script = scriptOf(tables)
  const mark = hash('sha256', script, 'hex')
  await owner.transaction(async (tx) => {
    await tx.run(statement(sql`select pg_advisory_xact_lock(hashtext('sugu.identity'))`))
    if ((await markOf(tx)) !== mark) await tx.script(`${script};\ncomment on view store.users is '${mark}'`)
    await closeToStatements(tx, roles.app, [tables.users, tables.sites])
  })
}

async function markOf(tx: OwnerTx): Promise<string | null> {
  const [answer] = await tx.run(
    statement(sql`select obj_description(to_regclass('store.users'), 'pg_class')`),
  )
  return answer!.rows[0]![0]!
}

/** People and sites are written by identity's own functions: the application role reads them, no more. */
async function closeToStatements(tx: OwnerTx, app: string, closed: readonly Table[]): Promise<void> {
  for (const { id } of closed) {
    const view = `site.t${id}`
    const [open] = await tx.run(
      statement(sql`select has_table_privilege(${app}::text, ${view}::text, 'insert, update, delete')`),
    )
    if (open!.rows[0]![0] === 't')
      await tx.run(statement(raw(`revoke insert, update, delete on ${view} from ${app}`)))
  }
}

const scriptOf = (tables: IdentityTables & Readonly<Record<string, Table>>): string =>
  [
    ...Object.entries(tables).flatMap(([name, table]) => namedView(name, table)),
    ...groupsOfMemberships(tables.memberships),
    ...uniqueLogins(tables.users),
    ...[tables.users, tables.sites].flatMap((table) => [...filledSearch(table), loggedWrites(table)]),
    keptMembers(tables.memberships),
    verifiedMoves(tables.users),
    ...[tables.memberships, tables.groups, tables.sites].map((table) => movesAccess(storeTable(table))),
  ].join(';\n')

const systemColumns = ['site_id', 'id', 'version', 'created_at', 'updated_at', 'created_by']

function namedView(name: string, table: Table): string[] {
  const own = table.fields.filter((field) => field.type !== 'references')
  const columns = [...systemColumns, ...own.map((field) => `${columnOf(field)} as "${field.slug}"`)]
  return [
    `drop view if exists store.${name}`,
    `create view store.${name} as select ${columns.join(', ')} from ${storeTable(table)}`,
  ]
}

function groupsOfMemberships(memberships: Table): string[] {
  const list = `store.${joinName(memberships, fieldOf(memberships, 'groups'))}`
  return [
    'drop view if exists store.membership_groups',
    `create view store.membership_groups as select site_id, row_id, to_id, position from ${list}`,
    movesAccess(list),
  ]
}

const fieldOf = (table: Table, slug: string) => table.fields.find((field) => field.slug === slug)!

/** No two people whose logins differ by capitals alone. */
const uniqueLogins = (users: Table): string[] =>
  ['username', 'email'].flatMap((slug) => {
    const column = columnOf(fieldOf(users, slug))
    return [
      `drop index if exists store.users_${slug}`,
      `create unique index users_${slug} on ${storeTable(users)} (lower(${column}))`,
    ]
  })

function filledSearch(table: Table): string[] {
  const name = `store.search_of_t${table.id}`
  const { text } = statement(searchExpression(table, (field) => raw(`new.${columnOf(field)}`)))
  return [
    `create or replace function ${name}() returns trigger language plpgsql set search_path = '' as ` +
      `$$ begin new.s := ${text}; return new; end $$`,
    `create or replace trigger search_filled before insert or update on ${storeTable(table)} ` +
      `for each row execute function ${name}()`,
  ]
}

const loggedWrites = (table: Table): string =>
  `create or replace trigger written_to_log after insert or update or delete on ${storeTable(table)} ` +
  `for each row execute function store.log_person('${table.id}')`

const keptMembers = (memberships: Table): string =>
  `create or replace trigger member_kept after insert or update on ${storeTable(memberships)} ` +
  `for each row execute function store.keep_member('${columnOf(fieldOf(memberships, 'user'))}')`

/** What is only for verified accounts opens, and closes, at the next request. */
function verifiedMoves(users: Table): string {
  const column = columnOf(fieldOf(users, 'est_verifie'))
  return (
    `create or replace trigger verified_moved after update of ${column} on ${storeTable(users)} ` +
    `for each row when (old.${column} is distinct from new.${column}) execute function store.access_moved()`
  )
}

const movesAccess = (relation: string): string =>
  `create or replace trigger access_moved after insert or update or delete on ${relation} ` +
  `for each statement execute function store.access_moved()`
