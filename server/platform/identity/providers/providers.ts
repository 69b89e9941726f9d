import type { Config } from '#base/config.ts'
import type { Desk } from '../desk.ts'
import { type Seal, sealOf } from '../factors/seal.ts'
import { facebook } from './facebook.ts'
import { google } from './google.ts'
import type { Provider, ProviderName } from './provider.ts'

/** Where people may have an account to come in with. One per process. */
export interface Providers {
  readonly desk: Desk
  readonly offered: Readonly<Partial<Record<ProviderName, Provider>>>
  readonly seal: Seal
  /** Whether somebody unknown gets an account. */
  readonly settings: Pick<Config, 'registration' | 'accountBudget'>
}

export const openProviders = (
  desk: Desk,
  config: Pick<Config, 'providers' | 'secretKey' | 'registration' | 'accountBudget'>,
): Providers => ({
  desk,
  offered: {
    ...(config.providers.google && { google: google(config.providers.google) }),
    ...(config.providers.facebook && { facebook: facebook(config.providers.facebook) }),
  },
  seal: sealOf(config.secretKey, 'providers'),
  settings: config,
})
