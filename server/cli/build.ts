import type { Outcome } from './command.ts'
import { buildScreens } from './screens.ts'
import { say } from './speech.ts'

export const run = async (
  _words: readonly string[],
  { force }: { readonly force?: boolean },
): Promise<Outcome> => {
  if (!(await buildScreens({ always: force === true }))) return 1
  say({ fr: 'Les écrans sont à jour.', en: 'The screens are up to date.' })
  return 0
}
