import type { Environment } from '../dot-env.ts'
import type { SettingName, SettingValues } from './index.ts'
import { settingNames, settings } from './index.ts'
import { settingError } from './problems.ts'
import type { Written } from './read.ts'
import { readWritten } from './read.ts'
import { services } from './services.ts'
import type { Setting } from './setting.ts'

/** What the guides of the five systems put in their place: known to everybody, so nobody’s. */
const placeholder = /^(your|votre)[-_ ]|^nom_de_votre|\.\.\.$|^changeme/i

export interface Given {
  readonly values: SettingValues
  /** Given, but read by a part still to come; given as a guide’s example, so passed over; meaning nothing here. */
  readonly later: readonly SettingName[]
  readonly examples: readonly SettingName[]
  readonly ignored: readonly SettingName[]
}

/** Refused rather than passed over: they guard something. */
const mustBeOwn: readonly string[] = ['SECRET_KEY', 'BACKUP_ENCRYPTION_KEY', 'SUGU_ADMIN_PASSWORD']

/** Ours count too, where somebody might leave them in place. */
const isExample = ({ name, raw, setting }: Written): boolean =>
  placeholder.test(raw) || (mustBeOwn.includes(name) && raw === setting.example)

/** `from` says where each name was written, for the sentence of a refusal: `' (.env)'` or nothing. */
export const readValues = (env: Environment, from: (name: string) => string): Given => {
  const written = settingNames.flatMap((name) => writtenAs(name, env[name]?.trim() ?? '', from(name)) ?? [])
  const example = (one: Written) =>
    isExample(one) && (one.setting.use === 'later' || one.name in services || mustBeOwn.includes(one.name))
  const refused = written.find((one) => example(one) && mustBeOwn.includes(one.name))
  if (refused) throw settingError('setting.placeholder', { name: refused.name, from: refused.from })
  const names = (keep: (one: Written) => boolean) =>
    written.filter(keep).map(({ name }) => name as SettingName)
  return {
    values: valuesOf(written.filter((one) => !example(one))),
    later: names((one) => one.setting.use === 'later' && !example(one)),
    examples: names(example),
    ignored: names((one) => one.setting.use === 'ignored'),
  }
}

/** An empty value is a missing one: that is how `${NAME:-}` of a compose file says it. */
const writtenAs = (name: SettingName, raw: string, from: string): Written | undefined =>
  raw === '' ? undefined : { name, raw, from, setting: settings[name] }

const valuesOf = (written: readonly Written[]): SettingValues => {
  const defaults = settingNames.map((name): [string, unknown] => [name, defaultOf(name, settings[name])])
  const own = written.map((one): [string, unknown] => [one.name, readWritten(one)])
  return Object.fromEntries([...defaults, ...own]) as unknown as SettingValues
}

const defaultOf = (name: string, setting: Setting) =>
  setting.default === undefined ? undefined : readWritten({ name, raw: setting.default, from: '', setting })
