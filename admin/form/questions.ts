import type { Field } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import { inLanguage, type Locale } from '#model/language.ts'
import { emptyValue } from '#model/row-values.ts'
import { decide } from '#model/rules.ts'
import type { Table } from '#model/table.ts'
import { dayAt } from '#model/time-zones.ts'
import { make } from './dom.ts'
import { type Input, inputFor } from './inputs.ts'
import type { Form, Refusal } from './wire.ts'
import { language, say } from './words.ts'

interface Question {
  readonly field: Field
  readonly input: Input
  readonly frame: HTMLElement
  readonly star: HTMLElement
  readonly error: HTMLElement
}

/** The questions of a form, and what the table's rules make of them while they are answered. */
export interface Questions {
  readonly elements: readonly HTMLElement[]
  /** Null where something is amiss: it is shown, and gone to. */
  values(): Record<string, Json> | null
  write(values: Readonly<Record<string, Json>>): void
  /** All that can be read, sound or not. */
  draft(): Record<string, Json>
  /** By the rules, now. */
  obey(): void
  blame(errors: Refusal['errors']): void
}

export function questionsOf({ fields = [], rules = [], locale: at }: Form): Questions {
  const locale: Locale = { ...at, language }
  const table = asTable(fields, rules)
  const all = fields.map((field) => questionFor(field, locale))
  for (const { field, input } of all) if (field.default !== undefined) input.write(field.default)
  const row = (): Record<string, Json> =>
    Object.fromEntries(all.map(({ field, input }) => [field.slug, readOr(input, emptyValue(field))]))
  const decisions = () => decide(table, row(), { me: null, today: dayAt(locale.timeZone, Date.now()) })
  const obey = () => {
    const now = decisions()
    for (const { field, input, frame, star } of all) {
      const { hidden, required, options, value } = now[field.slug]!
      frame.hidden = hidden
      star.hidden = !required && !field.required
      input.offer(options)
      if (value !== undefined && !hidden) input.write(value)
    }
  }
  return {
    elements: all.map(({ frame }) => frame),
    obey,
    draft: row,
    write(values) {
      for (const { field, input } of all) if (field.slug in values) input.write(values[field.slug] ?? null)
    },
    values() {
      const now = decisions()
      const shown = all.filter(({ field }) => !now[field.slug]!.hidden)
      const wrong = new Map(shown.flatMap((one) => wrongWith(one, now[one.field.slug]!.required) ?? []))
      blame(all, wrong)
      if (wrong.size > 0) return null
      return Object.fromEntries(shown.map(({ field, input }) => [field.slug, readOr(input, null)]))
    },
    blame: (errors) =>
      blame(all, new Map(Object.entries(errors).map(([slug, [first]]) => [slug, first?.message ?? '']))),
  }
}

const readOr = (input: Input, otherwise: Json): Json => {
  const read = input.read()
  return 'value' in read ? (read.value ?? otherwise) : otherwise
}

function wrongWith({ field, input }: Question, required: boolean): readonly [string, string][] | null {
  const read = input.read()
  if ('wrong' in read) return [[field.slug, read.wrong]]
  const isMissing = read.value === null && (required || field.required)
  return isMissing ? [[field.slug, say('required')]] : null
}

function blame(all: readonly Question[], wrong: ReadonlyMap<string, string>): void {
  for (const { field, frame, error } of all) {
    const said = wrong.get(field.slug) ?? ''
    error.textContent = said
    error.hidden = said === ''
    for (const one of focusable(frame)) {
      if (said === '') one.removeAttribute('aria-invalid')
      else one.setAttribute('aria-invalid', 'true')
    }
  }
  const first = all.find(({ field, frame }) => wrong.has(field.slug) && !frame.hidden)
  if (first) focusable(first.frame)[0]?.focus()
}

const focusable = (frame: HTMLElement): HTMLElement[] => [
  ...frame.querySelectorAll<HTMLElement>('input, select, textarea'),
]

function questionFor(field: Field, locale: Locale): Question {
  const id = `field-${field.slug}`
  const input = inputFor(field, id, locale)
  const star = make('span', { class: 'star', 'aria-hidden': 'true' }, ' *')
  const error = make('p', { class: 'error', id: `${id}-error`, role: 'alert', hidden: true })
  const help = field.help
    ? make('p', { class: 'help', id: `${id}-help` }, inLanguage(field.help, language))
    : null
  const isGroup = input.element.getAttribute('role') === 'group' || field.type === 'boolean'
  const name = inLanguage(field.label, language)
  const label = isGroup ? make('legend', {}, name, star) : make('label', { for: id }, name, star)
  for (const one of [input.element, ...focusable(input.element)])
    if (one.matches('input, select, textarea'))
      one.setAttribute('aria-describedby', `${id}-error${help ? ` ${id}-help` : ''}`)
  const frame = make(isGroup ? 'fieldset' : 'div', { class: 'field' }, label, help, input.element, error)
  return { field, input, frame, star, error }
}

const asTable = (fields: readonly Field[], rules: Form['rules'] = []): Table => ({
  id: 0,
  slug: 'form',
  aliases: [],
  label: { fr: '' },
  fields,
  unique: [],
  indexes: [],
  order: [],
  search: [],
  title: null,
  rules,
  allow: {},
  scope: 'site',
  origin: 'site',
  owner: null,
  version: 0,
})
