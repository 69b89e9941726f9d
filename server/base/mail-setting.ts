import type { SettingName, SettingValues } from './settings/index.ts'

/** The server that mail leaves by, and who it comes from. */
export interface MailSetting {
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user: string | undefined
  readonly password: string | undefined
  readonly from: string
}

/** Undefined: mail goes nowhere. An account of a guide is none: what would be sent in its name would only fail. */
export const mailSetting = (
  values: SettingValues,
  examples: readonly SettingName[],
  url: string,
): MailSetting | undefined => {
  const isGuide = examples.some((name) => name.startsWith('EMAIL_'))
  if (values.EMAIL_HOST === undefined || isGuide) return undefined
  const user = values.EMAIL_HOST_USER
  const own = user?.includes('@') ? user : `sugu@${new URL(url).hostname}`
  return {
    host: values.EMAIL_HOST,
    port: values.EMAIL_PORT,
    security: values.EMAIL_USE_SSL ? 'tls' : values.EMAIL_USE_TLS ? 'starttls' : 'none',
    user,
    password: values.EMAIL_HOST_PASSWORD,
    from: values.DEFAULT_FROM_EMAIL ?? own,
  }
}
