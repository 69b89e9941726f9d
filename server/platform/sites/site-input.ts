import { errorsOf } from '#base/errors.ts'
import { excerpt } from '#model/characters.ts'
import { choice } from '#model/define-table.ts'
import { form, formInPart, type Input, type ValuesOf } from '#model/form.ts'
import { isObject, type Json } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import type { Locale } from '#model/language.ts'
import { type Parsed, problemsOf } from '#model/problem.ts'
import { isHostName, plainHost } from './hosts.ts'

/** What a site is where nobody says otherwise. */
export const siteDefaults = {
  country: 'CI',
  currency: 'XOF',
  language: 'fr',
  time_zone: 'Africa/Abidjan',
} as const

export const siteError = errorsOf({
  'site.invalid': [
    400,
    { fr: 'Le site n’a pas été créé : voyez le détail.', en: 'The site was not made: see the details.' },
  ],
  'site.unchanged': [
    400,
    {
      fr: 'Les réglages du site n’ont pas changé : voyez le détail.',
      en: 'The settings of the site were not changed: see the details.',
    },
  ],
})

export const siteProblem = problemsOf({
  'site.bad_slug': {
    fr: 'Des minuscules sans accent, des chiffres et des tirets, en commençant par une lettre : « boutique-cocody ».',
    en: 'Plain lower-case letters, digits and hyphens, starting with a letter: "boutique-cocody".',
  },
  'site.no_name': { fr: 'Donnez un nom au site.', en: 'Give the site a name.' },
  'site.bad_hosts': {
    fr: 'Une liste de noms d’hôte, sans « https:// » ni port : ["boutique.example.ci"]. À revoir : {host}.',
    en: 'A list of host names, without "https://" or port: ["boutique.example.ci"]. See: {host}.',
  },
  'site.bad_country': { fr: 'Deux lettres, par exemple CI.', en: 'Two letters, for example CI.' },
  'site.bad_currency': { fr: 'Trois lettres, par exemple XOF.', en: 'Three letters, for example XOF.' },
  'site.bad_time_zone': {
    fr: 'Un fuseau comme Africa/Abidjan.',
    en: 'A time zone such as Africa/Abidjan.',
  },
  'site.slug_taken': {
    fr: 'Un autre site s’appelle déjà « {slug} ».',
    en: 'Another site is already called "{slug}".',
  },
  'site.host_taken': {
    fr: '« {host} » mène déjà à un autre site.',
    en: '"{host}" already leads to another site.',
  },
})

/** A text of that form. */
const written = <const S extends Pick<Input<string>, 'label' | 'required' | 'default'>>(
  settings: S,
  pattern: RegExp,
  code: Parameters<typeof siteProblem>[0],
): Input<string> & S => ({
  ...settings,
  schema: { type: 'string', pattern: pattern.source },
  parse: (input) =>
    typeof input === 'string' && pattern.test(input) ? { value: input } : { problem: siteProblem(code) },
})

const hosts: Input<readonly string[]> & { readonly default: readonly string[] } = {
  label: { fr: 'Noms d’hôte', en: 'Host names' },
  default: [],
  schema: { type: 'array', items: { type: 'string' }, example: ['boutique.example.ci'] },
  parse(input) {
    const names: readonly unknown[] = Array.isArray(input) ? input : [input]
    const isFit = (name: unknown) => typeof name === 'string' && isHostName(plainHost(name))
    const bad = Array.isArray(input) ? names.find((name) => !isFit(name)) : input
    if (bad !== undefined) return { problem: siteProblem('site.bad_hosts', { host: excerpt(bad) }) }
    return { value: [...new Set((names as string[]).map(plainHost))] }
  },
}

const { country, currency, language, time_zone } = siteDefaults

/** What may be said anew of a site, as of a new one. */
const settings = {
  name: written(
    { label: { fr: 'Nom', en: 'Name' }, required: true },
    /^[^\p{Cc}\p{Cs}]{1,100}$/u,
    'site.no_name',
  ),
  hosts,
  country: written(
    { label: { fr: 'Pays', en: 'Country' }, default: country },
    /^[A-Z]{2}$/,
    'site.bad_country',
  ),
  currency: written(
    { label: { fr: 'Monnaie', en: 'Currency' }, default: currency },
    /^[A-Z]{3}$/,
    'site.bad_currency',
  ),
  language: choice({
    label: { fr: 'Langue', en: 'Language' },
    options: ['fr', 'en'],
    default: language,
  }),
  time_zone: {
    ...written(
      { label: { fr: 'Fuseau horaire', en: 'Time zone' }, default: time_zone },
      /^[A-Za-z_+\-/0-9]+$/,
      'site.bad_time_zone',
    ),
    parse: (input: Json): Parsed<string> =>
      isTimeZone(input) ? { value: input } : { problem: siteProblem('site.bad_time_zone') },
  },
} as const

/** What a new site is made of. */
export const siteForm = form({
  slug: written(
    { label: { fr: 'Nom technique', en: 'Slug' }, required: true },
    /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'site.bad_slug',
  ),
  ...settings,
})

/** What changes of one: only what is given. */
export const siteChange = formInPart(settings)

export type SiteInput = ValuesOf<typeof siteForm>

/** What was sent, completed; 400 with what is wrong, field by field. */
export function checkSite(input: unknown): SiteInput {
  const read = siteForm.parse(isObject(input) ? input : {}, anywhere)
  if ('values' in read) return read.values
  throw siteError('site.invalid', {}, { errors: read.problems })
}

const anywhere: Locale = { language: 'fr', country, currency, timeZone: time_zone }

function isTimeZone(value: Json): value is string {
  if (typeof value !== 'string' || !/^[A-Za-z_+\-/0-9]+$/.test(value)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Made, with its number. */
export const siteMade = is.object({
  id: is.whole,
  slug: is.text,
  name: is.text,
  country: is.text,
  currency: is.text,
  language: is.text,
  time_zone: is.text,
})
