import type { SettingName, SettingValues } from './settings/index.ts'
import { settingError } from './settings/problems.ts'

/** What this installation is called at a provider of identities, and where that provider is. */
export interface ProviderSetting {
  readonly id: string
  readonly secret: string
  readonly addresses: Readonly<Record<string, string>>
}

/** Those without keys are not offered. */
export interface ProviderSettings {
  readonly google?: ProviderSetting
  readonly facebook?: ProviderSetting
}

export const googleAddresses = { issuer: 'https://accounts.google.com' } as const

export const facebookAddresses = {
  dialog: 'https://www.facebook.com/v24.0/dialog/oauth',
  graph: 'https://graph.facebook.com/v24.0',
} as const

export const providerSettings = (values: SettingValues): ProviderSettings => ({
  ...pair(values, 'google', 'GOOGLE_OAUTH2_CLIENT_ID', 'GOOGLE_OAUTH2_CLIENT_SECRET', googleAddresses),
  ...pair(values, 'facebook', 'FACEBOOK_APP_ID', 'FACEBOOK_APP_SECRET', facebookAddresses),
})

function pair(
  values: SettingValues,
  provider: keyof ProviderSettings,
  idName: SettingName,
  secretName: SettingName,
  addresses: ProviderSetting['addresses'],
): ProviderSettings {
  const id = values[idName] as string | undefined
  const secret = values[secretName] as string | undefined
  if (id !== undefined && secret !== undefined) return { [provider]: { id, secret, addresses } }
  if (id === undefined && secret === undefined) return {}
  const [name, other] = id === undefined ? [secretName, idName] : [idName, secretName]
  throw settingError('setting.half', { name, other })
}
