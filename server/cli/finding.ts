import type { Text } from '#model/language.ts'

/** One thing that the doctor looked at. */
export interface Finding {
  readonly about: string
  /** `notice`: nothing is wrong, but it should be known. */
  readonly state: 'good' | 'bad' | 'notice'
  readonly text: Text
  /** What to do about it. */
  readonly advice?: Text
}

export const good = (about: string, text: Text): Finding => ({ about, state: 'good', text })
export const bad = (about: string, text: Text, advice: Text): Finding => ({
  about,
  state: 'bad',
  text,
  advice,
})
export const notice = (about: string, text: Text, advice?: Text): Finding => ({
  about,
  state: 'notice',
  text,
  ...(advice && { advice }),
})
