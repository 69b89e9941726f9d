import { fold } from '../fold.ts'
import type { Text } from '../language.ts'

/** What an argument may be. `list`: any number of them, all alike. */
export type Argument =
  | 'number'
  | 'text'
  | 'boolean'
  | 'date'
  | 'any'
  | 'numbers'
  | 'alike'
  | 'list'
  | 'literal'

export interface FormulaFunction {
  readonly fr: string
  readonly en: string
  /** Other names that spreadsheets have for it. */
  readonly also?: readonly string[]
  readonly help: Text
  readonly example: Text
  /** The arguments in their order; those from `optional` on may be left out. */
  readonly takes: readonly Argument[]
  readonly optional?: number
}

const text = (fr: string, en: string): Text => ({ fr, en })

const described = {
  if: {
    fr: 'SI',
    en: 'IF',
    help: text('Une valeur ou une autre, selon une condition.', 'One value or another, by a condition.'),
    example: text('SI({montant} > 1000; "grand"; "petit")', 'IF({amount} > 1000; "big"; "small")'),
    takes: ['boolean', 'alike', 'alike'],
    optional: 2,
  },
  and: {
    fr: 'ET',
    en: 'AND',
    help: text('Vrai quand toutes les conditions le sont.', 'True when all conditions are.'),
    example: text('ET({payé}; {livré})', 'AND({paid}; {delivered})'),
    takes: ['list'],
  },
  or: {
    fr: 'OU',
    en: 'OR',
    help: text('Vrai quand l’une des conditions l’est.', 'True when one of the conditions is.'),
    example: text('OU({urgent}; {montant} > 1000)', 'OR({urgent}; {amount} > 1000)'),
    takes: ['list'],
  },
  not: {
    fr: 'NON',
    en: 'NOT',
    help: text('Le contraire d’une condition.', 'The opposite of a condition.'),
    example: text('NON({payé})', 'NOT({paid})'),
    takes: ['boolean'],
  },
  sum: {
    fr: 'SOMME',
    en: 'SUM',
    help: text(
      'La somme des nombres ; ceux qui manquent ne comptent pas.',
      'The sum of the numbers; those that are missing do not count.',
    ),
    example: text('SOMME({transport}; {repas})', 'SUM({transport}; {meals})'),
    takes: ['numbers'],
  },
  min: {
    fr: 'MIN',
    en: 'MIN',
    help: text(
      'Le plus petit des nombres, ou la première des dates.',
      'The smallest number, or the first date.',
    ),
    example: text('MIN({devis_a}; {devis_b})', 'MIN({quote_a}; {quote_b})'),
    takes: ['list'],
  },
  max: {
    fr: 'MAX',
    en: 'MAX',
    help: text(
      'Le plus grand des nombres, ou la dernière des dates.',
      'The greatest number, or the last date.',
    ),
    example: text('MAX({solde}; 0)', 'MAX({balance}; 0)'),
    takes: ['list'],
  },
  round: {
    fr: 'ARRONDI',
    en: 'ROUND',
    help: text(
      'Le nombre arrondi à tant de décimales ; un nombre négatif arrondit aux dizaines, aux centaines…',
      'The number rounded to so many decimals; a negative number rounds to tens, hundreds…',
    ),
    example: text('ARRONDI({prix} * 1.18; 2)', 'ROUND({price} * 1.18; 2)'),
    takes: ['number', 'literal'],
    optional: 1,
  },
  trunc: {
    fr: 'TRONQUE',
    en: 'TRUNC',
    also: ['ARRONDI.INF', 'ROUNDDOWN'],
    help: text('Le nombre coupé à tant de décimales.', 'The number cut to so many decimals.'),
    example: text('TRONQUE({prix}; 1)', 'TRUNC({price}; 1)'),
    takes: ['number', 'literal'],
    optional: 1,
  },
  floor: {
    fr: 'ENT',
    en: 'INT',
    help: text('Le nombre entier juste au-dessous.', 'The whole number just below.'),
    example: text('ENT({jours} / 7)', 'INT({days} / 7)'),
    takes: ['number'],
  },
  abs: {
    fr: 'ABS',
    en: 'ABS',
    help: text('Le nombre sans son signe.', 'The number without its sign.'),
    example: text('ABS({écart})', 'ABS({gap})'),
    takes: ['number'],
  },
  mod: {
    fr: 'MOD',
    en: 'MOD',
    help: text('Le reste d’une division.', 'What a division leaves over.'),
    example: text('MOD({quantité}; 12)', 'MOD({quantity}; 12)'),
    takes: ['number', 'number'],
  },
  concat: {
    fr: 'CONCAT',
    en: 'CONCAT',
    also: ['CONCATENER', 'CONCATENATE'],
    help: text(
      'Des textes mis bout à bout ; ce qui est vide n’ajoute rien.',
      'Texts put end to end; what is empty adds nothing.',
    ),
    example: text('CONCAT({prénom}; " "; {nom})', 'CONCAT({first_name}; " "; {name})'),
    takes: ['any', 'list'],
    optional: 1,
  },
  upper: {
    fr: 'MAJUSCULE',
    en: 'UPPER',
    help: text('Le texte en majuscules.', 'The text in capitals.'),
    example: text('MAJUSCULE({nom})', 'UPPER({name})'),
    takes: ['text'],
  },
  lower: {
    fr: 'MINUSCULE',
    en: 'LOWER',
    help: text('Le texte en minuscules.', 'The text in small letters.'),
    example: text('MINUSCULE({courriel})', 'LOWER({email})'),
    takes: ['text'],
  },
  trim: {
    fr: 'SUPPRESPACE',
    en: 'TRIM',
    help: text(
      'Le texte sans espaces autour, ni plusieurs à la suite.',
      'The text without spaces around it, nor several in a row.',
    ),
    example: text('SUPPRESPACE({nom})', 'TRIM({name})'),
    takes: ['text'],
  },
  left: {
    fr: 'GAUCHE',
    en: 'LEFT',
    help: text('Les premiers caractères d’un texte.', 'The first characters of a text.'),
    example: text('GAUCHE({référence}; 3)', 'LEFT({reference}; 3)'),
    takes: ['text', 'number'],
    optional: 1,
  },
  right: {
    fr: 'DROITE',
    en: 'RIGHT',
    help: text('Les derniers caractères d’un texte.', 'The last characters of a text.'),
    example: text('DROITE({référence}; 4)', 'RIGHT({reference}; 4)'),
    takes: ['text', 'number'],
    optional: 1,
  },
  length: {
    fr: 'LONGUEUR',
    en: 'LEN',
    also: ['NBCAR'],
    help: text('Le nombre de caractères d’un texte.', 'How many characters a text has.'),
    example: text('LONGUEUR({nom})', 'LEN({name})'),
    takes: ['text'],
  },
  text: {
    fr: 'TEXTE',
    en: 'TEXT',
    help: text(
      'Un nombre (avec tant de décimales), une date ou un oui/non, comme texte.',
      'A number (with so many decimals), a date or a yes/no, as a text.',
    ),
    example: text('"Total : " & TEXTE({total}; 2)', '"Total: " & TEXT({total}; 2)'),
    takes: ['any', 'literal'],
    optional: 1,
  },
  date: {
    fr: 'DATE',
    en: 'DATE',
    help: text('La date de cette année, ce mois, ce jour.', 'The date of this year, month and day.'),
    example: text('DATE(ANNEE({début}); 12; 31)', 'DATE(YEAR({start}); 12; 31)'),
    takes: ['number', 'number', 'number'],
  },
  days: {
    fr: 'JOURS',
    en: 'DAYS',
    help: text(
      'Les jours entre deux dates : la fin, puis le début.',
      'The days between two dates: the end, then the start.',
    ),
    example: text('JOURS({échéance}; {début})', 'DAYS({due}; {start})'),
    takes: ['date', 'date'],
  },
  datedif: {
    fr: 'DATEDIF',
    en: 'DATEDIF',
    help: text(
      'Les jours ("j"), mois ("m") ou années ("a") entiers entre un début et une fin.',
      'The whole days ("d"), months ("m") or years ("y") between a start and an end.',
    ),
    example: text('DATEDIF({naissance}; {entrée}; "a")', 'DATEDIF({birth}; {entry}; "y")'),
    takes: ['date', 'date', 'literal'],
  },
  edate: {
    fr: 'MOIS.DECALER',
    en: 'EDATE',
    help: text('La date, tant de mois plus tard.', 'The date, so many months later.'),
    example: text('MOIS.DECALER({début}; 3)', 'EDATE({start}; 3)'),
    takes: ['date', 'number'],
  },
  year: {
    fr: 'ANNEE',
    en: 'YEAR',
    help: text('L’année d’une date.', 'The year of a date.'),
    example: text('ANNEE({début})', 'YEAR({start})'),
    takes: ['date'],
  },
  month: {
    fr: 'MOIS',
    en: 'MONTH',
    help: text('Le mois d’une date, de 1 à 12.', 'The month of a date, 1 to 12.'),
    example: text('MOIS({début})', 'MONTH({start})'),
    takes: ['date'],
  },
  day: {
    fr: 'JOUR',
    en: 'DAY',
    help: text('Le jour d’une date, de 1 à 31.', 'The day of a date, 1 to 31.'),
    example: text('JOUR({début})', 'DAY({start})'),
    takes: ['date'],
  },
  isblank: {
    fr: 'ESTVIDE',
    en: 'ISBLANK',
    help: text('Vrai quand il n’y a rien.', 'True when there is nothing.'),
    example: text('ESTVIDE({échéance})', 'ISBLANK({due})'),
    takes: ['any'],
  },
  ifblank: {
    fr: 'SIVIDE',
    en: 'IFBLANK',
    help: text(
      'La valeur, ou une autre quand il n’y a rien.',
      'The value, or another one when there is nothing.',
    ),
    example: text('SIVIDE({remise}; 0)', 'IFBLANK({discount}; 0)'),
    takes: ['alike', 'alike'],
  },
  blank: {
    fr: 'VIDE',
    en: 'BLANK',
    help: text('Rien du tout.', 'Nothing at all.'),
    example: text('SI({payé}; VIDE(); {échéance})', 'IF({paid}; BLANK(); {due})'),
    takes: [],
  },
} as const satisfies Record<string, FormulaFunction>

export type FormulaFunctionName = keyof typeof described

/** Every function, with what an editor tells of it. */
export const formulaFunctions: Readonly<Record<FormulaFunctionName, FormulaFunction>> = described

const named = new Map(
  (Object.entries(formulaFunctions) as [FormulaFunctionName, FormulaFunction][]).flatMap(([name, one]) =>
    [one.fr, one.en, ...(one.also ?? [])].map((written) => [fold(written), name] as const),
  ),
)

/** By its French or English name, with or without capitals and accents. */
export const functionNamed = (written: string): FormulaFunctionName | undefined => named.get(fold(written))

/** The clock's functions would be wrong the next day: a stored value does not change by itself. */
export const isOfTheClock = (written: string): boolean => clock.has(fold(written))
const clock: ReadonlySet<string> = new Set(['aujourdhui', 'today', 'maintenant', 'now'])
