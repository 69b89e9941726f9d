import type { FieldNode, Literal, Node, ValueType } from './ast.ts'
import { mostPlaces } from './ast.ts'
import { blankOf, type Call } from './checking.ts'
import { formulaFunctions } from './functions.ts'
import { fail } from './problems.ts'
import { rules } from './rules.ts'
import type { Written, WrittenLeaf, WrittenOperation } from './syntax.ts'

/** The fields that a formula may name: the current slug, and what it is to a formula. */
export type FieldNamed = (
  name: string,
) => { readonly slug: string; readonly type: ValueType | null } | undefined

/** Gives each part its type; throws `FormulaError` where something does not fit. */
export function typed(written: Written, fieldNamed: FieldNamed): Node {
  if (written.is === 'operation') return operation(written, fieldNamed)
  return written.is === 'field' ? field(written, fieldNamed) : literal(written)
}

function field(written: WrittenLeaf, fieldNamed: FieldNamed): FieldNode {
  const given = written.text.slice(0, 60)
  const found = fieldNamed(written.text)
  if (!found) return fail('formula.field_unknown', written, { given })
  if (!found.type) return fail('formula.field_unfit', written, { given })
  return { do: 'field', field: found.slug, type: found.type }
}

function literal(written: WrittenLeaf): Literal {
  const { is, text } = written
  if (is === 'boolean') return { do: 'value', value: text === 'true', type: { is } }
  if (is === 'text')
    return text === '' ? blankOf({ is: 'blank' }) : { do: 'value', value: text, type: { is: 'text' } }
  const places = text.split('.')[1]?.length ?? 0
  if (places > mostPlaces || text.length > 38) fail('formula.too_big', written)
  return { do: 'value', value: text, type: { is: 'number', places } }
}

function operation(written: WrittenOperation, fieldNamed: FieldNamed): Node {
  const call: Call = { written, args: written.args.map((arg) => typed(arg, fieldNamed)) }
  const { name } = written
  if (name in formulaFunctions) demandCount(call, name as keyof typeof formulaFunctions)
  return rules[name](call)
}

function demandCount({ written, args }: Call, name: keyof typeof formulaFunctions): void {
  const { takes, optional, example } = formulaFunctions[name]
  const isOpen = takes.some((taken) => taken === 'list' || taken === 'numbers')
  const least = optional ?? takes.length
  if (args.length >= least && (isOpen || args.length <= takes.length)) return
  fail('formula.arguments', written, {
    given: written.sign.slice(0, 40),
    example: example.fr,
    example_en: example.en ?? example.fr,
  })
}
