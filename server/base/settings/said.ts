import type { Environment } from '../dot-env.ts'
import { type SettingName, settingGroups } from './index.ts'
import type { Kind, Setting } from './setting.ts'

/** A setting as it may be shown: what it is, where that was said, never a secret. */
export interface SettingSaid {
  readonly name: SettingName
  readonly says: string
  /** Null: none, or a secret. */
  readonly value: string | null
  readonly source: 'environment' | 'file' | 'default' | 'none'
  /** Somebody gave it, and it is shown to nobody. */
  readonly secret: boolean
  readonly use: Setting['use']
}

export interface GroupSaid {
  readonly label: string
  readonly settings: readonly SettingSaid[]
}

/** Of addresses the machine alone: they may hold a password, or be one. */
const addresses: readonly Kind[] = ['url', 'database']
const isSecret = (name: string, { kind }: Setting): boolean =>
  kind === 'secret' || /PASSWORD|SECRET|TOKEN|(^|_)KEY(_|$)/.test(name)

/** All that are known, group by group, as this process was given them. */
export const settingsSaid = (env: Environment, fromFile: ReadonlySet<string>): readonly GroupSaid[] =>
  settingGroups.map(([label, group]) => ({
    label,
    settings: Object.entries(group as Readonly<Record<string, Setting>>).map(([name, setting]) =>
      settingSaid(name as SettingName, setting, env[name]?.trim() ?? '', fromFile),
    ),
  }))

function settingSaid(
  name: SettingName,
  setting: Setting,
  raw: string,
  fromFile: ReadonlySet<string>,
): SettingSaid {
  const { says, use } = setting
  const secret = isSecret(name, setting)
  const common = { name, says, use, secret }
  if (raw !== '') {
    const source = fromFile.has(name) ? 'file' : 'environment'
    return { ...common, source, value: secret ? null : shown(setting, raw) }
  }
  if (setting.default === undefined) return { ...common, source: 'none', value: null }
  return { ...common, source: 'default', value: setting.default }
}

const shown = ({ kind }: Setting, raw: string): string | null =>
  addresses.includes(kind) ? machineOf(raw) : raw

function machineOf(raw: string): string | null {
  if (!URL.canParse(raw)) return null
  const { protocol, host } = new URL(raw)
  return `${protocol}//${host}`
}
