import type { Field } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import { fold } from '#model/fold.ts'
import type { Problem } from '#model/problem.ts'
import { isServerMade } from '#model/row-values.ts'
import type { Table } from '#model/table.ts'
import type { ImportOptions } from './options.ts'
import { cellProblem } from './problems.ts'

/** What a column of the file is for. */
export interface Column {
  readonly index: number
  readonly header: string
  /** Null: it is left out. */
  readonly field: Field | null
  /** Written into the row; otherwise it only helps to find it. */
  readonly written: boolean
  readonly problem?: Problem
}

/** By this sign our own reports mark the columns that they add: an import leaves them out. */
export const remark = '#'

/** The columns as far as they are known; a JSON file may still show more. */
export const mapColumns = (table: Table, headers: readonly string[], options: ImportOptions): Column[] => {
  const columns = headers.map((header, index) => mapColumn(table, header, index, options))
  return columns.map((column, i) => once(column, columns.slice(0, i)))
}

function mapColumn(table: Table, header: string, index: number, options: ImportOptions): Column {
  const meant = meantField(table, header, options)
  if ('problem' in meant) return { index, header, field: null, written: false, problem: meant.problem }
  const { field } = meant
  return { index, header, field, written: field !== null && field.id > 0 && !isServerMade(field) }
}

/** Two columns for one field: the first holds, unless it is nothing to the import at all. */
function once(column: Column, before: readonly Column[]): Column {
  const other = column.field && before.find((one) => one.field === column.field)
  if (!other) return column
  return {
    ...column,
    field: null,
    written: false,
    problem: cellProblem('import.column_twice', { other: other.header }),
  }
}

type Meant = { readonly field: Field | null } | { readonly problem: Problem }

function meantField(table: Table, header: string, { columns, match }: ImportOptions): Meant {
  const named = columns && sameName(Object.keys(columns), header)
  if (named !== undefined) return fieldNamed(table, columns![named]!)
  if (header === '' || header.startsWith(remark)) return { field: null }
  const [field, ...others] = fieldsCalled(table, header)
  if (others.length > 0) {
    const fields = [field!, ...others].map(({ slug }) => slug).join(', ')
    return { problem: cellProblem('import.ambiguous_column', { fields }) }
  }
  if (!field) return { problem: cellProblem('import.unknown_column') }
  const useless = (field.id < 0 || isServerMade(field)) && !match.includes(field.slug)
  return { field: useless ? null : field }
}

function fieldNamed(table: Table, slug: string | null): Meant {
  if (slug === null) return { field: null }
  const field = findField(table, slug)
  return field ? { field } : { problem: cellProblem('import.no_such_field', { field: slug.slice(0, 60) }) }
}

/** By its name as it stands: its slug or a former one; else by one of its labels, however it is typed. */
function fieldsCalled(table: Table, header: string): readonly Field[] {
  const exact = findField(table, header)
  if (exact) return [exact]
  const called = plainName(header)
  const bySlug = table.fields.filter((field) =>
    [field.slug, ...(field.aliases ?? [])].some((slug) => plainName(slug) === called),
  )
  if (bySlug.length > 0) return bySlug.slice(0, 1)
  return table.fields.filter(
    ({ label }) => plainName(label.fr) === called || (label.en && plainName(label.en) === called),
  )
}

const sameName = (names: readonly string[], header: string): string | undefined =>
  names.find((name) => name === header) ?? names.find((name) => plainName(name) === plainName(header))

/** `Montant  H.T. *` and `montant_ht` are near enough: letters and digits, folded. */
const plainName = (name: string): string => fold(name.normalize()).replace(/[^\p{L}\p{N}]+/gu, '')

/** What keeps the file as a whole from being imported. */
export function columnFaults(
  asked: Table,
  columns: readonly Column[],
  options: ImportOptions,
  complete: boolean,
): Problem[] {
  const faults: Problem[] = []
  const headers = columns.map(({ header }) => header)
  for (const name of Object.keys(options.columns ?? {})) {
    if (sameName(headers, name) !== undefined || !complete) continue
    faults.push(
      cellProblem('import.no_such_column', {
        column: name.slice(0, 60),
        columns: headers.slice(0, 20).join(', '),
      }),
    )
  }
  for (const slug of options.match) {
    const isKnown = findField(asked, slug) !== undefined
    if (isKnown && (columns.some((column) => column.field?.slug === slug) || !complete)) continue
    faults.push(cellProblem('import.no_key_column', { field: slug }))
  }
  const anything = columns.some((column) => column.written)
  if (!anything && complete && faults.length === 0) faults.push(cellProblem('import.no_column'))
  return faults
}
