import type { CommanderError } from 'commander'
import type { Text } from '#model/language.ts'
import { run as help, listing } from './help.ts'
import { complain } from './speech.ts'

/** The word between the quotes of commander’s own sentence. */
const wordOf = (error: CommanderError): string => /'([^']*)'/.exec(error.message)?.[1] ?? ''

const sentences: Readonly<Record<string, (word: string) => Text>> = {
  'commander.unknownCommand': (word) => ({
    fr: `Sugu n’a pas de commande « ${word} ».`,
    en: `Sugu has no command "${word}".`,
  }),
  'commander.unknownOption': (word) => ({
    fr: `L’option « ${word} » n’existe pas ici.`,
    en: `There is no option "${word}" here.`,
  }),
  'commander.optionMissingArgument': (word) => ({
    fr: `Il manque une valeur après « ${word} ».`,
    en: `A value is missing after "${word}".`,
  }),
}

/** What commander refused, in the reader’s language; its way of asking for help is help. */
export const explain = async (error: CommanderError): Promise<number> => {
  const sentence = sentences[error.code]
  if (sentence === undefined) return (await help([], {})) ?? 0
  complain(sentence(wordOf(error)))
  process.stderr.write(`\n${listing()}`)
  return 2
}
