import { CommanderError, Command as Parser } from 'commander'
import type { Command, Outcome } from './command.ts'
import { commands } from './commands.ts'
import { explain } from './explain.ts'
import { run as help } from './help.ts'
import { complain, sayError } from './speech.ts'

let outcome: Outcome

const addCommand = (program: Parser, command: Command) => {
  const parser = program.command(command.name).argument('[words...]').helpOption(false).exitOverride()
  parser.configureOutput({ writeErr: () => {} })
  if (command.passesOn) parser.allowUnknownOption().helpOption(false)
  else parser.option('-h, --help')
  for (const { flags } of command.options ?? []) parser.option(flags)
  parser.action(async (words: string[], options: Record<string, unknown>) => {
    if (options.help) outcome = await help([command.name], {})
    else outcome = await (await command.load()).run(words, options)
  })
}

const program = new Parser('sugu').exitOverride().helpOption('-h, --help').helpCommand(false)
program.configureOutput({ writeErr: () => {}, writeOut: () => {} })
for (const command of commands) addCommand(program, command)

try {
  const words = process.argv.slice(2)
  if (words.length === 0) outcome = await help([], {})
  else await program.parseAsync(words, { from: 'user' })
} catch (error) {
  if (error instanceof CommanderError) outcome = await explain(error)
  else {
    complain({ fr: sayError(error) })
    process.exit(1)
  }
}
if (outcome !== undefined) process.exitCode = outcome
