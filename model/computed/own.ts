import { findField } from '../find-field.ts'
import { evaluateFormula } from '../formula/formula.ts'
import type { Json } from '../json.ts'
import type { Row } from '../row.ts'
import type { Table } from '../table.ts'
import { type Formula, ownSources } from './computed.ts'

interface Known {
  readonly slug: string
  readonly formula: Formula
}

const known = new WeakMap<Table, readonly Known[]>()

/** Those whose sources are all there, each after those that it looks at; of others nothing can be said. */
function formulasOf(table: Table): readonly Known[] {
  const before = known.get(table)
  if (before) return before
  const formulas: Known[] = []
  const visit = (slug: string): boolean => {
    const field = findField(table, slug)
    if (field?.computed?.type !== 'formula') return field !== undefined
    if (formulas.some((other) => other.slug === field.slug)) return true
    if (!ownSources(field.computed).every(visit)) return false
    formulas.push({ slug: field.slug, formula: field.computed })
    return true
  }
  for (const { slug } of table.fields) visit(slug)
  known.set(table, formulas)
  return formulas
}

/** The row, its formulas worked out anew; the same one where there are none. */
export function withFormulas<R extends Row>(table: Table, row: R): R {
  const formulas = formulasOf(table)
  if (formulas.length === 0) return row
  const made: Record<string, Json> = { ...row }
  for (const { slug, formula } of formulas) made[slug] = evaluateFormula(formula.ast, made)
  return made as R
}

/** What a field of the row is worked out from, in the end: fields that somebody writes, or that other rows give. */
export function behind(table: Table, slug: string): readonly string[] {
  const field = findField(table, slug)
  if (field?.computed?.type !== 'formula') return [slug]
  return ownSources(field.computed).flatMap((source) => behind(table, source))
}
