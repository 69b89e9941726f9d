export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]

/** A text that people read: French always, English where somebody wrote it. */
export interface Text {
  readonly fr: string
  readonly en?: string
}

export const inLanguage = (text: Text, language: Language): string => text[language] ?? text.fr

/** How people at one site write numbers, dates, money and phones. */
export interface Locale {
  readonly language: Language
  /** ISO 3166 alpha-2, for national phone numbers: CI, BJ, ML, SN, BF, TG, NE, GN, FR… */
  readonly country: string
  /** ISO 4217: XOF, GNF, EUR… */
  readonly currency: string
  /** IANA, for instants on screens and in imports: Africa/Abidjan, Europe/Paris… */
  readonly timeZone: string
}
