import { unfitText } from '../characters.ts'
import type { Field } from '../fields/index.ts'
import type { Problem } from '../problem.ts'
import { isSmall, type Node } from './ast.ts'
import { typed } from './check.ts'
import { FormulaError, problemAt } from './problems.ts'
import { typeOfField } from './result.ts'
import { readFormula } from './syntax.ts'

export type { Node } from './ast.ts'
export { evaluateFormula } from './evaluate.ts'
export { formulaFunctions } from './functions.ts'
export { writeFormula } from './print.ts'

/** What a formula may look at: a table's own fields, by slug or former slug. */
export type FieldSource = (name: string) => Field | undefined

/**
 * A text as a formula over these fields, or what is wrong with it and where: `params.from` and `params.to` count the
 * text's characters. The browser's editor and the server ask the same function.
 */
export function parseFormula(text: string, source: FieldSource): { formula: Node } | { problem: Problem } {
  const unfit = unfitText(text, 20_000)
  if (unfit) return { problem: unfit }
  const whole = { from: 0, to: text.length }
  try {
    const formula = typed(readFormula(text.normalize()), (name) => {
      const field = source(name)
      return field && { slug: field.slug, type: typeOfField(field) }
    })
    if (!isSmall(formula)) return { problem: problemAt('formula.too_big', whole) }
    return formula.type.is === 'blank' ? { problem: problemAt('formula.says_nothing', whole) } : { formula }
  } catch (error) {
    if (error instanceof FormulaError) return { problem: error.problem }
    throw error
  }
}
