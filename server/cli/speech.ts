import { languageOf } from '#base/config.ts'
import { AppError } from '#base/errors.ts'
import type { Text } from '#model/language.ts'
import { inLanguage } from '#model/language.ts'
import { sayProblem } from '#model/problem.ts'

const language = languageOf(process.env)

export const inTerminal = (text: Text): string => inLanguage(text, language)
export const say = (text: Text): void => void process.stdout.write(`${inTerminal(text)}\n`)
export const complain = (text: Text): void => void process.stderr.write(`${inTerminal(text)}\n`)

/** An error that was foreseen is its sentence; another one keeps its stack, for whoever must mend it. */
export const sayError = (error: unknown): string => {
  if (error instanceof AppError) return sayProblem(error.problem, language)
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
