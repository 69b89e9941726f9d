import type { Field } from './fields/index.ts'
import { fieldTypeOf, fieldTypes } from './fields/index.ts'
import { findField } from './find-field.ts'
import type { Json } from './json.ts'
import { isObject } from './json.ts'
import type { Language, Locale } from './language.ts'
import { inLanguage } from './language.ts'
import type { Table } from './table.ts'
import type { Leaf, Operator, Variable, Where } from './where.ts'

/** How a condition is put into words. */
export interface Wording {
  readonly locale: Locale
  /** What a value is called that the field alone cannot name: a row referred to, a choice out of a table. */
  name?(field: Field, value: Json): string | undefined
  /** The table of that slug, for conditions that look through a reference. */
  hop?(slug: string): Table | undefined
}

/** `Statut est « Refusé » et Montant HT est plus grand que 1 000`; it begins a sentence, or follows « quand ». */
export function sayWhere(where: Where, table: Table, wording: Wording): string {
  const said = words[wording.locale.language]
  if ('not' in where) return said.not(sayWhere(where.not, table, wording))
  if ('field' in where) return sayLeaf(where, table, wording)
  const isAll = 'all' in where
  const parts = isAll ? where.all : where.any
  if (parts.length === 0) return isAll ? said.always : said.never
  const one = (part: Where): string =>
    parts.length > 1 && isGroup(part) && 'all' in part !== isAll
      ? `(${sayWhere(part, table, wording)})`
      : sayWhere(part, table, wording)
  return parts.map(one).join(isAll ? said.and : said.or)
}

const isGroup = (where: Where): boolean =>
  ('all' in where && where.all.length > 1) || ('any' in where && where.any.length > 1)

function sayLeaf({ field: path, op, value = null }: Leaf, table: Table, wording: Wording): string {
  const { field, label } = named(path, table, wording)
  if (!field) return label
  const phrase = phraseOf(field, op, wording.locale.language)
  if (op === 'isnull') return `${label} ${phrase[value === false ? 1 : 0]}`
  const values = (Array.isArray(value) ? value : [value]).map((one) => sayValue(field, one, wording))
  const { or, and } = words[wording.locale.language]
  return `${label} ${phrase[0]} ${values.join(op === 'range' ? and : or)}`
}

function named(path: string, table: Table, { locale, hop }: Wording) {
  const [slug = '', beyond] = path.split('__')
  const own = findField(table, slug)
  if (!own) return { field: undefined, label: path }
  const label = inLanguage(own.label, locale.language)
  if (beyond === undefined) return { field: own, label }
  const target = own.type === 'reference' ? hop?.(own.table) : undefined
  const field = target && findField(target, beyond)
  return { field, label: `${label} › ${field ? inLanguage(field.label, locale.language) : beyond}` }
}

const isVariable = (value: unknown): value is Variable => isObject(value) && typeof value.var === 'string'

/** As people there write it; what is a text stands between their quotes. */
export function sayValue(field: Field, value: Json | Variable, { locale, name }: Wording): string {
  const said = words[locale.language]
  if (isVariable(value)) return said[value.var]
  if (value === null) return said.nothing
  const known = name?.(field, value)
  if (known !== undefined) return said.quote(known)
  if (field.type === 'references' && typeof value === 'number') return `n° ${value}`
  const written = writeSafely(field, value, locale)
  if (kindOf(field) === 'day') return said.day(written)
  return bare.has(field.type) ? written : said.quote(written)
}

function writeSafely(field: Field, value: Json, locale: Locale): string {
  const type = field.type === 'reference' ? fieldTypes.reference : fieldTypeOf(field)
  try {
    return (type as ReturnType<typeof fieldTypeOf>).write(field, value, locale)
  } catch {
    return String(value)
  }
}

/** Types whose values need no quotes. */
const bare: ReadonlySet<string> = new Set([
  'integer',
  'decimal',
  'money',
  'rating',
  'boolean',
  'reference',
  'auto_number',
])

type Kind = 'text' | 'number' | 'day'

function kindOf({ type }: Field): Kind {
  if (type === 'date' || type === 'datetime') return 'day'
  return ['integer', 'decimal', 'money', 'rating'].includes(type) ? 'number' : 'text'
}

type Phrases = Record<Operator, readonly [string, string?]>

const phraseOf = (field: Field, op: Operator, language: Language): readonly [string, string?] => {
  const { common, ...byKind } = phrases[language]
  return byKind[kindOf(field)][op] ?? common[op]
}

const phrases: Record<Language, { common: Phrases } & Record<Kind, Partial<Phrases>>> = {
  fr: {
    common: {
      eq: ['est'],
      ne: ['n’est pas'],
      gt: ['est plus grand que'],
      gte: ['est au moins'],
      lt: ['est plus petit que'],
      lte: ['est au plus'],
      in: ['est'],
      contains: ['contient'],
      icontains: ['contient'],
      startswith: ['commence par'],
      isnull: ['est vide', 'n’est pas vide'],
      range: ['est entre'],
    },
    text: {},
    number: { eq: ['est égal à'], ne: ['n’est pas égal à'] },
    day: { gt: ['est après'], gte: ['n’est pas avant'], lt: ['est avant'], lte: ['n’est pas après'] },
  },
  en: {
    common: {
      eq: ['is'],
      ne: ['is not'],
      gt: ['is more than'],
      gte: ['is at least'],
      lt: ['is less than'],
      lte: ['is at most'],
      in: ['is'],
      contains: ['contains'],
      icontains: ['contains'],
      startswith: ['begins with'],
      isnull: ['is empty', 'is not empty'],
      range: ['is between'],
    },
    text: {},
    number: {},
    day: { gt: ['is after'], gte: ['is not before'], lt: ['is before'], lte: ['is not after'] },
  },
}

const words = {
  fr: {
    and: ' et ',
    or: ' ou ',
    not: (what: string) => `il est faux que ${what}`,
    always: 'c’est toujours ainsi',
    never: 'ce n’est jamais le cas',
    nothing: 'vide',
    today: 'aujourd’hui',
    me: 'vous',
    my_team: 'votre équipe',
    day: (written: string) => `le ${written}`,
    quote: (text: string) => `«\u00a0${text}\u00a0»`,
  },
  en: {
    and: ' and ',
    or: ' or ',
    not: (what: string) => `it is not so that ${what}`,
    always: 'it is always so',
    never: 'it is never so',
    nothing: 'empty',
    today: 'today',
    me: 'you',
    my_team: 'your team',
    day: (written: string) => written,
    quote: (text: string) => `“${text}”`,
  },
} as const
