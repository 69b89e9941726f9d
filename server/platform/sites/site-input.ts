import { errorsOf } from '#base/errors.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import { type Problem, type Problems, problemsOf } from '#model/problem.ts'
import { isHostName, plainHost } from './hosts.ts'

export interface SiteInput {
  readonly slug: string
  readonly name: string
  readonly hosts: readonly string[]
  readonly country: string
  readonly currency: string
  readonly language: string
  readonly time_zone: string
}

/** What a site is where nobody says otherwise. */
export const siteDefaults = { country: 'CI', currency: 'XOF', language: 'fr', time_zone: 'Africa/Abidjan' }

export const siteError = errorsOf({
  'site.invalid': [
    400,
    { fr: 'Le site n’a pas été créé : voyez le détail.', en: 'The site was not made: see the details.' },
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
  'site.bad_language': { fr: 'fr ou en.', en: 'fr or en.' },
  'site.bad_time_zone': {
    fr: 'Un fuseau comme Africa/Abidjan.',
    en: 'A time zone such as Africa/Abidjan.',
  },
  'site.unknown_field': { fr: 'Un site n’a pas ce champ.', en: 'A site has no such field.' },
  'site.slug_taken': {
    fr: 'Un autre site s’appelle déjà « {slug} ».',
    en: 'Another site is already called "{slug}".',
  },
  'site.host_taken': {
    fr: '« {host} » mène déjà à un autre site.',
    en: '"{host}" already leads to another site.',
  },
})

type Check = (value: unknown) => Problem | null

const matches =
  (pattern: RegExp, code: Parameters<typeof siteProblem>[0]): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? null : siteProblem(code)

const checks: Record<keyof SiteInput, Check> = {
  slug: matches(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$(?<=^.{1,40})/, 'site.bad_slug'),
  name: matches(/^[^\p{Cc}]{1,100}$/u, 'site.no_name'),
  hosts: (value) => {
    if (!Array.isArray(value)) return siteProblem('site.bad_hosts', { host: String(value) })
    const bad = value.find((host) => typeof host !== 'string' || !isHostName(plainHost(host)))
    return bad === undefined ? null : siteProblem('site.bad_hosts', { host: String(bad).slice(0, 100) })
  },
  country: matches(/^[A-Z]{2}$/, 'site.bad_country'),
  currency: matches(/^[A-Z]{3}$/, 'site.bad_currency'),
  language: matches(/^(fr|en)$/, 'site.bad_language'),
  time_zone: (value) => (isTimeZone(value) ? null : siteProblem('site.bad_time_zone')),
}

/** What was sent, completed; 400 with what is wrong, field by field. */
export function checkSite(input: unknown): SiteInput {
  const given: JsonObject = isObject(input) ? input : {}
  const wanted: JsonObject = { hosts: [], ...siteDefaults, ...given }
  const errors: Problems = {}
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(checks, name)) errors[name] = [siteProblem('site.unknown_field')]
  }
  for (const [name, check] of Object.entries(checks)) {
    const problem = check(wanted[name])
    if (problem) errors[name] = [problem]
  }
  if (Object.keys(errors).length > 0) throw siteError('site.invalid', {}, { errors })
  return { ...(wanted as unknown as SiteInput), hosts: plainHosts(wanted.hosts as string[]) }
}

const plainHosts = (hosts: readonly string[]): string[] => [...new Set(hosts.map(plainHost))]

function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z_+\-/0-9]+$/.test(value)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
