import { at, complain, type Found, isAbsent, readObject } from '../definition.ts'
import type { Node } from '../formula/ast.ts'
import { writeFormula } from '../formula/formula.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { problemsOf } from '../problem.ts'
import { type ComputedKind, computedKinds, isComputedKind } from './computed.ts'

const problem = problemsOf({
  'computed.unfit': {
    fr: 'Sugu calcule ce champ : il n’est ni obligatoire, ni unique, et n’a pas de valeur par défaut.',
    en: 'Sugu works this field out: it is neither required nor unique, and has no default value.',
  },
  'computed.kind': {
    fr: 'Dites comment ce champ se calcule. Choisissez parmi : {known}.',
    en: 'Say how this field is worked out. Choose among: {known}.',
  },
  'computed.formula': {
    fr: 'Écrivez la formule comme un texte, par exemple « {example} ».',
    en: 'Write the formula as a text, such as "{example}".',
  },
})

/** What a definition says of a field that is worked out; what it names is not looked up yet. */
export interface ComputedDraft {
  readonly type: ComputedKind
  /** Where the definition says it, for what is found wrong later. */
  readonly path: string
  readonly settings: JsonObject
  /** It stood so in a definition that was sound. */
  readonly wasSound: boolean
}

const settingNames: Record<ComputedKind, readonly string[]> = {
  formula: ['formula', 'ast'],
  lookup: ['through', 'table', 'field', 'many'],
  rollup: ['table', 'by', 'through', 'op', 'field', 'where'],
}

/** `{"type": "formula", "formula": …}`; or as definitions tell it, `{"type": "decimal", "computed": {…}}`. */
export const isComputed = (input: Json): input is JsonObject =>
  isObject(input) && (isComputedKind(input.type) || isObject(input.computed))

/** The keys that such a definition may have beside what every field has; null: any, they follow from the result. */
export const keysOfComputed = (input: JsonObject): readonly string[] | null =>
  isComputedKind(input.type) ? settingNames[input.type] : null

export function readComputed(found: Found, path: string, input: JsonObject): ComputedDraft | undefined {
  for (const setting of ['required', 'unique', 'default']) {
    if (!isAbsent(input[setting]) && input[setting] !== false)
      complain(found, at(path, setting), problem('computed.unfit'))
  }
  if (isComputedKind(input.type)) return draftOf(found, path, input.type, input)
  const inner = at(path, 'computed')
  const computed = input.computed as JsonObject
  if (!isComputedKind(computed.type))
    return complain(found, at(inner, 'type'), problem('computed.kind', { known: computedKinds.join(', ') }))
  const known = readObject(found, inner, computed, ['type', ...settingNames[computed.type]])
  return known && draftOf(found, inner, computed.type, known)
}

function draftOf(
  found: Found,
  path: string,
  type: ComputedKind,
  input: JsonObject,
): ComputedDraft | undefined {
  const isKept = input.table === null || typeof input.table === 'number'
  if (type !== 'formula') return { type, path, settings: input, wasSound: isKept }
  const wasSound = isAbsent(input.formula)
  const formula = wasSound ? writtenOut(input.ast) : input.formula
  if (typeof formula === 'string') return { type, path, settings: { formula }, wasSound }
  return complain(found, at(path, 'formula'), problem('computed.formula', { example: '{prix} * 2' }))
}

/** A tree is written out and read again, as if somebody had typed it: so it may come from anybody. */
function writtenOut(ast: Json | undefined): string | undefined {
  try {
    return writeFormula(ast as unknown as Node, 'en')
  } catch {
    return undefined
  }
}
