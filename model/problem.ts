import type { Language, Text } from './language.ts'
import { inLanguage } from './language.ts'

export type Params = Readonly<Record<string, string | number>>

/** What is wrong with an input: a stable code for machines, a sentence for people. */
export interface Problem {
  readonly code: string
  readonly text: Text
  readonly params: Params
}

/** Problems by the field that they concern; `''` holds those of the whole row. */
export type Problems = Record<string, Problem[]>

/**
 * A dictionary of problems: `const problem = problemsOf({ 'text.too_long': { fr, en } })`,
 * then `problem('text.too_long', { max: 20 })`. A code that is not in the dictionary is a type error.
 */
export const problemsOf =
  <Code extends string>(texts: Record<Code, Text>) =>
  (code: Code, params: Params = {}): Problem => ({ code, text: texts[code], params })

/** The sentence, with `{name}` replaced by the parameter of that name. */
export const sayProblem = ({ text, params }: Problem, language: Language): string =>
  inLanguage(text, language).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))

/** The outcome of reading an input: the value, or what is wrong with it. */
export type Parsed<V> = { readonly value: V } | { readonly problem: Problem }

export const isProblem = <V>(parsed: Parsed<V>): parsed is { readonly problem: Problem } =>
  'problem' in parsed
