import { type Problem, problemsOf } from '../problem.ts'

const said = problemsOf({
  'formula.empty': {
    fr: 'Écrivez une formule, comme « {example} ».',
    en: 'Write a formula, such as "{example}".',
  },
  'formula.too_long': {
    fr: 'Cette formule est trop longue : {max} caractères au plus.',
    en: 'This formula is too long: {max} characters at most.',
  },
  'formula.too_big': {
    fr: 'Cette formule est trop grande : partagez-la entre deux champs.',
    en: 'This formula is too big: part it between two fields.',
  },
  'formula.unknown_sign': {
    fr: 'Position {position} : « {given} » ne se comprend pas ici.',
    en: 'Position {position}: "{given}" cannot be understood here.',
  },
  'formula.unfinished': {
    fr: 'Position {position} : il manque une valeur ou une parenthèse.',
    en: 'Position {position}: a value or a bracket is missing.',
  },
  'formula.unclosed_text': {
    fr: 'Position {position} : ce texte n’est pas fermé. Ajoutez un guillemet droit (").',
    en: 'Position {position}: this text is not closed. Add a straight quotation mark (").',
  },
  'formula.unclosed_field': {
    fr: 'Position {position} : ce nom de champ n’est pas fermé. Ajoutez une accolade (}).',
    en: 'Position {position}: this field name is not closed. Add a brace (}).',
  },
  'formula.unexpected': {
    fr: 'Position {position} : « {given} » est de trop, ou il manque un signe devant.',
    en: 'Position {position}: "{given}" is too much, or a sign is missing before it.',
  },
  'formula.unclosed': {
    fr: 'Position {position} : cette parenthèse n’est pas fermée. Ajoutez « ) ».',
    en: 'Position {position}: this bracket is not closed. Add ")".',
  },
  'formula.comma': {
    fr: 'Position {position} : « {given} » se lit de deux façons. Écrivez « {point} » pour un nombre, ou séparez par « ; ».',
    en: 'Position {position}: "{given}" can be read two ways. Write "{point}" for a number, or part with ";".',
  },
  'formula.function_unknown': {
    fr: 'Position {position} : il n’y a pas de fonction « {given} ». Un champ s’écrit entre accolades : {braces}.',
    en: 'Position {position}: there is no function "{given}". A field is written in braces: {braces}.',
  },
  'formula.clock': {
    fr: 'Position {position} : « {given} » n’existe pas ici, car la valeur gardée serait fausse demain. Comparez plutôt la date à aujourd’hui dans un filtre ou une règle.',
    en: 'Position {position}: there is no "{given}" here, for the stored value would be wrong tomorrow. Compare the date with today in a filter or a rule instead.',
  },
  'formula.field_unknown': {
    fr: 'Position {position} : cette table n’a pas de champ « {given} ».',
    en: 'Position {position}: this table has no field "{given}".',
  },
  'formula.field_unfit': {
    fr: 'Position {position} : une formule ne peut pas se servir de « {given} ». Pour un lien, ajoutez un champ « valeur liée ».',
    en: 'Position {position}: a formula cannot make use of "{given}". For a link, add a "lookup" field.',
  },
  'formula.arguments': {
    fr: 'Position {position} : « {given} » ne s’écrit pas ainsi. Par exemple : {example}',
    en: 'Position {position}: "{given}" is not written so. For instance: {example_en}',
  },
  'formula.literal': {
    fr: 'Position {position} : écrivez ici {wanted}.',
    en: 'Position {position}: write {wanted_en} here.',
  },
  'formula.kind': {
    fr: 'Position {position} : il faut ici {wanted}, et c’est {given}.',
    en: 'Position {position}: {wanted_en} is wanted here, and this is {given_en}.',
  },
  'formula.not_alike': {
    fr: 'Position {position} : {given} ne va pas avec {wanted}. Convertissez avec TEXTE( ).',
    en: 'Position {position}: {given_en} does not go with {wanted_en}. Convert with TEXT( ).',
  },
  'formula.says_nothing': {
    fr: 'Cette formule ne donne jamais de valeur.',
    en: 'This formula never gives a value.',
  },
})

export type FormulaProblem = Parameters<typeof said>[0]

/** Where in the text something is: from the first character, counted from 0, up to the one behind the last. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What is wrong, and where: `params.from` and `params.to`, and for people `params.position`, from 1. */
export const problemAt = (
  code: FormulaProblem,
  { from, to }: Span,
  params: Record<string, string | number> = {},
): Problem => said(code, { ...params, from, to, position: from + 1 })

export class FormulaError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

export function fail(code: FormulaProblem, span: Span, params?: Record<string, string | number>): never {
  throw new FormulaError(problemAt(code, span, params))
}
