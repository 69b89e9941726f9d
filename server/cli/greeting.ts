import type { Sugu } from '../main.ts'
import { complain, say } from './speech.ts'

/** Each once, on the side of the errors: the output may be read by a program. */
export const sayNotices = (notices: readonly string[]): void => {
  for (const notice of new Set(notices)) complain({ fr: `• ${notice}` })
}

/** Said as soon as it exists: nobody else has it, and it is shown no second time. */
export const sayFirstPassword = (password: Sugu['firstPassword']): void => {
  if (password === null) return
  say({
    fr: `\nPremier administrateur : admin\nMot de passe, affiché cette seule fois, à changer à la première connexion : ${password}\n`,
    en: `\nFirst administrator: admin\nPassword, shown this one time, to be changed at the first sign-in: ${password}\n`,
  })
}
