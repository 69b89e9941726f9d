import type { Owner } from '#db/owner.ts'
import type { Text } from '#model/language.ts'
import type { Outcome } from './command.ts'
import { sayFirstPassword } from './greeting.ts'
import { run as help } from './help.ts'
import { openHouse } from './open.ts'
import { say } from './speech.ts'

/** What the operator does for somebody who cannot get in, on the machine itself and without mail. */
type Deed = (owner: Owner, login: string, options: { readonly email?: string }) => Promise<Text>

const deeds: Readonly<Record<string, Deed>> = {
  async create(owner, username, { email }) {
    const { createAdministrator } = await import('#platform/identity/administrators.ts')
    const password = await createAdministrator(owner, { username, ...(email && { email }) })
    return shown({ fr: `Administrateur : ${username}`, en: `Administrator: ${username}` }, password)
  },
  async password(owner, login) {
    const { resetPassword } = await import('#platform/identity/administrators.ts')
    const password = await resetPassword(owner, login)
    return shown(
      {
        fr: `Toutes les sessions de ${login} ont pris fin, et son compte est ouvert.`,
        en: `Every session of ${login} has ended, and the account is open.`,
      },
      password,
    )
  },
  async unlock(owner, login) {
    const { unlock } = await import('#platform/identity/administrators.ts')
    await unlock(owner, login)
    return {
      fr: `✓ ${login} peut se connecter de nouveau : les essais manqués sont oubliés.`,
      en: `✓ ${login} can sign in again: the failed tries are forgotten.`,
    }
  },
  async factors(owner, login) {
    const { forgetFactors } = await import('#platform/identity/administrators.ts')
    await forgetFactors(owner, login)
    return {
      fr: `✓ ${login} se connecte par son seul mot de passe : application, clés d’accès et codes de secours sont retirés.`,
      en: `✓ ${login} signs in with the password alone: application, passkeys and recovery codes are removed.`,
    }
  },
}

const shown = (first: Text, password: string): Text => ({
  fr: `${first.fr}\nMot de passe, affiché cette seule fois, à changer à la première connexion : ${password}`,
  en: `${first.en}\nPassword, shown this one time, to be changed at the first sign-in: ${password}`,
})

export const run = async (
  [word = '', login, ...more]: readonly string[],
  options: { email?: string },
): Promise<Outcome> => {
  const deed = Object.hasOwn(deeds, word) ? deeds[word] : undefined
  if (!deed || login === undefined || more.length > 0) {
    await help(['admin'], {})
    return 2
  }
  const { config, log } = openHouse({ journal: false })
  const { openDatabase } = await import('#db/open.ts')
  const { prepare } = await import('../prepare.ts')
  const db = await openDatabase({ ...config, log, poolSize: 2 })
  try {
    sayFirstPassword((await prepare(db, config)).firstPassword)
    say(await deed(db.owner, login, options))
    return 0
  } finally {
    await db.close()
  }
}
