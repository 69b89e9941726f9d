import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import { inLanguage, type Locale } from '#model/language.ts'
import { isProblem, sayProblem } from '#model/problem.ts'
import { instantAt, readableAt } from './clock.ts'
import { make } from './dom.ts'
import { language, say } from './words.ts'

/** One question on the page. */
export interface Input {
  readonly element: HTMLElement
  /** A wire value, null where there is nothing; or what is wrong with what was typed. */
  read(): { readonly value: Json } | { readonly wrong: string }
  write(value: Json): void
  /** Of a choice, the values that are offered now; null: all. */
  offer(values: readonly string[] | null): void
}

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Few choices lie open, many fold up. */
const mostRadios = 6

export function inputFor(field: Field, id: string, locale: Locale): Input {
  if (field.type === 'boolean') return yesOrNo(id)
  if (field.type === 'choice') return choice(field.options ?? [], id)
  if (field.type === 'rating') {
    const marks = Array.from({ length: field.max }, (_, i) => String(i + 1))
    const input = choice(
      marks.map((value) => ({ value, label: { fr: value } })),
      id,
    )
    return {
      ...input,
      read: () => numbered(input.read()),
      write: (value) => input.write(value === null ? null : String(value)),
    }
  }
  return typed(field, id, locale)
}

const numbered = (read: ReturnType<Input['read']>): ReturnType<Input['read']> =>
  'value' in read && read.value !== null ? { value: Number(read.value) } : read

const kinds: Readonly<Partial<Record<Field['type'], Readonly<Record<string, string>>>>> = {
  date: { type: 'date' },
  datetime: { type: 'datetime-local' },
  email: { type: 'email', autocomplete: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
  url: { type: 'url', inputmode: 'url' },
  integer: { inputmode: 'numeric' },
  decimal: { inputmode: 'decimal' },
  money: { inputmode: 'decimal' },
}

/** Sent as they are: the server reads them with the site's country, and says what is wrong. */
const asTyped: ReadonlySet<string> = new Set(['text', 'long_text', 'email', 'phone', 'url', 'date'])

function typed(field: Field, id: string, locale: Locale): Input {
  const { type } = field
  const box: Typed =
    type === 'long_text'
      ? make('textarea', { id, rows: 4 })
      : make('input', { id, type: 'text', ...kinds[type] })
  return {
    element: type === 'location' ? withPosition(box) : box,
    read() {
      const text = box.value.trim()
      if (text === '') return { value: null }
      if (asTyped.has(type)) return { value: text }
      if (type === 'datetime') return { value: instantAt(text, locale.timeZone) }
      const read = fieldTypeOf(field).read(field as never, text, locale)
      return isProblem(read) ? { wrong: sayProblem(read.problem, language) } : { value: read.value }
    },
    write(value) {
      box.value = value === null ? '' : shown(field, value, locale)
    },
    offer: () => {},
  }
}

function shown(field: Field, value: Json, locale: Locale): string {
  if (asTyped.has(field.type)) return String(value)
  if (field.type === 'datetime') return readableAt(String(value), locale.timeZone)
  return fieldTypeOf(field).write(field as never, value as never, locale)
}

function withPosition(box: Typed): HTMLElement {
  const take = () =>
    navigator.geolocation?.getCurrentPosition(({ coords }) => {
      box.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`
      box.dispatchEvent(new Event('input', { bubbles: true }))
    })
  const button = make('button', { type: 'button', class: 'plain', onclick: take }, say('here'))
  return make('div', { class: 'field' }, box, button)
}

function yesOrNo(id: string): Input {
  const box = make('input', { id, type: 'checkbox' })
  return {
    element: make('label', { class: 'choice', for: id }, box, say('yes')),
    read: () => ({ value: box.checked }),
    write(value) {
      box.checked = value === true
    },
    offer: () => {},
  }
}

type Options = readonly {
  readonly value: string
  readonly label: { readonly fr: string; readonly en?: string }
}[]

const choice = (options: Options, id: string): Input =>
  options.length <= mostRadios ? radios(options, id) : folded(options, id)

function folded(options: Options, id: string): Input {
  const box = make(
    'select',
    { id },
    make('option', { value: '' }, say('choose')),
    ...options.map(({ value, label }) => make('option', { value }, inLanguage(label, language))),
  )
  return {
    element: box,
    read: () => ({ value: box.value === '' ? null : box.value }),
    write(value) {
      box.value = value === null ? '' : String(value)
    },
    offer(values) {
      for (const one of box.options) one.hidden = one.value !== '' && !(values?.includes(one.value) ?? true)
      if (box.selectedOptions[0]?.hidden) box.value = ''
    },
  }
}

function radios(options: Options, id: string): Input {
  const boxes = options.map(({ value }) => make('input', { type: 'radio', name: id, value }))
  const lines = options.map(({ label }, i) =>
    make('label', { class: 'choice' }, boxes[i]!, inLanguage(label, language)),
  )
  // What was chosen by mistake is taken back by a second press.
  for (const box of boxes) {
    let was = false
    box.addEventListener('pointerdown', () => {
      was = box.checked
    })
    box.addEventListener('click', () => {
      if (!was) return
      box.checked = false
      was = false
      box.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
  return {
    element: make('div', { id, role: 'group', tabindex: -1 }, ...lines),
    read: () => ({ value: boxes.find(({ checked }) => checked)?.value ?? null }),
    write(value) {
      for (const box of boxes) box.checked = box.value === value
    },
    offer(values) {
      boxes.forEach((box, i) => {
        const isOpen = values?.includes(box.value) ?? true
        lines[i]!.hidden = !isOpen
        if (!isOpen) box.checked = false
      })
    },
  }
}
