import type { Language } from '#model/language.ts'
import { dictionary, wordsIn } from '../../lib/words.ts'
import { jobName } from './job-words.ts'
import { kindWords } from './log-words.ts'

const words = dictionary({
  named: (name: string) => [`« ${name} »`, `“${name}”`],
  until: (day: string) => [`jusqu’au ${day}`, `until ${day}`],
  admin: ['administre le site', 'administers the site'],
  network_owner: ['propriétaire du réseau', 'network owner'],
  everywhere: ['de tous ses appareils', 'on every device'],
  format: (format: string) => [`en ${format}`, `as ${format}`],
  count: (n: number) => [n > 1 ? `${n} lignes` : `${n} ligne`, n === 1 ? '1 row' : `${n} rows`],
  password: ['par mot de passe', 'by password'],
  pin: ['par code PIN', 'by PIN'],
  totp: ['avec un code à usage unique', 'with a one-time code'],
  recovery: ['avec un code de secours', 'with a recovery code'],
  passkey: ['avec une clé d’accès', 'with a passkey'],
})

type Say = (value: unknown) => string | null

/** The small facts of a line, in words. One that has none is shown as it was kept. */
export function detailsSaid(
  details: Readonly<Record<string, unknown>>,
  language: Language,
  called: (named: string) => string,
): readonly string[] {
  const w = wordsIn(words, language)
  const kinds = wordsIn(kindWords, language) as Readonly<Record<string, string>>
  const plain = w as unknown as Readonly<Record<string, string>>
  const when =
    (said: string): Say =>
    (value) =>
      value === true ? said : null
  const quiet: Say = () => null
  const says: Readonly<Record<string, Say>> = {
    verb: (value) => kinds[String(value)]?.toLowerCase() ?? null,
    by: (value) => plain[String(value)] ?? String(value),
    user: (value) => called(`user:${value}`),
    name: (value) => w.named(String(value)),
    expires: (value) => w.until(String(value).split('-').reverse().join('/')),
    job: (value) => jobName(String(value), language),
    format: (value) => w.format(String(value).toUpperCase()),
    count: (value) => w.count(Number(value)),
    admin: when(w.admin),
    network_owner: when(w.network_owner),
    everywhere: when(w.everywhere),
    batch: quiet,
    site: quiet,
    version: quiet,
  }
  return Object.entries(details).flatMap(([name, value]) => {
    if (value === null || typeof value === 'object') return []
    const say = Object.hasOwn(says, name) ? says[name]! : () => `${name} : ${String(value)}`
    return say(value) ?? []
  })
}
