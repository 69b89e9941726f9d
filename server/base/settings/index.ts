import { database } from './database.ts'
import { django } from './django.ts'
import { house } from './house.ts'
import { limits } from './limits.ts'
import { messages } from './messages.ts'
import { security } from './security.ts'
import { services } from './services.ts'
import type { ValueOf } from './setting.ts'
import { signIn } from './sign-in.ts'
import { storage } from './storage.ts'

/** As the operator's page shows them. */
export const settingGroups = [
  ['La maison', house],
  ['La base de données', database],
  ['La sécurité', security],
  ['La connexion et les mots de passe', signIn],
  ['Les limites', limits],
  ['Les services', services],
  ['Les SMS', messages],
  ['Le stockage des fichiers', storage],
  ['Ce qui vient de Django', django],
] as const

/** Every environment variable that Sugu knows, and nothing that it does not. */
export const settings = {
  ...house,
  ...database,
  ...security,
  ...signIn,
  ...limits,
  ...services,
  ...messages,
  ...storage,
  ...django,
} as const

export type SettingName = keyof typeof settings
export type SettingValues = { readonly [Name in SettingName]: ValueOf<(typeof settings)[Name]> }
export const settingNames = Object.keys(settings) as SettingName[]
