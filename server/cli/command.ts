import type { Text } from '#model/language.ts'

/** What a command gives back: the exit code, or nothing while it goes on serving. */
export type Outcome = number | undefined

export interface CommandModule {
  readonly run: (words: readonly string[], options: Readonly<Record<string, unknown>>) => Promise<Outcome>
}

export interface Option {
  /** As commander writes it: `--long`, `--name <texte>`. */
  readonly flags: string
  readonly text: Text
}

export interface Command {
  readonly name: string
  readonly text: Text
  /** The words that may follow it, as the help shows them. */
  readonly words?: string
  readonly options?: readonly Option[]
  /** Everything after the name goes to the program behind it, options included. */
  readonly passesOn?: true
  /** Loaded when it is asked for: `help` stays quick. */
  readonly load: () => Promise<CommandModule>
}

export interface CommandGroup {
  readonly title: Text
  readonly commands: readonly Command[]
}
