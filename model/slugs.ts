import { fold } from './fold.ts'

/** `Téléphones & cœurs` becomes `telephones-coeurs`. Empty where nothing in the text can be kept. */
export const slugify = (text: string, longest = 100): string =>
  fold(text.normalize())
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
