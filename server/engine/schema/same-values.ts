import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { columnType } from './stored.ts'

/** Every value that `from` may hold is a value of `to` as it stands: the column stays as it is, or widens at once. */
export const keepsValues = (from: Field, to: Field): boolean =>
  from.type === to.type
    ? widens(from, to)
    : isPlainText(to) && textual.has(from.type) && limitsWiden(from, to)

const textual: ReadonlySet<string> = new Set(['text', 'email', 'url', 'phone', 'slug', 'choice'])
const isPlainText = (field: Field): boolean => field.type === 'text' || field.type === 'long_text'

/** Settings that say how values are shown or offered, not which may be held. */
const free: ReadonlySet<string> = new Set([
  'min',
  'max',
  'pattern',
  'expects',
  'digits',
  'options',
  'category',
  'from',
  'prefix',
  'padding',
  'start',
])

function widens(from: Field, to: Field): boolean {
  const names = fieldTypeOf(to).settingNames.filter(
    (name) => !free.has(name) && !(to.type === 'choice' && name === 'table'),
  )
  return (
    names.every((name) => sameJson(setting(from, name), setting(to, name))) &&
    columnWidens(from, to) &&
    limitsWiden(from, to)
  )
}

const columnWidens = (from: Field, to: Field): boolean =>
  from.type === 'decimal' && to.type === 'decimal'
    ? to.digits >= from.digits
    : columnType(from) === columnType(to)

function limitsWiden(from: Field, to: Field): boolean {
  const pattern = setting(to, 'pattern')
  return (
    (pattern === undefined || (pattern === setting(from, 'pattern') && from.type === to.type)) &&
    minWidens(from, to) &&
    maxWidens(from, to)
  )
}

function minWidens(from: Field, to: Field): boolean {
  const [a, b] = [setting(from, 'min'), setting(to, 'min')]
  return b === undefined || (a !== undefined && compareBounds(to, a, b) >= 0)
}

/** A text without a limit of its own has its type's. */
function maxWidens(from: Field, to: Field): boolean {
  const [a, b] = [setting(from, 'max') ?? longest(from), setting(to, 'max') ?? longest(to)]
  return b === undefined || (a !== undefined && compareBounds(to, a, b) <= 0)
}

/** In characters, of texts; of a choice and of a phone number, no schema says it. */
const longest = (field: Field): unknown =>
  field.type === 'choice' || field.type === 'phone' ? 100 : fieldTypeOf(field).schema(field).maxLength

/** Lengths and ratings are numbers; the bounds of other types are their values. */
function compareBounds(field: Field, a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return fieldTypeOf(field).compare!(a as never, b as never)
}

const setting = (field: Field, name: string): unknown => (field as unknown as Record<string, unknown>)[name]
const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
