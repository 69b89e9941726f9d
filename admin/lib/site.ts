import { type Kept, kept } from './kept.ts'

/** The site that the screen is at, by slug; null: the address's own. */
export const site: Kept<string | null> = kept<string | null>('sugu.site', () => null, isSlugOrNone)

function isSlugOrNone(value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^[\w-]{1,100}$/.test(value))
}
