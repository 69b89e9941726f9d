import type { Json, JsonObject } from '#model/json.ts'
import { type ReadyRuleName, readyRules } from '#model/ready-rules.ts'
import type { Action, Allow, Grant } from '#model/table.ts'
import type { Leaf, Where } from '#model/where.ts'
import type { Field, Table } from '../../lib/table.ts'

/** Which rows of a table, as people choose them; what is neither is a condition of their own. */
export type Rows =
  | { readonly kind: 'none' | 'all' | 'own' | 'team' }
  | { readonly kind: 'published' | 'custom'; readonly where: Where }
export type RowsKind = Rows['kind']

/** One cell of the grid: which rows, which fields of them, and whether for verified accounts alone. */
export interface Cell {
  readonly rows: Rows
  readonly fields?: readonly string[]
  readonly except?: readonly string[]
  readonly verified?: true
}

/** Of one table: a ready-made rule by its name, or a cell by action and verb. */
export type TableRights = ReadyRuleName | Readonly<Record<string, Cell>>
/** By table; `*` is every table. */
export type Rights = Readonly<Record<string, TableRights>>

export const nothing: Cell = { rows: { kind: 'none' } }

export const own: Where = { field: 'created_by', op: 'eq', value: { var: 'me' } }
export const team: Where = { field: 'created_by', op: 'in', value: { var: 'my_team' } }

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A condition that is alone in a group says what it says alone. */
const bare = (where: Where): Where => {
  const parts = 'all' in where ? where.all : 'any' in where ? where.any : []
  return parts.length === 1 ? bare(parts[0]!) : where
}

export function rowsOf(where: Where): Rows {
  const plain = bare(where)
  if ('all' in plain && plain.all.length === 0) return { kind: 'all' }
  if (isLeaf(plain)) {
    const { field, op, value } = plain
    if (field === 'created_by' && op === 'eq' && isSame(value, { var: 'me' })) return { kind: 'own' }
    if (field === 'created_by' && op === 'in' && isSame(value, { var: 'my_team' })) return { kind: 'team' }
    if (isPublishing(plain)) return { kind: 'published', where: plain }
  }
  return { kind: 'custom', where }
}

const isLeaf = (where: Where): where is Leaf => 'field' in where

const published = /^(est_|is_)?(publie|publiee|published|valide|validee|en_ligne|online|visible)$/i

const isPublishing = ({ field, op, value }: Leaf): boolean =>
  op === 'eq' &&
  ((value === true && published.test(field)) || (typeof value === 'string' && published.test(value)))

/** What says of a row of the table that the public may see it; null: nothing does. */
export function publishedWhere({ fields }: Pick<Table, 'fields'>): Where | null {
  for (const field of fields) {
    if (field.type === 'boolean' && published.test(field.slug))
      return { field: field.slug, op: 'eq', value: true }
    const option = optionsOf(field).find((value) => published.test(value))
    if (option !== undefined) return { field: field.slug, op: 'eq', value: option }
  }
  return null
}

const optionsOf = (field: Field): readonly string[] =>
  field.type === 'choice' && Array.isArray(field.options) ? field.options.map(({ value }) => value) : []

const partKeys = new Set(['where', 'fields', 'except', 'verified'])

/** As a group keeps it. What is no right is none. */
export function readCell(grant: unknown): Cell {
  if (grant === true) return { rows: { kind: 'all' } }
  if (!isObject(grant)) return nothing
  const keys = Object.keys(grant)
  if (keys.length === 0 || !keys.every((key) => partKeys.has(key)))
    return { rows: rowsOf(grant as unknown as Where) }
  const { where, fields, except, verified } = grant
  return {
    rows: isObject(where) ? rowsOf(where as unknown as Where) : { kind: 'all' },
    ...(Array.isArray(fields) && { fields: fields as string[] }),
    ...(Array.isArray(except) && { except: except as string[] }),
    ...(verified === true && { verified: true as const }),
  }
}

/** `undefined`: not given. */
export function writeCell({ rows, ...part }: Cell): Json | undefined {
  if (rows.kind === 'none') return undefined
  const where = whereOf(rows)
  if (Object.keys(part).length === 0) return where === null ? true : (where as unknown as Json)
  return { ...(where && { where: where as unknown as Json }), ...part } as Json
}

/** Null: every row. */
export function whereOf(rows: Rows): Where | null {
  if (rows.kind === 'own') return own
  if (rows.kind === 'team') return team
  return 'where' in rows ? rows.where : null
}

export function readRights(permissions: unknown): Rights {
  if (!isObject(permissions)) return {}
  return Object.fromEntries(Object.entries(permissions).map(([slug, given]) => [slug, readTable(given)]))
}

const readTable = (given: unknown): TableRights => {
  if (typeof given === 'string' && Object.hasOwn(readyRules, given)) return given as ReadyRuleName
  if (!isObject(given)) return {}
  return Object.fromEntries(Object.entries(given).map(([action, grant]) => [action, readCell(grant)]))
}

/** Tables of which nothing is given are left out. */
export function writeRights(rights: Rights): JsonObject {
  const written = Object.entries(rights).map(([slug, given]) => [slug, writeTable(given)] as const)
  return Object.fromEntries(
    written.filter(([, given]) => typeof given === 'string' || Object.keys(given).length > 0),
  )
}

function writeTable(given: TableRights): string | JsonObject {
  if (typeof given === 'string') return given
  const cells = Object.entries(given).map(([action, cell]) => [action, writeCell(cell)] as const)
  return Object.fromEntries(cells.filter(([, grant]) => grant !== undefined))
}

export const cellOf = (given: TableRights | undefined, action: string): Cell => {
  if (given === undefined) return nothing
  return (typeof given === 'string' ? cellsOfRule(given) : given)[action] ?? nothing
}

/** A rule written out, from where one may go on by hand. */
export function cellsOfRule(name: ReadyRuleName): Readonly<Record<string, Cell>> {
  const { gives, to }: { gives: object; to: Readonly<Record<string, string>> } = readyRules[name]
  return Object.fromEntries(
    Object.entries(gives).map(([action, rows]) => [
      action,
      { ...readCell(rows), ...(to[action] === 'verified' && { verified: true as const }) },
    ]),
  )
}

export function withCell(rights: Rights, table: string, action: string, cell: Cell): Rights {
  const before = rights[table]
  const cells = typeof before === 'string' ? cellsOfRule(before) : (before ?? {})
  return { ...rights, [table]: { ...cells, [action]: cell } }
}

const administrators: readonly string[] = ['site_admin', 'network_owner']

/** What a table says of itself: kept from every group, or given to everybody whatever groups say. */
export function saidByTable(allow: Allow | undefined, action: string): 'kept' | 'open' | null {
  const grants = allow?.[action as Action]
  if (!grants) return null
  if (grants.every(({ to }) => administrators.includes(to))) return 'kept'
  const isWhole = (grant: Grant) => !grant.where && !grant.fields && !grant.except && grant.to !== 'verified'
  return grants.some((grant) => isWhole(grant) && !administrators.includes(grant.to)) ? 'open' : null
}

/** Is this field open to that cell? */
export const isOpenField = ({ fields, except }: Cell, slug: string): boolean =>
  fields ? fields.includes(slug) : !except?.includes(slug)

/** Fields opened and closed one by one; `later`: what is added to the table afterwards is open too. */
export function withFields(
  cell: Cell,
  table: Pick<Table, 'fields'>,
  open: ReadonlySet<string>,
  later: boolean,
): Cell {
  const { fields: _, except: __, ...rest } = cell
  const all = table.fields.map(({ slug }) => slug)
  if (!later) return { ...rest, fields: all.filter((slug) => open.has(slug)) }
  const closed = all.filter((slug) => !open.has(slug))
  return closed.length > 0 ? { ...rest, except: closed } : rest
}
