import type { Outcome } from './command.ts'
import { sayFirstPassword, sayNotices } from './greeting.ts'
import { openHouse } from './open.ts'
import { say } from './speech.ts'

/** The release phase: the structure of the database, up to date; several at once agree on who does it. */
export const run = async (): Promise<Outcome> => {
  const { config, log } = openHouse({ journal: false })
  sayNotices(config.notices)
  const { migrateSugu } = await import('../main.ts')
  const { migrated, firstPassword } = await migrateSugu(config, log)
  for (const name of migrated) say({ fr: `✓ ${name}` })
  sayFirstPassword(firstPassword)
  if (migrated.length === 0)
    say({ fr: 'La base est déjà à jour.', en: 'The database is already up to date.' })
  else say({ fr: 'La base est à jour.', en: 'The database is up to date.' })
  return 0
}
