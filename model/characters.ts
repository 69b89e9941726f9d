import type { Problem } from './problem.ts'
import { problemsOf } from './problem.ts'

const problem = problemsOf({
  'text.not_text': { fr: 'Écrivez un texte, entre guillemets.', en: 'Write a text, in quotes.' },
  'text.nul': {
    fr: 'Ce texte contient un caractère nul (U+0000), qui ne peut pas être gardé : retirez-le.',
    en: 'This text holds a null character (U+0000), which cannot be stored: remove it.',
  },
  'text.broken_character': {
    fr: 'Ce texte contient une moitié de caractère : enregistrez-le en UTF-8 et recommencez.',
    en: 'This text holds half a character: save it as UTF-8 and try again.',
  },
  'text.too_long': {
    fr: 'Ce texte est trop long ({length} caractères) : {max} au plus.',
    en: 'This text is too long ({length} characters): {max} at most.',
  },
  'text.too_short': {
    fr: 'Ce texte est trop court ({length} caractères) : {min} au moins.',
    en: 'This text is too short ({length} characters): {min} at least.',
  },
})

/** Characters as people count them, near enough: a code point is one. */
export const countCharacters = (text: string): number => {
  let count = text.length
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--
  return count
}

/** The beginning of what was sent, to be quoted back. */
export const excerpt = (input: unknown): string =>
  Array.isArray(input) ? '[…]' : typeof input === 'object' ? '{…}' : String(input).slice(0, 60)

/** What keeps a text out of PostgreSQL, or is longer than it may be; null when all is well. */
export function unfitText(text: unknown, max: number, min = 0): Problem | null {
  if (typeof text !== 'string') return problem('text.not_text')
  if (text.includes('\0')) return problem('text.nul')
  if (!text.isWellFormed()) return problem('text.broken_character')
  if (text.length > max) {
    const length = countCharacters(text)
    if (length > max) return problem('text.too_long', { length, max })
  }
  return min > 0 ? tooShort(text, min) : null
}

function tooShort(text: string, min: number): Problem | null {
  const length = countCharacters(text)
  return length < min ? problem('text.too_short', { length, min }) : null
}
