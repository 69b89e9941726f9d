import type { Language, Text } from '#model/language.ts'
import { inLanguage } from '#model/language.ts'
import type { SettingName } from './settings/index.ts'
import { settings } from './settings/index.ts'
import type { Given } from './settings/values.ts'

interface Facts {
  readonly language: Language
  readonly url: string
}

/** What stops nothing but should be known, one sentence each. */
export const noticesOf = (given: Given, fromFile: ReadonlySet<string>, facts: Facts): readonly string[] => {
  const say = (text: Text) => inLanguage(text, facts.language)
  const unknown = [...fromFile].filter((name) => !(name in settings))
  const worthSaying = (name: SettingName) => !('shared' in settings[name]) || fromFile.has(name)
  return [
    ...given.ignored.filter(worthSaying).map((name) => say(ignored(name))),
    ...(given.examples.length ? [say(examples(given.examples))] : []),
    ...(given.later.length ? [say(later(given.later))] : []),
    ...(unknown.length ? [say(unknownNames(unknown))] : []),
    ...(isPlain(facts.url) ? [say(plainHttp(facts.url))] : []),
  ]
}

const ignored = (name: SettingName): Text => ({
  fr: `${name} est ignorée. ${settings[name].says}`,
  en: `${name} is ignored (see docs/fr/variables.md).`,
})

const examples = (names: readonly string[]): Text => ({
  fr: `Valeurs d’exemple d’un guide, prises pour absentes : ${names.join(', ')}.`,
  en: `A guide’s example values, taken as missing: ${names.join(', ')}.`,
})

const later = (names: readonly string[]): Text => ({
  fr: `Réservées à des parties de Sugu encore à venir, sans effet aujourd’hui : ${names.join(', ')}.`,
  en: `Kept for parts of Sugu still to come, without effect today: ${names.join(', ')}.`,
})

const unknownNames = (names: readonly string[]): Text => ({
  fr: `Inconnues de Sugu, donc sans effet (.env) : ${names.join(', ')}. La liste est dans docs/fr/variables.md.`,
  en: `Unknown to Sugu, so without effect (.env): ${names.join(', ')}. The list is docs/fr/variables.md.`,
})

const isPlain = (url: string): boolean => {
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

const plainHttp = (url: string): Text => ({
  fr: `L’adresse ${url} n’est pas en https : mots de passe et sessions y passent en clair. Pour un réseau privé seulement.`,
  en: `The address ${url} is not https: passwords and sessions travel in clear. For a private network only.`,
})
