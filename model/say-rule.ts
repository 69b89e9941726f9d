import type { Field } from './fields/index.ts'
import { findField } from './find-field.ts'
import type { Language } from './language.ts'
import { inLanguage } from './language.ts'
import type { Decision, Rule, Then } from './rules.ts'
import { sayValue, sayWhere, type Wording } from './say-where.ts'
import type { Table } from './table.ts'
import { isAlwaysTrue } from './where.ts'

type Effect = keyof Then

/** Why a field behaves as it does: what it is, the rule that says so (null: the field itself), and that in words. */
export interface Reason {
  readonly effect: Effect
  /** Its index in `table.rules`. */
  readonly rule: number | null
  readonly says: string
}

/** `Quand Statut est « Refusé », Motif du refus est obligatoire.` */
export function sayRule(rule: Rule, table: Table, wording: Wording): string {
  const { language } = wording.locale
  const field = findField(table, rule.field)
  const name = field ? inLanguage(field.label, language) : rule.field
  const effects = effectsOf(rule.then).map((effect) => sayEffect(effect, rule.then, field, wording))
  const what = `${name} ${effects.join(language === 'fr' ? ' et ' : ' and ')}`
  if (isAlwaysTrue(rule.when)) return language === 'fr' ? `Toujours, ${what}.` : `Always, ${what}.`
  const when = sayWhere(rule.when, table, wording)
  return language === 'fr' ? `Quand ${when}, ${what}.` : `When ${when}, ${what}.`
}

/** Every reason for what differs from a plain field: `Masqué, car Statut n’est pas « Refusé ».` */
export function reasons(field: Field, decision: Decision, table: Table, wording: Wording): Reason[] {
  const { hidden, required, readonly, options, value, why } = decision
  const holds: Record<Effect, boolean> = {
    hidden,
    required,
    readonly: readonly && !hidden,
    options: options !== null && !hidden,
    value: value !== undefined && !hidden,
  }
  return effectsOf(holds).flatMap((effect) => {
    if (!holds[effect]) return []
    const rule = why[effect] ?? null
    return [{ effect, rule, says: sayReason(effect, rule === null ? null : table.rules[rule]!) }]
  })

  function sayReason(effect: Effect, rule: Rule | null): string {
    const { language } = wording.locale
    const state = states[language][effect](field, rule, wording)
    if (!rule) return `${state}${language === 'fr' ? ', toujours' : ', always'}.`
    if (isAlwaysTrue(rule.when))
      return `${state}${language === 'fr' ? ', par une règle qui vaut toujours' : ', by a rule that always holds'}.`
    return `${state}${language === 'fr' ? ', car ' : ', for '}${sayWhere(rule.when, table, wording)}.`
  }
}

const order = ['hidden', 'required', 'readonly', 'options', 'value'] as const
const effectsOf = (then: Partial<Record<Effect, unknown>>): Effect[] =>
  order.filter((effect) => then[effect] !== undefined)

function sayEffect(effect: Effect, then: Then, field: Field | undefined, wording: Wording): string {
  const { language } = wording.locale
  if (effect === 'options') return `${offers[language]} ${listed(field, then.options ?? [], wording)}`
  if (effect === 'value') return sayTaking(field, then, wording)
  return plain[language][effect][then[effect] ? 0 : 1]
}

function sayTaking(field: Field | undefined, { value = null }: Then, wording: Wording): string {
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0)
  if (wording.locale.language === 'fr')
    return isEmpty || !field ? 'est vidé' : `prend la valeur ${sayValue(field, value, wording)}`
  return isEmpty || !field ? 'is emptied' : `takes the value ${sayValue(field, value, wording)}`
}

const listed = (field: Field | undefined, options: readonly string[], wording: Wording): string =>
  options.map((value) => (field ? sayValue(field, value, wording) : value)).join(', ')

const offers: Record<Language, string> = { fr: 'ne propose que', en: 'offers only' }

const plain: Record<
  Language,
  Record<'hidden' | 'required' | 'readonly', readonly [yes: string, no: string]>
> = {
  fr: {
    hidden: ['est masqué', 'est affiché'],
    required: ['est obligatoire', 'est facultatif'],
    readonly: ['est en lecture seule', 'est modifiable'],
  },
  en: {
    hidden: ['is hidden', 'is shown'],
    required: ['is required', 'is optional'],
    readonly: ['is read-only', 'may be changed'],
  },
}

type SayState = (field: Field, rule: Rule | null, wording: Wording) => string

const states: Record<Language, Record<Effect, SayState>> = {
  fr: {
    hidden: () => 'Masqué',
    required: () => 'Obligatoire',
    readonly: () => 'En lecture seule',
    options: (field, rule, wording) => `Limité à ${listed(field, rule?.then.options ?? [], wording)}`,
    value: (field, rule, wording) =>
      rule?.then.value == null ? 'Vidé' : `Fixé à ${sayValue(field, rule.then.value, wording)}`,
  },
  en: {
    hidden: () => 'Hidden',
    required: () => 'Required',
    readonly: () => 'Read-only',
    options: (field, rule, wording) => `Limited to ${listed(field, rule?.then.options ?? [], wording)}`,
    value: (field, rule, wording) =>
      rule?.then.value == null ? 'Emptied' : `Set to ${sayValue(field, rule.then.value, wording)}`,
  },
}
