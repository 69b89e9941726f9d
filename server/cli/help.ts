import type { Text } from '#model/language.ts'
import type { Command, Outcome } from './command.ts'
import { commandGroups, commands } from './commands.ts'
import { complain, inTerminal } from './speech.ts'

/** The whole list, or what one command takes. */
export const run = async (words: readonly string[], _options: object): Promise<Outcome> => {
  const [name] = words
  const command = commands.find((one) => one.name === name)
  if (name !== undefined && command === undefined) {
    complain({ fr: `Sugu n’a pas de commande « ${name} ».`, en: `Sugu has no command "${name}".` })
    process.stderr.write(`\n${listing()}`)
    return 2
  }
  process.stdout.write(command ? page(command) : listing())
  return 0
}

const usage: Text = { fr: 'Emploi', en: 'Usage' }
const tail: Text = {
  fr: 'Les réglages sont des variables d’environnement, ou un fichier .env : docs/fr/variables.md.',
  en: 'Settings are environment variables, or a .env file: docs/fr/variables.md.',
}

export const listing = (): string => {
  const groups = commandGroups.map(({ title, commands: listed }) => {
    const lines = listed.map(({ name, text }) => line(name, inTerminal(text)))
    return `${inTerminal(title)}\n${lines.join('')}`
  })
  const first = inTerminal({ fr: 'Sugu, la maison de vos affaires', en: 'Sugu, a home for your business' })
  return `${first}\n\n${inTerminal(usage)} : ./sugu <${inTerminal({ fr: 'commande', en: 'command' })}>\n\n${groups.join('\n')}\n${inTerminal(tail)}\n`
}

const page = ({ name, words, text, options = [] }: Command): string => {
  const optional = options.length ? ' [options]' : ''
  const lines = options.map((option) => line(option.flags, inTerminal(option.text)))
  return `${inTerminal(text)}\n\n${inTerminal(usage)} : ./sugu ${name}${optional}${words ? ` ${words}` : ''}\n${lines.length ? '\n' : ''}${lines.join('')}`
}

const line = (left: string, right: string): string => `  ${left.padEnd(16)} ${right}\n`
